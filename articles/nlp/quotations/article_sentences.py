"""The sentences of an article: which one an offset is in, and which stand beside it."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence


class ArticleSentences:
    """The sentences of a text, in order; all offsets are characters of the text."""

    def __init__(self, text: str, spans: Sequence[tuple[int, int]]) -> None:
        self._starts = [start for start, _ in spans]
        self._end = len(text)

    def start_of(self, offset: int, back: int = 0) -> int:
        """Return where the sentence that is so many before that of an offset begins, else the start of the text."""
        at = self._number_at(offset) - back
        return self._starts[at] if at >= 0 else 0

    def end_of(self, offset: int, ahead: int = 0) -> int:
        """Return where the sentence that is so many behind that of an offset ends, else the end of the text."""
        at = self._number_at(offset) + 1 + ahead
        return self._starts[at] if at < len(self._starts) else self._end

    def before(self, offset: int) -> tuple[int, int]:
        """Return the span of the sentence before that of an offset; an empty one where there is none."""
        return self.start_of(offset, 1), self.start_of(offset)

    def behind(self, offset: int) -> tuple[int, int]:
        """Return the span of the sentence behind that of an offset; an empty one where there is none."""
        return self.end_of(offset - 1), self.end_of(offset - 1, 1)

    def between(self, start: int, end: int) -> int:
        """Return how many sentences begin between two offsets."""
        return bisect_left(self._starts, end) - bisect_left(self._starts, start + 1)

    def back_from(self, offset: int, most: int) -> Iterator[tuple[int, int]]:
        """Yield the spans of the last sentences that begin before an offset, the last, which ends there, first."""
        last = bisect_left(self._starts, offset) - 1
        for at in range(last, max(-1, last - most), -1):
            yield self._starts[at], offset if at == last else self._starts[at + 1]

    def _number_at(self, offset: int) -> int:
        return bisect_left(self._starts, offset + 1) - 1
