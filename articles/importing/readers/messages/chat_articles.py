"""The article in a chat: what one of its people sent, in one message or in several."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Final

from articles.importing.cleaning.byline_names import are_names
from articles.importing.cleaning.captions import has_credit
from articles.importing.readers.messages.chats import Message, messages_in
from articles.importing.readers.messages.letters import article_in, speaks_to_desk

_PARAGRAPH: Final = 60  # characters
_LEAST_PARAGRAPHS, _LEAST_TEXT = 3, 400
_TITLE_WORDS: Final = range(4, 31)
_LONGEST_CHATTER: Final = 30  # words
# Who is spoken to in a chat, not told of.
_SPOKEN_TO: Final = re.compile(
    r"(?<!\w)(?:em|chị ơi|anh ơi|ad|admin|sếp|nhé|nha|ạ|ok|okie?|dạ|vâng|ừ|uh|bài (?:đây|này|đâu))(?!\w)", re.IGNORECASE
)


def article_in_chat(text: str) -> tuple[str, list[str], bool] | None:
    """Return the article in a chat, the other messages, and whether they hold an article too; None for no chat.

    The article is "" where the chat holds none.
    """
    messages = messages_in(text)
    if not messages:
        return None
    prose = Counter[str]()
    for message in messages:
        prose[message.name] += sum(len(line) for line in message.lines if len(line) >= _PARAGRAPH)
    sender = max(prose, key=lambda name: prose[name])
    texts = ["\n".join(message.lines) for message in messages if message.name == sender]
    groups = _articles([text for text in texts if not _is_chatter(text)])
    longest = max(groups, key=_length, default=[])
    article = article_in("\n\n".join(longest)) if _is_article(longest) else ""
    others = [group for group in groups if group is not longest]
    return article, _around(messages, longest), any(map(_is_article, others))


def _around(messages: Iterable[Message], article: Sequence[str]) -> list[str]:
    """Return the lines of the messages that are not of the article."""
    others = (message for message in messages if "\n".join(message.lines) not in article)
    return [f"{message.name}: {' '.join(filter(None, message.lines))}" for message in others if message.lines]


def _is_chatter(text: str) -> bool:
    """Tell whether a message speaks to somebody, or says nothing."""
    words = len(text.split())
    is_short = "\n" not in text and words <= _LONGEST_CHATTER
    return not words or (is_short and not are_names(text) and (speaks_to_desk(text) or bool(_SPOKEN_TO.search(text))))


def _articles(texts: Sequence[str]) -> list[list[str]]:
    """Return the messages of each article: a new one begins with a title, where the one above is as long as one."""
    groups: list[list[str]] = []
    for text in texts:
        if groups and not (_is_titled(text) and _is_article(groups[-1])):
            groups[-1].append(text)
        else:
            groups.append([text])
    return [_trimmed(group) for group in groups]


def _is_titled(text: str) -> bool:
    title = text.split("\n", 1)[0].strip()
    is_title = len(title.split()) in _TITLE_WORDS and title[-1].isalnum() and title[:1].isupper()
    return is_title and not are_names(title) and not has_credit(title)


def _trimmed(group: list[str]) -> list[str]:
    """Return the messages of an article without short ones above its title: the title is alone, or above its text."""
    start = next((place for place, text in enumerate(group) if _is_titled(text)), 0)
    is_above = all(len(text) < _PARAGRAPH for text in group[:start])
    return group[start:] if is_above else group


def _is_article(texts: Sequence[str]) -> bool:
    paragraphs = [line for text in texts for line in text.split("\n") if len(line) >= _PARAGRAPH]
    return len(paragraphs) >= _LEAST_PARAGRAPHS and _length(texts) >= _LEAST_TEXT


def _length(texts: Sequence[str]) -> int:
    return sum(map(len, texts))
