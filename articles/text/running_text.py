"""The running text of an article: its parts joined, so that words and names are offsets into one string."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

TITLE, LEAD, BODY, CAPTION = "title", "lead", "body", "caption"


@dataclass(frozen=True, slots=True)
class Part:
    """A part of an article: its role, its text, and its offset in the running text, in characters."""

    role: str
    text: str
    start: int

    @property
    def end(self) -> int:
        """The offset after the part's last character."""
        return self.start + len(self.text)


def parts(title: str, lead: str, body: Sequence[str], captions: Sequence[str]) -> list[Part]:
    """Return the parts that are not empty, in reading order, with their offsets in `running_text`."""
    return list(
        _laid_out([(TITLE, title), (LEAD, lead), *((BODY, p) for p in body), *((CAPTION, c) for c in captions)])
    )


def running_text(article_parts: Sequence[Part]) -> str:
    """Return the texts of the parts, joined by line breaks."""
    return "\n".join(part.text for part in article_parts)


def _laid_out(roles: list[tuple[str, str]]) -> Iterator[Part]:
    start = 0
    for role, text in roles:
        if text:
            yield Part(role, text, start)
            start += len(text) + 1
