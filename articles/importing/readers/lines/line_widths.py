"""At which width a program cut the lines of a plain text, and whether one of its lines is as long as that."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final, TypeAlias

from articles.text.normal import nfc

# The widths at which programs cut lines: in characters, or in bytes, of which Vietnamese letters have up to three.
_WIDTHS, _WIDTHS_IN_BYTES = range(30, 131), range(40, 221)
_TAB: Final = 8
# How many sentences must go on below a line, one more where lines are shorter than those of mail. The share of those
# lines that were cut at one width, and the share where lines are about equally long: programs that even out lines, and
# texts copied from print, cut so.
_FEWEST, _FEWEST_UNEVEN, _FEWEST_HARD, _FEWEST_MID_WORD = 2, 4, 6, 3
_WIDE: Final = 60
_FEWEST_AGREED, _LEAST_AGREED = 4, 50  # lines of one width without a stop, and that width
_LEAST_CUT, _LEAST_UNEVEN = 0.85, 0.8
_LONGEST_LINES: Final = 0.9  # the place in the order of their lengths of the line that tells the width
_NARROWEST_UNEVEN: Final = 38
_UNEVEN: Final = 0.7  # of the width
_SPACE: Final = 1
_MOST_SEEN: Final = 300  # pairs of lines
_STOPS: Final = ".!?…:;"
_SENTENCE_END: Final = re.compile(r"[.!?…][\"”’»)]*(?:\s|$)")
_LEAST_ENDS: Final = 2
_ADDRESSES: Final = ("http://", "https://", "www.")
_CLOSING: Final = '"”’»)]'


def is_stopped(line: str) -> bool:
    """Tell whether a line ends as a sentence does, or introduces what stands below."""
    return line.rstrip(_CLOSING + " ")[-1:] in _STOPS


def goes_on(line: str, below: str) -> bool:
    """Tell whether a sentence surely goes on from a line to the one below it, both without spaces around them."""
    if not below[0].islower() or line[-1] in _STOPS or "\t" in line:
        return False
    return not (below.startswith(_ADDRESSES) or line.startswith(_ADDRESSES))


def columns(line: str) -> str:
    """Return a line with its tabs as spaces, and without those at its end."""
    return line.expandtabs(_TAB).rstrip()


def _characters(line: str) -> int:
    return len(nfc(columns(line)))


def _characters_without_indent(line: str) -> int:
    return len(nfc(line.strip()))


def _characters_of_words(line: str) -> int:
    """Return the length with one space between words: two may stand between sentences."""
    return len(nfc(" ".join(line.split())))


def _code_points(line: str) -> int:
    return len(columns(line))


def _uncut_length(line: str) -> int:
    return len(nfc(line.expandtabs(_TAB)))


def _bytes(line: str) -> int:
    return len(nfc(columns(line)).encode())


# A line and the one below it.
_Pair: TypeAlias = tuple[str, str]
_MEASURES: Final = (
    (_characters, _WIDTHS),
    (_characters_of_words, _WIDTHS),
    (_characters_without_indent, _WIDTHS),
    (_code_points, _WIDTHS_IN_BYTES),
    (_bytes, _WIDTHS_IN_BYTES),
)


@dataclass(frozen=True, slots=True)
class Width:
    """The width at which the lines of a text were cut, as `measure` counts it.

    `is_even`: each line is as long as the width lets it be; otherwise lines are about as long as it. `is_hard`: each
    line is exactly as long as it, also amid a word.
    """

    columns: int
    measure: Callable[[str], int]
    is_even: bool = True
    is_hard: bool = False

    def is_full(self, line: str, below: str) -> bool:
        """Tell whether a line is as long as it can be: the first word below it has no room in it."""
        length = self.measure(line)
        if self.is_hard:
            return 0 <= self.columns - length <= _SPACE
        if not self.is_even:
            return length >= _UNEVEN * self.columns
        return length <= self.columns < length + 1 + self.measure(below.split(maxsplit=1)[0])

    def is_near(self, line: str) -> bool:
        """Tell whether a line is about as long as the width."""
        return self.measure(line) >= _UNEVEN * self.columns


def width_of(lines: Sequence[str]) -> Width | None:
    """Return the width at which the lines of a text were cut, None where they were not."""
    pairs = [(line, below) for line, below in pairwise(lines) if line.strip() and below.strip()]
    sure = [(line, below) for line, below in pairs if goes_on(line.strip(), below.strip())]
    # Lines that end amid a word tell no width.
    sure = [(line, below) for line, below in sure if not line.rstrip().endswith("-")][:_MOST_SEEN]
    if len(sure) < _FEWEST:
        return _agreed_width(pairs) if sure else None
    if hard := _hard_width(pairs):
        return hard
    widths = [found for measure, able in _MEASURES if (found := _even_width(sure, pairs, measure, able)) is not None]
    share, width = max(widths, key=lambda found: found[0], default=(0.0, None))
    if width is not None and share >= _LEAST_CUT and (len(sure) > _FEWEST or width.columns >= _WIDE):
        return width
    return _uneven_width(sure, pairs)


def _agreed_width(pairs: Sequence[_Pair]) -> Width | None:
    """Return the width at which each of some lines was cut, few of which show it by a sentence that goes on."""
    least = max(_characters(line) for line, _ in pairs)
    most = min(_characters(line) + 1 + _characters(below.split(maxsplit=1)[0]) for line, below in pairs)
    stopped = sum(is_stopped(line) for line, _ in pairs)
    is_wide = len(pairs) - 2 * stopped >= _FEWEST_AGREED and least in _WIDTHS and least >= _LEAST_AGREED
    return Width(least, _characters) if is_wide and least < most else None


def _hard_width(pairs: Sequence[_Pair]) -> Width | None:
    """Return the width at which lines were cut wherever they reached it; a space at an end may be gone."""
    lengths = [_uncut_length(line) for line, _ in pairs]
    width = max(lengths)
    long = [length for length in lengths if length >= _UNEVEN * width]
    least = _FEWEST_MID_WORD if any(_begins_amid(below) for line, below in pairs if _uncut_length(line) == width) else 0
    if width not in _WIDTHS or len(long) < (least or _FEWEST_HARD) or are_justified([line for line, _ in pairs]):
        return None
    return Width(width, _uncut_length, is_hard=True) if min(long) >= width - _SPACE else None


def _begins_amid(line: str) -> bool:
    """Tell whether a line begins as only a cut amid a sentence at any letter has it: with its stop, or one space."""
    return line[0] in _STOPS or (line[0] == " " and line[1:2].islower())


def are_justified(lines: Sequence[str]) -> bool:
    """Tell whether lines were made equally long by double spaces between their words."""
    return 2 * sum("  " in line.strip() for line in lines) > len(lines)


def _even_width(
    sure: Sequence[_Pair], pairs: Sequence[_Pair], measure: Callable[[str], int], able: range
) -> tuple[float, Width] | None:
    """Return the width that explains most ends of lines, with the share of those that it does."""
    lengths = [measure(line) for line, _ in sure]
    needs = [length + 1 + measure(below.split(maxsplit=1)[0]) for length, (_, below) in zip(lengths, sure, strict=True)]
    explained = {
        width: sum(length <= width < need for length, need in zip(lengths, needs, strict=True))
        for width in {length for length in lengths if length in able}
    }
    if not explained:
        return None
    least = max(explained, key=lambda one: (explained[one], one))
    # Other lines may show that it is a little more.
    most = min(need for length, need in zip(lengths, needs, strict=True) if length <= least < need)
    width = max((length for line, _ in pairs if (length := measure(line)) in range(least, most)), default=least)
    return explained[least] / len(sure), Width(width, measure)


def _uneven_width(sure: Sequence[_Pair], pairs: Sequence[_Pair]) -> Width | None:
    """Return the width of a text in which lines are about equally long, and most go on below."""
    lengths = sorted(_characters(line) for line, _ in sure)
    width = lengths[int(_LONGEST_LINES * (len(lengths) - 1))]
    if width not in _WIDTHS or width < _NARROWEST_UNEVEN or len(sure) < max(_FEWEST_UNEVEN, len(pairs) / 3):
        return None
    # Verse in small letters has hardly any stops.
    if sum(_SENTENCE_END.search(line) is not None for line, _ in pairs) < max(_LEAST_ENDS, len(sure) / 8):
        return None
    near = sum(_UNEVEN * width <= length <= width * (2 - _UNEVEN) for length in lengths)
    return Width(width, _characters, is_even=False) if near >= _LEAST_UNEVEN * len(sure) else None
