"""Chats as messengers export them, in JSON or as pages: Messenger, Telegram, Discord, Slack; as the text of a chat."""

import re
from collections.abc import Iterator
from datetime import datetime
from typing import Any, Final

from lxml import etree, html

from articles.text.written_dates import VIETNAM

_LISTS: Final = ("messages", "conversation", "chat")
_SENDERS: Final = ("sender_name", "senderName", "from", "author", "user", "sender", "name")
_TEXTS: Final = ("content", "text", "message", "body")
_TIMES: Final = ("timestamp_ms", "timestamp", "date", "date_unixtime", "ts", "time", "created_at")
_LEAST_SENDERS: Final = 2
_MILLISECONDS: Final = 10**11
# The classes of a message, of its sender and its text in the pages that messengers export. Those of Messenger begin
# with the newest message; Telegram names no sender again.
_PAGES: Final = (("_a6-g", "_a6-h", "_a6-p"), ("uiBoxWhite", "_2lek", "_2let"), ("message", "from_name", "text"))
_OLDEST_FIRST: Final = "message"
_MAY_BE_PAGE: Final = re.compile(r"class=\"[^\"]*\b(?:_a6-h|_2lek|from_name)\b")
_BREAKS: Final = ("br", "p", "div", "li")

Message = tuple[float, str, str]


def chat_in_record(found: Any) -> str:
    """Return the chat in the JSON of a messenger as text, oldest message first; "" where it is none.

    Posts of one sender alone are no chat: those of a channel.
    """
    listed: list[Any] = (
        next((found[name] for name in _LISTS if isinstance(found.get(name), list)), []) if _is_map(found) else []
    )
    messages = [message for one in listed if (message := _message(one)) is not None]
    if len({name for _, name, _ in messages}) < _LEAST_SENDERS:
        return ""
    return _chat(sorted(messages, key=lambda message: message[0]))


def chat_in_page(text: str) -> str:
    """Return the chat in a page that a messenger has exported as text; "" where it is none."""
    if not _MAY_BE_PAGE.search(text):
        return ""
    try:
        return _chat_of_page(html.document_fromstring(text))
    except (ValueError, etree.ParserError, RecursionError):  # the reader says so
        return ""


def _chat_of_page(root: etree._Element) -> str:
    for kind, *parts in _PAGES:
        found: list[Message] = []
        for number, element in enumerate(_of_class(root, kind)):
            name, said = (_shown(next(_of_class(element, part), None)) for part in parts)
            name = name or (found[-1][1] if found else "")
            if name and said:
                found.append((number, name, said))
        if len({name for _, name, _ in found}) >= _LEAST_SENDERS:
            return _chat(found if kind == _OLDEST_FIRST else found[::-1])
    return ""


def _is_map(value: Any) -> bool:
    return isinstance(value, dict)


def _message(one: Any) -> Message | None:
    if not _is_map(one):
        return None
    name, text = _name(next((one[key] for key in _SENDERS if one.get(key)), "")), ""
    for key in _TEXTS:
        text = text or _words(one.get(key))
    moment = next((one[key] for key in _TIMES if one.get(key)), None)
    return (_seconds(moment), name, text) if name and text.strip() and moment is not None else None


def _name(value: Any) -> str:
    if _is_map(value):
        value = next((value[key] for key in ("name", "nickname", "username") if value.get(key)), "")
    return value.strip() if isinstance(value, str) else ""


def _words(value: Any) -> str:
    """Return the text of a message, which may be a list of pieces with their marks."""
    if isinstance(value, list):
        return "".join(map(_words, value))
    if _is_map(value):
        return _words(value.get("text"))
    return value if isinstance(value, str) else ""


def _seconds(value: Any) -> float:
    try:
        number = float(value)
    except (TypeError, ValueError):
        pass
    else:
        return number / 1000 if number > _MILLISECONDS else number
    try:
        return datetime.fromisoformat(str(value)).replace(tzinfo=VIETNAM).timestamp()
    except ValueError:
        return 0.0


def _chat(messages: list[Message]) -> str:
    """Return messages in the form in which Telegram copies them; the hour only tells their order."""
    numbered = enumerate(messages)
    return "\n\n".join(f"{name}, [{at // 60 % 24:02}:{at % 60:02}]:\n{text}" for at, (_, name, text) in numbered)


def _of_class(element: etree._Element, name: str) -> Iterator[etree._Element]:
    return (one for one in element.iter("div") if name in (one.get("class") or "").split())


def _shown(element: etree._Element | None) -> str:
    """Return the text of an element, a line for each line break and block in it."""
    pieces = [] if element is None else list(_pieces(element))
    lines = (" ".join(line.split()) for line in "".join(pieces).split("\v"))
    return "\n".join(filter(None, lines))


def _pieces(element: etree._Element) -> Iterator[str]:
    yield "\v" if element.tag in _BREAKS else ""
    yield (element.text or "") if isinstance(element.tag, str) else ""
    for child in element:
        yield from _pieces(child)
        yield "\v" if child.tag in _BREAKS else ""
        yield child.tail or ""
