"""Other names of what a unit names, by the table of names: Sài Gòn is TP.HCM, Hoa Kỳ is Mỹ, LHQ is Liên Hợp Quốc."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Final

from articles.search.query.units import OtherName
from articles.text.capitals import capital_forms, is_capital_form
from articles.text.normal import fold
from articles.text.short_forms import expansions, groups_of_names, same_names, short_forms
from articles.text.syllables import is_syllable_shaped
from articles.text.terms import name_key, terms

_CLEAR_LENGTH: Final = 3


def other_names(typed: str, *, place: int = 0, full_forms: bool = False) -> tuple[OtherName, ...]:
    """Return the other names of what `typed` names, the short form of a full form among them.

    With `full_forms`, `typed` is a short form in capitals, and its full forms count.

    Names that have `typed` in them are left out: they find nothing more. So are single syllables, which are words too,
    unless they name the `place`: then they count where it is mentioned.
    """
    full = expansions(typed) if full_forms else tuple(filter(_is_clear, short_forms(typed)))
    names = _told_apart(typed, (*full, *same_names(typed)))
    return tuple(one for name in names if (one := _other_name(name, place)))


def _is_clear(short: str) -> bool:
    """Tell whether a short form hardly stands for anything else: UBND does not, CA does."""
    return len(short) >= _CLEAR_LENGTH and len(expansions(short)) == 1


def _told_apart(typed: str, names: Iterable[str]) -> Iterator[str]:
    """Yield the names that find more than `typed` and those before them."""
    before = [name_key(typed)]
    letters = {"".join(before[0].split())}
    for name in names:
        key = name_key(name)
        if "".join(key.split()) in letters or any(f" {one} " in f" {key} " for one in before):
            continue
        yield name
        before.append(key)
        letters.add("".join(key.split()))


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
