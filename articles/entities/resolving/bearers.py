"""Tells whether a part of a name can only mean one entity, since hardly another bears it."""

import re
from collections import defaultdict
from collections.abc import Collection, Hashable, Iterable
from typing import Final

from articles.entities.resolving.known_names import is_full_name, is_listed_place
from articles.entities.suggesting.body_names import body_name
from articles.entities.suggesting.company_names import (
    beginning,
    field_of_office,
    is_bare_body,
    is_end_of_company,
    is_of_a_field,
    without_kind,
)
from articles.entities.suggesting.full_forms import written_out
from articles.entities.suggesting.name_pairs import Name
from articles.entities.suggesting.people_names import is_form_of_first_name
from articles.models import EntityKind
from articles.text.normal import fold
from articles.text.syllables import is_unmarked_syllable

_ARTICLE: Final = re.compile(r"^(?:al|el)-")
# Of the articles that have a name with this part, the share that has the one meant.
_DOMINANT: Final = 0.75
_LEAST_ARTICLES: Final = 3
# The same for a middle and given name, by the least similarity of the co-mentions.
_OF_BEARERS: Final = ((0.6, 0.6), (0.32, _DOMINANT))
# Articles with the whole name for each one with the part: it is no name of its own with many more. A product is named
# after its maker, and rarer.
_OF_GIVEN_NAMES: Final = 0.1
_OF_MAKERS: Final = 0.25
# The least similarity of two names of which one has more epithets, where its own name is that of a place, and else.
_SURE_OF_PLACE: Final = 0.12
_SURE_OF_NAME: Final = 0.25
# Words of a body's own name that hardly two share: "Bảo Tín Minh Châu", "Việt Nam Thụy Điển".
_LONG_NAME: Final = 4
_SURE_OF_LONG: Final = 0.08


class Bearers:
    """The people by the last word and the last two of their names, the organisations by how these begin."""

    def __init__(self, names: Collection[Name]) -> None:
        """Take all names of an archive."""
        self._by_part: dict[Hashable, list[Name]] = defaultdict(list)
        people = (name.name for name in names if name.kind == EntityKind.PERSON and " " in name.name)
        self._people = {name for name in people if not is_listed_place(f"Thành phố {name}")}
        for name in names:
            for part in _parts(name):
                self._by_part[part].append(name)

    def has_surname(self, short: Name, full: Name) -> bool:
        """Tell whether a foreign surname alone can only be this person's: "Trump", "Assad" of "Bashar al-Assad"."""
        last = short.name.lower().split()
        if len(last) != 1 or is_unmarked_syllable(last[0]) or _surname(full) != last[0]:
            return False
        bearers = self._by_part.get(last[0], ())
        return _dominates(full, [one for one in bearers if one == full or not _is_same_person(one, full)])

    def has_given_name(self, short: Name, full: Name, similarity: float) -> bool:
        """Tell whether a middle and given name alone can only be this person's: "Công Phượng".

        The more similar the co-mentions, the more articles others of that name may have.
        """
        words = short.name.lower().split()
        if full.name.lower().split()[1:] != words or not is_full_name(full.name):
            return False
        its = self._by_part.get(" ".join(words), ())
        share = next((share for least, share in _OF_BEARERS if similarity >= least), None)
        is_frequent = full.articles >= _OF_GIVEN_NAMES * short.articles
        return share is not None and is_frequent and _dominates(full, its, share)

    def has_beginning(self, short: Name, full: Name) -> bool:
        """Tell whether a body's name that goes on can only be this one: "Bộ Lao động", "Leicester"."""
        is_office = bool(field_of_office(short.name)) or is_of_a_field(short.name)
        if not is_office and (" " in short.name or full.articles < _OF_MAKERS * short.articles):
            return False
        rest = full.name[len(short.name) :].strip()
        if is_listed_place(rest) or rest in self._people:
            return False  # "Bộ Tư pháp Mỹ": a ministry without its country is another one
        longer = [name for key in beginning(full.name) for name in self._by_part[key] if _goes_on(short, name)]
        return full in longer and _dominates(
            full, [name for name in longer if name == full or not _is_same(name, full)]
        )

    def has_epithets(self, one: Name, other: Name, similarity: float) -> bool:
        """Tell whether one name is the other without epithets, and no other body may be called so.

        Hospitals and schools named after a person or a hope are in many towns; those of a place are one more often.
        """
        parts = body_name(one.name), body_name(other.name)
        if parts[0] is None or parts[1] is None:
            return False
        short, full = (parts[0], parts[1]) if parts[0].is_short_for(parts[1]) else (parts[1], parts[0])
        is_one = not short.is_of_many_towns or is_listed_place(" ".join(short.own).title())
        least = _SURE_OF_PLACE if is_one else _SURE_OF_NAME
        if similarity < (_SURE_OF_LONG if len(short.own) >= _LONG_NAME else least):
            return False
        alike = self._by_part[(short.kind, *short.own)] if short.is_short_for(full) else ()
        called = longer = same = 0
        for name in alike:
            body = body_name(name.name)
            if body == short:
                called += name.articles
            elif body and short.may_be(body):
                longer += name.articles
                same += name.articles * (body == full or body.is_short_for(full) or full.is_short_for(body))
        return longer > 0 and (called >= longer or same >= _DOMINANT * longer)

    def has_end(self, short: Name, full: Name) -> bool:
        """Tell whether the end of a company's name can only be this one: "Hòa Phát Dung Quất", "Công ty Trâm Anh"."""
        own = without_kind(short.name)
        longer = [name for name in self._by_part[_end(short)] if name.name.lower().endswith(f" {own.lower()}")]
        if own != short.name:
            longer = [name for name in longer if is_end_of_company(short.name, name.name)]
        rivals = [name for name in longer if not is_bare_body(name.name, own)]
        are_forms = len(own.split()) >= _LONG_NAME and all(is_end_of_company(own, name.name) for name in rivals)
        return rivals == [full] or are_forms or _dominates(full, rivals)


def is_end_of(short: Name, full: Name) -> bool:
    """Tell whether a foreign name of several words ends another: "Tayyip Erdogan" of "Recep Tayyip Erdogan"."""
    return short.kind == EntityKind.PERSON and _is_foreign_end(short) and _is_longer_or_shorter(short, full)


def _is_foreign_end(name: Name) -> bool:
    return not is_unmarked_syllable(name.name.lower().split()[-1])


def _is_same_person(one: Name, other: Name) -> bool:
    """Tell whether a name of a person with this surname is a form of the other: "Juergen Klopp", "Jurgen Klopp"."""
    return is_form_of_first_name(one.name, other.name) or _is_longer_or_shorter(one, other)


def _is_longer_or_shorter(one: Name, other: Name) -> bool:
    """Tell whether one name of several words is the end of the other."""
    short, full = sorted((one.name.lower().split(), other.name.lower().split()), key=len)
    return len(short) > 1 and full[-len(short) :] == short


def _parts(name: Name) -> Iterable[Hashable]:
    words = name.name.lower().split()
    if name.kind == EntityKind.PERSON and len(words) > 1:
        return {_surname(name), " ".join(words[-2:])} if len(words) > len(("Công", "Phượng")) else {_surname(name)}
    return [*beginning(name.name), *_own_beginnings(name), _end(name)] if name.kind == EntityKind.ORGANIZATION else ()


def _surname(name: Name) -> str:
    """Return the last word of a name, without the article of an Arab one."""
    return _ARTICLE.sub("", name.name.lower().split()[-1])


def _end(name: Name) -> Hashable:
    return "end", name.name.lower().split()[-1]


def _own_beginnings(name: Name) -> Iterable[Hashable]:
    """Yield the keys of the names by which a hospital, school or public body may be called."""
    if body := body_name(name.name):
        for length in range(1, len(body.own) + 1):
            yield body.kind, *body.own[:length]


def _goes_on(short: Name, name: Name) -> bool:
    ours, its = (field_of_office(one.name) or one.name for one in (short, name))
    return its.lower().startswith(tuple(f"{ours.lower()}{sign}" for sign in (" ", ", ", "-")))


def _is_same(one: Name, other: Name) -> bool:
    """Tell whether two names of bodies are the same but for signs, "và" and short forms."""
    return _words(one) == _words(other)


def _words(name: Name) -> list[str]:
    return [word for word in re.findall(r"\w+", fold(written_out(name.kind, name.name))) if word != "va"]


def _dominates(one: Name, bearers: Collection[Name], share: float = _DOMINANT) -> bool:
    most = max(bearers, key=lambda name: (name.articles, -name.entity), default=None)
    total = sum(bearer.articles for bearer in bearers)
    return most == one and one.articles >= max(_LEAST_ARTICLES, share * total)
