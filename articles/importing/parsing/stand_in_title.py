"""A title for a text that has none: its first sentence."""

from typing import Final

from articles.importing.cleaning.captions import sentences

_WARNING: Final = "the text has no title: its first sentence stands in for it"
_LEAST_WORDS: Final = 20
_LONGEST: Final = 30  # words


def with_title(title: str, lead: str, body: list[str]) -> tuple[str, list[str], tuple[str, ...]]:
    """Return title and body, with a warning where a text has no title; what was taken for the title may be the text."""
    if title and (lead or any(body)):
        return title, body, ()
    text = title or next(iter(body), "")
    if found := _first_sentence(text):
        return found, body or [text], (_WARNING,)
    return title, body, ()


def _first_sentence(text: str) -> str:
    """Return the first sentence of a text of several sentences, shortened; "" where the text is too short for one."""
    parts = sentences(" ".join(text.split()))
    if len(parts) < 2 or len(text.split()) < _LEAST_WORDS:
        return ""
    words = parts[0].rstrip(". ").split()
    return " ".join(words) if len(words) <= _LONGEST else " ".join(words[:_LONGEST]).rstrip(",;:") + "…"
