"""Names of a person found in a text and shortened to an initial: "Nguyễn Văn Hùng" -> "Nguyễn Văn H."."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Iterator, Sequence, Set
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Final

from articles.text.normal import fold, has_marks, nfc
from articles.text.packing import Span
from articles.text.terms import TextToken, tokens

# What may stand between two syllables of a name.
_BETWEEN: Final = re.compile(r"[ \t\xa0]{1,3}|[_.-]")
# A name joined to one word or an address of a page: "NguyenVanHung", "/nguyen-van-hung-bi-bat.html".
_JOINING: Final = re.compile(r"[\W_]+")
# Syllables that a name needs to be looked for in words that are joined.
_JOINED_FROM: Final = 2
# Syllables of a name that is nobody else's with other words before it: "Bị cáo Nguyễn Văn Hùng".
_WITH_OTHERS_FROM: Final = 3
_SENTENCE_END: Final = re.compile(r"(?:\A|[.!?:;…\n\"“”'‘(\[–-]\s*)\Z")


@dataclass(frozen=True, slots=True)
class Mask:
    """A piece of a text, and what is shown in its place."""

    start: int
    end: int
    shown: str


@dataclass(frozen=True)
class NameForms:
    """The names of one person, as texts may write them."""

    names: tuple[str, ...]

    @cached_property
    def keys(self) -> frozenset[tuple[str, ...]]:
        """The syllables of each name, in the one spelling that all spellings share."""
        return frozenset(key for name in self.names if (key := tuple(token.exact for token in tokens(name))))

    @cached_property
    def folded(self) -> frozenset[tuple[str, ...]]:
        """The syllables of each name of several, without their marks."""
        own = (tuple(token.folded for token in tokens(name)) for name in self.names)
        return frozenset(key for key in own if len(key) >= _JOINED_FROM)

    @cached_property
    def joined(self) -> frozenset[str]:
        """Each name of several syllables as one word without marks: "nguyenvanhung"."""
        return frozenset(map("".join, self.folded))

    @cached_property
    def endings(self) -> frozenset[tuple[str, ...]]:
        """The last syllables of each name: "Văn Hùng", "Hùng"."""
        return frozenset(key[n:] for key in self.keys for n in range(1, len(key)))

    @cached_property
    def given(self) -> frozenset[str]:
        """The last syllable of each name, which is shortened."""
        return frozenset(key[-1] for key in self.keys)

    @cached_property
    def longest(self) -> int:
        """The number of syllables of the longest name."""
        return max(map(len, self.keys), default=0)

    def may_be_in(self, folded: Set[str]) -> bool:
        """Tell whether a text with these syllables, without their marks, may have one of the names whole."""
        return bool(self.joined & folded) or any(set(map(fold, key)) <= folded for key in self.keys)

    def are_meant_by(self, name: str) -> bool:
        """Tell whether a recognised name is one of the names or, with other words before it, a long one of them.

        The recogniser may take a name for a place, or a word before it for a part of it.
        """
        own = tuple(token.exact for token in tokens(name))
        return own in self.keys or any(own[-len(key) :] == key for key in self.keys if len(key) >= _WITH_OTHERS_FROM)

    def is_in_address(self, address: str) -> bool:
        """Tell whether a web address spells one of the names."""
        words = f"-{_JOINING.sub('-', fold(address))}-"
        return any(f"-{'-'.join(key)}-" in words or f"-{''.join(key)}-" in words for key in self.folded)


def whole_names(text: str, forms: NameForms, others: Sequence[Span] = ()) -> list[Span]:
    """Return where a text has one of the names whole: with its marks, or with none, in capitals or not.

    Names that are, or touch, one of `others`, the places of other people and things, are left out; a piece of a name
    is nobody else.
    """
    found = tokens(text)
    spans: list[Span] = []
    free = 0
    for first, token in enumerate(found):
        if token.start < free:
            continue
        count = next((n for n in range(forms.longest, 0, -1) if _is_name(text, found[first : first + n], n, forms)), 0)
        if count or token.folded in forms.joined:
            span = token.start, found[first + max(count, 1) - 1].end
            if not touches(span, [other for other in others if not _is_piece(other, span)]):
                spans.append(span)
                free = span[1]
    return spans


def bare_names(text: str, forms: NameForms, taken: Sequence[Span], words: Sequence[Span]) -> list[Span]:
    """Return where a text has the end of one of the names alone: "Văn Hùng", "Hùng".

    Left out are those within `taken` or in one of the `words` (each in ascending order) with other syllables, and those
    beside a further capital, which may be of somebody else: "Trần Hùng".
    """
    found = tokens(text)
    spans: list[Span] = []
    for first in range(len(found)):
        for count in range(forms.longest - 1, 0, -1):
            piece = found[first : first + count]
            if len(piece) < count or tuple(token.exact for token in piece) not in forms.endings:
                continue
            span = piece[0].start, piece[-1].end
            apart = _joined(text, piece) and all(_is_capital(text, token) for token in piece)
            if apart and not touches(span, [*spans, *taken]) and not _goes_on(text, found, first, count):
                if not any(_is_other_word(text, word, span) for word in _around(span, words)):
                    spans.append(span)
                break
    return spans


def masked(text: str, span: Span, forms: NameForms) -> Mask:
    """Return what is shown in place of a name: its last syllable, and every given name in it, as an initial."""
    start, end = span
    found = tokens(text[start:end])
    shown, done = "", 0
    for number, token in enumerate(found):
        shown += text[start + done : start + token.start]
        syllable = text[start + token.start : start + token.end]
        is_given = token.exact in forms.given or number == len(found) - 1
        shown += _initial(syllable) if is_given else syllable
        done = token.end
    shown += text[start + done : end]
    if shown.endswith(".") and text[end : end + 1] == ".":
        shown = shown[:-1]
    return Mask(start, end, shown)


def touches(span: Span, others: Collection[Span]) -> bool:
    """Tell whether a span overlaps one of the others."""
    return any(start < span[1] and span[0] < end for start, end in others)


def with_masks(text: str, masks: Iterable[Mask], start: int = 0) -> str:
    """Return a text with what is shown in place of the masks inside it, `start` being its place in the whole text."""
    shown, done = "", start
    end = start + len(text)
    for mask in sorted(masks, key=lambda one: one.start):
        if start <= mask.start and mask.end <= end:
            shown += text[done - start : mask.start - start] + mask.shown
            done = mask.end
    return shown + text[done - start :]


class Shift:
    """Where places of a text are once it has masks: `masks` in ascending order, none overlapping another."""

    def __init__(self, masks: Sequence[Mask]) -> None:
        self.masks = masks
        self._starts = [mask.start for mask in masks]
        self._ends = [mask.end for mask in masks]
        self._grown = [0]
        for mask in masks:
            self._grown.append(self._grown[-1] + len(mask.shown) - (mask.end - mask.start))

    def moved(self, spans: Iterable[Span]) -> Iterator[tuple[Span, Span]]:
        """Yield (before, after) of the spans that no mask touches."""
        for start, end in spans:
            before = bisect_right(self._ends, start)
            if before == bisect_left(self._starts, end):
                yield (start, end), (start + self._grown[before], end + self._grown[before])

    def offset(self, at: int) -> int:
        """Return where an offset is then; one within a mask is at the start of what is shown for it."""
        before = bisect_right(self._ends, at)
        inside = before < len(self.masks) and self._starts[before] < at
        return (self._starts[before] if inside else at) + self._grown[before]

    def shown(self) -> list[Span]:
        """Return the places of what is shown for each mask."""
        starts = [mask.start + grown for mask, grown in zip(self.masks, self._grown, strict=False)]
        return [(start, start + len(mask.shown)) for start, mask in zip(starts, self.masks, strict=True)]


def _is_name(text: str, piece: Sequence[TextToken], count: int, forms: NameForms) -> bool:
    if len(piece) < count or not _joined(text, piece):
        return False
    if tuple(token.exact for token in piece) in forms.keys:
        return count > 1 or _is_capital(text, piece[0])
    written = text[piece[0].start : piece[-1].end]
    return tuple(token.folded for token in piece) in forms.folded and not has_marks(nfc(written))


def _joined(text: str, piece: Sequence[TextToken]) -> bool:
    return all(_BETWEEN.fullmatch(text[one.end : other.start]) for one, other in pairwise(piece))


def _is_capital(text: str, token: TextToken) -> bool:
    return text[token.start].isupper()


def _goes_on(text: str, found: Sequence[TextToken], first: int, count: int) -> bool:
    """Tell whether a further capital stands beside a piece, other than the first word of a sentence."""
    last = first + count - 1
    return (first > 0 and _is_name_before(text, found[first - 1], found[first])) or (
        last + 1 < len(found)
        and text[found[last].end : found[last + 1].start] == " "
        and _is_capital(text, found[last + 1])
    )


def _is_name_before(text: str, before: TextToken, token: TextToken) -> bool:
    if text[before.end : token.start] != " " or not _is_capital(text, before):
        return False
    return not _SENTENCE_END.search(text[max(0, before.start - 3) : before.start])


def _is_other_word(text: str, word: Span, span: Span) -> bool:
    """Tell whether a word has the span and further syllables in lower case: "Hạnh phúc"."""
    rest = text[word[0] : span[0]] + text[span[1] : word[1]]
    return any(letter.islower() for letter in rest)


def _around(span: Span, spans: Sequence[Span]) -> Iterator[Span]:
    at = bisect_right(spans, (span[0], span[1]))
    yield from (one for one in spans[max(0, at - 2) : at + 1] if one[0] < span[1] and span[0] < one[1])


def _is_piece(other: Span, span: Span) -> bool:
    return span[0] <= other[0] and other[1] <= span[1] and other != span


def _initial(syllable: str) -> str:
    return f"{nfc(syllable)[0].upper()}."
