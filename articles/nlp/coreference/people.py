"""Joins a person's short name to the full name that the article gives.

A Vietnamese is called by the given name, the last syllable or two: "ông Ngọc" is Hà Kim Ngọc. A Korean is called by
the family name, which comes first; others by the family name, which comes last, or by any other part.
"""

import re
from collections import Counter
from collections.abc import Mapping, Sequence, Set
from functools import lru_cache
from typing import Final

from articles.nlp.names.gazetteer import shipped_gazetteer
from articles.text.edit_distance import is_within_one_edit
from articles.text.normal import spelling
from articles.text.protected_names import is_protected_name
from articles.text.syllables import is_unmarked_syllable

# The parts of a name in their normal spelling.
Parts = tuple[str, ...]

_HYPHEN: Final = re.compile(r"\s*[-–]\s*")
_USUAL, _BY_FIRST_NAME, _BY_ANOTHER_PART, _NEVER = 3, 2, 1, 0
# Shorter names that differ in one letter are different names.
_MISSPELT_FROM: Final = 6


def join_people(names: Sequence[str], introduced: Mapping[str, str]) -> list[str]:
    """Return the full name of the person that each name stands for, given the names in the article's order.

    A name that the paper protects by an initial is joined to a full name only where the article introduces it so.
    `introduced` has the full name of each other name that the article introduces: {"Nam Cụt": "Trần Văn Nam"}.
    """
    parts = [_parts(name) for name in names]
    times = Counter(parts)
    also = {_parts(other): _parts(name) for other, name in introduced.items()}
    protected = {own for own, name in zip(parts, names, strict=True) if is_protected_name("person", name)}
    fuller = {
        short: [also[short]] if also.get(short) in times else _fuller(short, _joinable(short, times, protected))
        for short in times
    }
    shown = _shown(names, parts)
    return [shown[_full(at, parts, fuller)] for at in range(len(names))]


def is_ambiguous_person(name: str) -> bool:
    """Tell whether many people share this name: a single Vietnamese syllable ("Vũ")."""
    parts = _parts(name)
    return len(parts) == 1 and is_unmarked_syllable(parts[0])


@lru_cache(maxsize=10_000)
def _parts(name: str) -> Parts:
    """Return the parts of a name: "Moon Jae - in" as "moon", "jae-in"; "E.Macron" as two; "N.A" with both dots."""
    parts = _HYPHEN.sub("-", name).replace(".", ". ").split()
    return tuple(spelling(f"{part}." if _is_bare_initial(part, name) else part) for part in parts)


def _is_bare_initial(part: str, name: str) -> bool:
    """Tell whether a letter is an initial: "Ý" and "Y" are whole names, unless the name has other initials."""
    return len(part) == 1 and part.isalpha() and ("." in name or not is_unmarked_syllable(part))


def _shown(names: Sequence[str], parts: Sequence[Parts]) -> dict[Parts, str]:
    """Return the form to show of each name: the first that is not all capitals, else the first."""
    shown: dict[Parts, str] = {}
    for name, own in zip(names, parts, strict=True):
        if own not in shown or (shown[own].isupper() and not name.isupper()):
            shown[own] = _HYPHEN.sub("-", name)
    return shown


def _joinable(short: Parts, times: Counter[Parts], protected: Set[Parts]) -> Counter[Parts]:
    """Return the names that a name may stand for: a protected one only for protected ones, and none other for those."""
    return Counter({full: n for full, n in times.items() if (full in protected) == (short in protected)})


def _fuller(short: Parts, times: Counter[Parts]) -> list[Parts]:
    """Return the names that `short` may stand for: all namesakes if Vietnamese, else the most frequent one."""
    ranks = {full: rank for full in times if (rank := _rank(short, full, times))}
    best = [full for full in ranks if ranks[full] == max(ranks.values())]
    return best if not best or _is_vietnamese(best[0]) else [max(best, key=times.__getitem__)]


def _full(at: int, parts: Sequence[Parts], fuller: dict[Parts, list[Parts]]) -> Parts:
    """Return the fullest name that the name at `at` stands for, else itself."""
    name = parts[at]
    while fuller[name]:
        chosen = _nearest(at, parts, fuller[name])
        if sum(map(len, chosen)) <= sum(map(len, name)):
            return chosen
        name = chosen
    return name


def _nearest(at: int, parts: Sequence[Parts], full: list[Parts]) -> Parts:
    """Return the last of some full names before `at`, else the first after it."""
    before = (other for other in reversed(parts[:at]) if other in full)
    return next(before, None) or next(other for other in parts[at:] if other in full)


def _rank(short: Parts, full: Parts, times: Counter[Parts]) -> int:
    """Return how usual it is to call a person named `full` by `short`."""
    if len(short) == len(full):
        return _USUAL if _same_length(short, full, times) else _NEVER
    if len(short) > len(full):
        return _NEVER
    if all(map(_same_part, short, full[-len(short) :])):
        return _USUAL
    return _rank_of_other_part(short, full)


def _same_length(short: Parts, full: Parts, times: Counter[Parts]) -> bool:
    """Tell whether `short` is `full` with initials for names, or a rarer misspelling of it."""
    if sum(map(len, short)) < sum(map(len, full)) and all(map(_same_part, short, full)):
        return True
    return times[short] < times[full] and _misspelt(" ".join(short), " ".join(full))


def _rank_of_other_part(short: Parts, full: Parts) -> int:
    if _is_vietnamese(full):
        # "Ông Tập" is Tập Cận Bình, but "anh Hà" need not be a Hà Văn Nam.
        unmistakable = short == full[:1] and not shipped_gazetteer().has("given_names", short[0])
        return _BY_ANOTHER_PART if unmistakable else _NEVER
    if full[: len(short)] == short:
        return _USUAL if shipped_gazetteer().has("surnames", full[0]) else _BY_FIRST_NAME
    return _BY_ANOTHER_PART if len(short) == 1 and short[0] in full else _NEVER


@lru_cache(maxsize=10_000)
def _is_vietnamese(full: Parts) -> bool:
    return shipped_gazetteer().has("surnames", full[0]) and all(is_unmarked_syllable(part) for part in full)


def _same_part(short: str, full: str) -> bool:
    """Tell whether a part is the other one, its initial ("e." of "emmanuel") or a misspelling of it."""
    return short == full or (short.endswith(".") and full.startswith(short[:-1])) or _misspelt(short, full)


def _misspelt(one: str, other: str) -> bool:
    """Tell whether two long foreign names are at most one edit apart."""
    if min(len(one), len(other)) < _MISSPELT_FROM or is_unmarked_syllable(one.split()[0]):
        return False
    return is_within_one_edit(one, other)
