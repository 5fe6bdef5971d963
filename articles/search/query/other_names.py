"""Other names of what a unit names, by the table of names: Sài Gòn is TP.HCM, Hoa Kỳ is Mỹ, LHQ is Liên Hợp Quốc."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import chain
from typing import Final

from articles.search.query.language.tree import QueryWord
from articles.search.query.number_words import Form, fits
from articles.search.query.units import OtherName
from articles.text.capitals import capital_forms, is_capital_form
from articles.text.normal import fold
from articles.text.short_forms import expansions, groups_of_names, is_clear, same_names, short_forms, ways_to_write
from articles.text.syllables import is_syllable_shaped
from articles.text.terms import name_key, terms

# A longer name is no single syllable, which would be a word too.
_LONGEST_SYLLABLE: Final = 3


def other_names(typed: str, *, place: int = 0, full_forms: bool = False) -> tuple[OtherName, ...]:
    """Return the other names of what `typed` names, the short form of a full form among them.

    With `full_forms`, `typed` is a short form in capitals, and its full forms count.

    Names that have `typed` in them are left out: they find nothing more. So are single syllables, which are words too,
    unless they name the `place`: then they count where it is mentioned.
    """
    full = expansions(typed) if full_forms else tuple(filter(is_clear, short_forms(typed)))
    known = chain.from_iterable(map(same_names, (*full, typed)))
    names = _told_apart(typed, chain.from_iterable(map(ways_to_write, (*full, *known))))
    return tuple(one for name in names if (one := _other_name(name, 0 if _is_spelling(name, typed) else place)))


def _is_spelling(name: str, typed: str) -> bool:
    """Tell whether two names are one in other letters or joins, which means the same anywhere: Đắc Lắc, Daklak."""
    one, other = (_folded(text).replace(" ", "").replace("k", "c") for text in (name, typed))
    return one == other and len(one) > _LONGEST_SYLLABLE


def _told_apart(typed: str, names: Iterable[str]) -> Iterator[str]:
    """Yield the names that find more than `typed` and those before them."""
    before = [name_key(typed)]
    short_forms_before = {*capital_forms(typed)} if is_capital_form(typed) else set()
    for name in names:
        key = name_key(name)
        short_form = capital_forms(name)[0] if is_capital_form(name) else ""
        if short_form in short_forms_before or any(f" {one} " in f" {key} " for one in before):
            continue
        yield name
        before.append(key)
        short_forms_before |= {short_form} - {""}


def _other_name(name: str, place: int) -> OtherName | None:
    form = tuple(terms(name).exact)
    if is_capital_form(name):
        return OtherName(name, form, short_form=capital_forms(name)[0])
    if len(form) == 1 and is_syllable_shaped(fold(form[0])) and not place:
        return None
    return OtherName(name, form, place=place)


def canonical_keys(folded: str) -> frozenset[str]:
    """Return the folded names to show for a folded name of the table, by which their entities are looked up."""
    return _canonical_keys().get(folded, frozenset())


def forms_of_names(words: Sequence[QueryWord]) -> list[Form]:
    """Return the names of the table that several words are, as exact terms; without marks, in any markings."""
    folded = " ".join(word.syllables[0].folded for word in words)
    return [form for form in _forms_by_folded().get(folded, ()) if fits(form, words)]


def names_in_words(name: str) -> list[Form]:
    """Return the names of what `name` names, as exact terms, without single syllables, which are words too."""
    forms = (tuple(terms(way).exact) for one in same_names(name) for way in ways_to_write(one))
    return [form for form in dict.fromkeys(forms) if len(form) > 1 or not is_syllable_shaped(fold(form[0]))]


@cache
def _forms_by_folded() -> Mapping[str, tuple[Form, ...]]:
    found: defaultdict[str, dict[Form, None]] = defaultdict(dict)
    for way in chain.from_iterable(ways_to_write(name) for group in groups_of_names() for name in group):
        found[_folded(way)][tuple(terms(way).exact)] = None
    return {folded: tuple(forms) for folded, forms in found.items()}


@cache
def _canonical_keys() -> Mapping[str, frozenset[str]]:
    found: defaultdict[str, frozenset[str]] = defaultdict(frozenset)
    for group in groups_of_names():
        key = _folded(group[0])
        for name in group:
            found[_folded(name)] |= {key}
    return found


def _folded(name: str) -> str:
    return " ".join(terms(name).folded)
