"""A title for a text that has none: its first sentence."""

from typing import Final

from articles.importing.cleaning.captions import sentences

WARNING: Final = "the text has no title: its first sentence stands in for it"
_LEAST_WORDS: Final = 20
_LONGEST: Final = 30  # words


def stand_in_title(text: str) -> str:
    """Return the first sentence of a text of several sentences, shortened; "" where the text is too short for one."""
    parts = sentences(" ".join(text.split()))
    if len(parts) < 2 or len(text.split()) < _LEAST_WORDS:
        return ""
    words = parts[0].rstrip(". ").split()
    return " ".join(words) if len(words) <= _LONGEST else " ".join(words[:_LONGEST]).rstrip(",;:") + "…"
