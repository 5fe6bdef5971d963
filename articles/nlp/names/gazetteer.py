"""Lists of names, and of words that stand before names, matched against tokens.

A list is a text file of names separated by commas; "Hà Nội:" at the start of a line only groups the names after it,
and "#" begins a comment. Case and accepted spellings ("Hoà Bình") do not count.
"""

from collections.abc import Collection, Iterator, Sequence
from functools import cache, lru_cache
from pathlib import Path
from typing import Final

from articles.nlp.names.tokens import lines_of_tokens
from articles.text.normal import spelling
from articles.text.phrase_lists import entries

GAZETTEERS: Final = Path(__file__).parent / "gazetteers"
# Lists of common words. A match in any other list must begin with a capital.
_COMMON_WORDS: Final = frozenset({"titles", "organization_heads", "place_heads"})
# Lists of places: those with a government, those with regions as well, all that a name of two words may be, and
# those of the news besides.
GOVERNED: Final = ("countries", "provinces", "cities", "districts")
AREAS: Final = (*GOVERNED, "regions")
SITES: Final = (*AREAS, "landmarks", "streets")
ALL_SITES: Final = (*SITES, "places_in_news")
_MOST_WORDS_OF_A_HEAD: Final = 4


class Gazetteer:
    """All lists, by phrase."""

    def __init__(self, lists: dict[str, list[str]]) -> None:
        self._lists: dict[str, tuple[str, ...]] = {}
        # The length of the longest phrase by its first syllable: of all lists, and of those of common words.
        self._longest: dict[str, int] = {}
        self._longest_common: dict[str, int] = {}
        for title, names in lists.items():
            for name in names:
                self._add(title, [_spelt(token.text) for line in lines_of_tokens(name) for token in line])

    def _add(self, title: str, syllables: list[str]) -> None:
        phrase = " ".join(syllables)
        self._lists[phrase] = tuple(dict.fromkeys((*self._lists.get(phrase, ()), title)))
        for longest in (self._longest, *((self._longest_common,) if title in _COMMON_WORDS else ())):
            longest[syllables[0]] = max(len(syllables), longest.get(syllables[0], 0))

    def has(self, title: str, name: str) -> bool:
        """Tell whether `name` is in the list called `title`."""
        return self.has_any((title,), name)

    def has_any(self, titles: Collection[str], name: str) -> bool:
        """Tell whether `name` is in one of the lists called `titles`."""
        its = self._lists.get(" ".join(_spelt(word) for word in name.split()), ())
        return any(title in titles for title in its)

    def head_of(self, title: str, name: str) -> str:
        """Return the shortest phrase of the list called `title` that `name` begins with, "" where it has none."""
        words = name.split()[:_MOST_WORDS_OF_A_HEAD]
        beginnings = (" ".join(words[:length]) for length in range(1, len(words) + 1))
        return next((beginning for beginning in beginnings if self.has(title, beginning)), "")

    def marks(self, forms: Sequence[str]) -> list[tuple[str, ...]]:
        """Return for each token of a line the lists that match there: "B-", "I-", "E-" within a match, "S-" alone."""
        syllables = [_spelt(form) for form in forms]
        marks: list[tuple[str, ...]] = [()] * len(forms)
        taken: dict[str, int] = {}
        for start, end, title in self._matches(forms, syllables):
            if start >= taken.get(title, 0):
                taken[title] = end
                for at in range(start, end):
                    marks[at] += (f"{_position(at, start, end)}-{title}",)
        return marks

    def _matches(self, forms: Sequence[str], syllables: list[str]) -> Iterator[tuple[int, int, str]]:
        """Yield (start, end, list) of every match, the longest first at each start."""
        for start, syllable in enumerate(syllables):
            is_capital = forms[start][0].isupper()
            longest = (self._longest if is_capital else self._longest_common).get(syllable)
            for length in range(min(longest, len(syllables) - start), 0, -1) if longest else ():
                for title in self._lists.get(" ".join(syllables[start : start + length]), ()):
                    if is_capital or title in _COMMON_WORDS:
                        yield start, start + length, title


@lru_cache(maxsize=50_000)
def _spelt(form: str) -> str:
    return spelling(form)


def _position(at: int, start: int, end: int) -> str:
    if end - start == 1:
        return "S"
    return "B" if at == start else "E" if at == end - 1 else "I"


@cache
def shipped_gazetteer() -> Gazetteer:
    """Return the lists in `gazetteers`, read once."""
    return Gazetteer({path.stem: list(_names(path)) for path in sorted(GAZETTEERS.glob("*.txt"))})


def _names(path: Path) -> Iterator[str]:
    for entry in entries(path):
        yield from (name.strip() for name in entry.rpartition(": ")[2].split(",") if name.strip())
