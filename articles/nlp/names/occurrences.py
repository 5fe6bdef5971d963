"""Finds given forms in a text where they are whole words."""

from collections.abc import Iterable, Iterator

from articles.nlp.words.offsets import Span


def occurrences(text: str, forms: Iterable[str], *, joined_before: str = "", joined_after: str = "") -> list[Span]:
    """Return the spans of forms in a text, in order. Of overlapping ones the first is kept, then the longest.

    A form counts where no letter, digit or "_" is beside it, and none of the signs in `joined_before` and
    `joined_after`. A regular expression would find the same, but would have to be compiled for each text.
    """
    found = sorted(
        {span for form in forms if form for span in _spans(text, form)}, key=lambda span: (span[0], -span[1])
    )
    apart: list[Span] = []
    for start, end in found:
        is_whole = _is_edge(text[start - 1 : start], joined_before) and _is_edge(text[end : end + 1], joined_after)
        if is_whole and (not apart or start >= apart[-1][1]):
            apart.append((start, end))
    return apart


def _spans(text: str, form: str) -> Iterator[Span]:
    start = text.find(form)
    while start >= 0:
        yield start, start + len(form)
        start = text.find(form, start + 1)


def _is_edge(sign: str, joined: str) -> bool:
    """Tell whether a form ends at the sign beside it; "" is an end of the text."""
    return not (sign.isalnum() or (sign and sign in f"_{joined}"))
