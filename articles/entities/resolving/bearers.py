"""Tells whether a part of a name can only mean one entity, since hardly another bears it."""

import re
from collections import defaultdict
from collections.abc import Collection, Hashable, Iterable
from typing import Final

from articles.entities.resolving.known_names import is_full_name, is_listed_place
from articles.entities.suggesting.full_forms import written_out
from articles.entities.suggesting.name_pairs import Name, beginning, field_of_office
from articles.models import EntityKind
from articles.text.normal import fold
from articles.text.syllables import is_unmarked_syllable

# Of the articles that have a name with this part, the share that has the one meant.
_DOMINANT: Final = 0.75
_LEAST_ARTICLES: Final = 3
# Articles with the whole name for each one with the part: it is no name of its own with many more. A product is named
# after its maker, and rarer.
_OF_GIVEN_NAMES: Final = 0.1
_OF_MAKERS: Final = 0.25


class Bearers:
    """The people by the last word and the last two of their names, the organisations by how these begin."""

    def __init__(self, names: Collection[Name]) -> None:
        """Take all names of an archive."""
        self._by_part: dict[Hashable, list[Name]] = defaultdict(list)
        for name in names:
            for part in _parts(name):
                self._by_part[part].append(name)

    def has_surname(self, short: Name, full: Name) -> bool:
        """Tell whether a foreign surname alone can only be this person's: "Trump"."""
        last = short.name.lower().split()
        if len(last) != 1 or is_unmarked_syllable(last[0]) or full.name.lower().split()[-1] != last[0]:
            return False
        bearers = self._by_part.get(last[0], ())
        return _dominates(full, [one for one in bearers if one == full or not _is_longer_or_shorter(one, full)])

    def has_given_name(self, short: Name, full: Name) -> bool:
        """Tell whether a middle and given name alone can only be this person's: "Công Phượng"."""
        words = short.name.lower().split()
        if full.name.lower().split()[1:] != words or not is_full_name(full.name):
            return False
        its = self._by_part.get(" ".join(words), ())
        return full.articles >= _OF_GIVEN_NAMES * short.articles and _dominates(full, its)

    def has_beginning(self, short: Name, full: Name) -> bool:
        """Tell whether a body's name that goes on can only be this one: "Bộ Lao động", "Leicester"."""
        is_office = bool(field_of_office(short.name))
        if not is_office and (" " in short.name or full.articles < _OF_MAKERS * short.articles):
            return False
        if is_listed_place(full.name[len(short.name) :].strip()):
            return False  # "Bộ Tư pháp Mỹ": a ministry without its country is another one
        longer = [name for key in _parts(full) for name in self._by_part[key] if _goes_on(short, name)]
        return full in longer and _dominates(
            full, [name for name in longer if name == full or not _is_same(name, full)]
        )


def is_end_of(short: Name, full: Name) -> bool:
    """Tell whether a foreign name of several words ends another: "Tayyip Erdogan" of "Recep Tayyip Erdogan"."""
    return short.kind == EntityKind.PERSON and _is_foreign_end(short) and _is_longer_or_shorter(short, full)


def _is_foreign_end(name: Name) -> bool:
    return not is_unmarked_syllable(name.name.lower().split()[-1])


def _is_longer_or_shorter(one: Name, other: Name) -> bool:
    """Tell whether one name of several words is the end of the other."""
    short, full = sorted((one.name.lower().split(), other.name.lower().split()), key=len)
    return len(short) > 1 and full[-len(short) :] == short


def _parts(name: Name) -> Iterable[Hashable]:
    words = name.name.lower().split()
    if name.kind == EntityKind.PERSON and len(words) > 1:
        return {words[-1], " ".join(words[-2:])} if len(words) > len(("Công", "Phượng")) else {words[-1]}
    return beginning(name.name) if name.kind == EntityKind.ORGANIZATION else ()


def _goes_on(short: Name, name: Name) -> bool:
    ours, its = (field_of_office(one.name) or one.name for one in (short, name))
    return its.lower().startswith(tuple(f"{ours.lower()}{sign}" for sign in (" ", ", ", "-")))


def _is_same(one: Name, other: Name) -> bool:
    """Tell whether two names of bodies are the same but for signs, "và" and short forms."""
    return _words(one) == _words(other)


def _words(name: Name) -> list[str]:
    return [word for word in re.findall(r"\w+", fold(written_out(name.kind, name.name))) if word != "va"]


def _dominates(one: Name, bearers: Collection[Name]) -> bool:
    most = max(bearers, key=lambda name: (name.articles, -name.entity), default=None)
    total = sum(bearer.articles for bearer in bearers)
    return most == one and one.articles >= max(_LEAST_ARTICLES, _DOMINANT * total)
