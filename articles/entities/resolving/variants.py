"""Finds names that differ but are certainly one entity, by the names themselves and by who is named beside them.

Pairs come from `articles.entities.suggesting`, which shows the less certain ones to editors. Here a pair counts only
where nothing else could be meant: a slip of a name that is far more frequent, or a surname alone where one bearer of
that name outweighs all others and has the same co-mentions.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Final

from articles.entities.resolving.bearers import Bearers, is_end_of
from articles.entities.resolving.known_names import is_public_body
from articles.entities.suggesting.body_names import spells_out
from articles.entities.suggesting.co_mentions import CoMentions
from articles.entities.suggesting.company_names import (
    ends_in,
    is_bare_body,
    is_distinctive,
    is_end_of_company,
    is_foreign,
    is_of_a_full_name,
    is_without_field,
    states,
    without_kind,
)
from articles.entities.suggesting.full_forms import written_out
from articles.entities.suggesting.name_pairs import Name, NamePair, name_pairs
from articles.entities.suggesting.people_names import is_with_by_name, is_without_middle
from articles.models import EntityKind, SuggestionReason
from articles.nlp.rule_words import phrases
from articles.text.normal import has_marks
from articles.text.short_forms import canonical

# How often the other name is found for each time that this one is, and the least similarity of their co-mentions: a
# pair of one line is enough. With none of a reason's lines met, the pair is for an editor to decide.
_SURE: Final[dict[SuggestionReason, tuple[tuple[float, float], ...]]] = {
    SuggestionReason.SPELLING: ((0, 0.0),),
    SuggestionReason.MARKS: ((100, 0.05), (20, 0.15), (5, 0.3)),
    SuggestionReason.SLIP: ((100, 0.0), (10, 0.15), (5, 0.3)),
    SuggestionReason.INITIALS: ((10, 0.05), (3, 0.15)),
}
# A name without any marks, as foreign papers print it, may be rarer.
_WITHOUT_MARKS: Final = ((10, 0.05), (2, 0.15))
_HIGHLAND: Final = phrases("highland_heads")
# A typing slip in a common noun of a body's name: "Viện kiệm sát". Two people or villages differ by marks as well.
_MARKS_OF_A_WORD: Final = ((3, 0.7),)
# Marks of a foreign person's name or a highland place's, which papers write or not.
_FOREIGN_MARKS: Final = ((1, 0.15),)
# Shorter names that differ by a space or a letter are too often two names.
_SHORTEST: Final = 5
_SHORTEST_ACRONYM: Final = 4
_SURE_ACRONYM: Final = 0.3
_SURE_BEHIND: Final = 0.05
# The least similarity of a part of a name and the whole: a foreign surname or a brand, a given name before the surname
# ("Hà Hồ"), a middle and given name, the beginning of a body's name.
_SURE_PART: Final = 0.05
_SURE_BRAND: Final = 0.03
_SURE_TURNED: Final = 0.3
_SURE_FIELD: Final = 0.25
_SURE_MIDDLE: Final = 0.1
_SURE_WITHOUT_MIDDLE: Final = 0.4
_SURE_WITHOUT_ONLY_MIDDLE: Final = 0.6
_SURE_BEGINNING: Final = 0.12
_SURE_END: Final = 0.25
_SURE_SHORT_END: Final = 0.4
_SURE_SPELLED_OUT: Final = 0.1


@dataclass(frozen=True, slots=True)
class Variant:
    """An entity whose name is a variant of another's, and why."""

    entity: int
    of: int
    reason: SuggestionReason


def sure_variants(names: Collection[Name], co_mentions: CoMentions) -> list[Variant]:
    """Return the variants among these names, each entity once; the order of the names makes no difference."""
    bearers = Bearers(names)
    best: dict[int, tuple[tuple[int, float, int], Variant]] = {}
    for pair in name_pairs(sorted(names, key=lambda name: name.entity)):
        similarity = co_mentions.similarity(pair.one.entity, pair.other.entity)
        for variant, of in _sure(pair, similarity, bearers):
            rank = (of.articles, similarity, -of.entity)
            if variant.entity not in best or best[variant.entity][0] < rank:
                best[variant.entity] = rank, Variant(variant.entity, of.entity, pair.reason)
    return list(_without_namesakes([variant for _, (_, variant) in sorted(best.items())], names))


def _without_namesakes(variants: Collection[Variant], names: Collection[Name]) -> Iterator[Variant]:
    """Yield the variants, but no name without "Thị" of which one has a stage name of its own.

    "Hà Trần" is the singer Trần Thu Hà, and not Trần Thị Thu Hà whom papers call Trần Thu Hà as well.
    """
    name_of = {name.entity: name for name in names}
    turned = {one.of for one in variants if _is_turned(name_of[one.entity], name_of[one.of])}
    for variant in variants:
        pair = name_of[variant.entity].name, name_of[variant.of].name
        is_other_form = is_without_middle(*pair) or is_without_middle(*reversed(pair))
        if not is_other_form or turned.isdisjoint((variant.entity, variant.of)):
            yield variant


def _sure(pair: NamePair, similarity: float, bearers: Bearers) -> Iterator[tuple[Name, Name]]:
    """Yield (variant, name) where the pair is one entity beyond doubt."""
    one, other = pair.one, pair.other
    if pair.reason == SuggestionReason.PART:
        short, full = sorted((one, other), key=lambda name: len(name.name.split()))
        if _is_part(short, full, similarity, bearers):
            yield short, full
        elif _is_form(short, full, similarity, bearers):
            yield one, other
        return
    if _is_enough(pair, similarity, other.articles / one.articles):
        yield one, other


def _is_enough(pair: NamePair, similarity: float, ratio: float) -> bool:
    names = pair.one.name, pair.other.name
    full = [written_out(pair.one.kind, name) for name in names]
    if pair.reason == SuggestionReason.SPELLING and (full[0] == full[1] or canonical(names[0]) == canonical(names[1])):
        return True
    if pair.reason == SuggestionReason.INITIALS:
        return _has_initials(pair, similarity, ratio)
    if pair.reason not in _SURE or min(len(name.replace(" ", "")) for name in full) < _SHORTEST:
        return False
    if pair.reason == SuggestionReason.SLIP and not _begin_alike(*names):
        return False
    lines = _SURE[pair.reason]
    if pair.reason == SuggestionReason.MARKS:
        lines = _lines_of_marks(pair)
    return any(ratio >= least_ratio and similarity >= least for least_ratio, least in lines)


def _lines_of_marks(pair: NamePair) -> tuple[tuple[float, float], ...]:
    """Return the lines for a pair of names with other marks.

    Papers write those of a foreigner's name, or of a place of the Central Highlands ("Chư Păh"), as they please.
    """
    name = pair.one.name
    if (pair.one.kind == EntityKind.PERSON and is_foreign(name)) or _is_highland(pair):
        return _FOREIGN_MARKS
    if not has_marks(name):
        return _WITHOUT_MARKS
    return (*_SURE[pair.reason], *(_MARKS_OF_A_WORD if _differ_in_a_word(name, pair.other.name) else ()))


def _differ_in_a_word(one: str, other: str) -> bool:
    """Tell whether two names differ in words in small letters alone, beside words with capitals."""
    words = [(a, b) for a, b in zip(one.split(), other.split(), strict=False) if a.lower() != b.lower()]
    return bool(words) and all(a.islower() and b.islower() for a, b in words)


def _is_highland(pair: NamePair) -> bool:
    """Tell whether a place, or the place of a body, is one of the Central Highlands: "Chư Păh", "Ia Grai"."""
    return pair.one.kind != EntityKind.PERSON and not _HIGHLAND.isdisjoint(pair.one.name.split()[:-1])


def _has_initials(pair: NamePair, similarity: float, ratio: float) -> bool:
    """Tell whether a name is another's with initials, or an acronym of it, with its co-mentions."""
    shorter, longer = sorted((pair.one.name, pair.other.name), key=len)
    if pair.one.kind == EntityKind.ORGANIZATION:
        full, short = (written_out(EntityKind.ORGANIZATION, name) for name in (longer, shorter))
        if spells_out(full, short):
            return similarity >= _SURE_SPELLED_OUT
        is_acronym = " " not in shorter and len(shorter) >= _SHORTEST_ACRONYM
        if ends_in(longer, shorter):
            return similarity >= _SURE_BEHIND
        return states(longer, shorter) or (similarity >= _SURE_ACRONYM and is_acronym)
    if len(shorter.split()[0]) > len("J.") and shorter.split()[0] == longer.split()[0]:
        return similarity >= _SURE_MIDDLE
    return any(ratio >= least_ratio and similarity >= least for least_ratio, least in _SURE[pair.reason])


def _begin_alike(one: str, other: str) -> bool:
    """Tell whether each word begins as in the other name: Habeco is no slip of Sabeco."""
    return [word[:1].lower() for word in one.split()] == [word[:1].lower() for word in other.split()]


def _is_turned(short: Name, full: Name) -> bool:
    """Tell whether a name is the given name and the surname of a full one: "Hà Hồ" of "Hồ Ngọc Hà"."""
    parts, whole = short.name.lower().split(), full.name.lower().split()
    return len(parts) == len(("Hà", "Hồ")) and len(whole) > len(parts) and parts == [whole[-1], whole[0]]


def _is_part(short: Name, full: Name, similarity: float, bearers: Bearers) -> bool:
    """Tell whether a part of a name means the whole, with its co-mentions."""
    if short.kind == EntityKind.ORGANIZATION:
        return similarity >= _SURE_BEGINNING and bearers.has_beginning(short, full)
    return (
        (similarity >= _SURE_PART and bearers.has_surname(short, full))
        or (similarity >= _SURE_TURNED and _is_turned(short, full))
        or bearers.has_given_name(short, full, similarity)
    )


def _is_form(short: Name, full: Name, similarity: float, bearers: Bearers) -> bool:
    """Tell whether two names are forms of one, of which the more frequent one is shown."""
    if short.kind == EntityKind.PERSON:
        is_end = similarity >= _SURE_PART and is_end_of(short, full)
        return is_end or _is_other_form(short, full, similarity)
    if _is_bare_body(short, full, similarity) or bearers.has_epithets(short, full, similarity):
        return True
    if is_without_field(short.name, full.name) and similarity >= _least_of_field(short.name):
        return True
    return _is_end(short, full, similarity) and bearers.has_end(short, full)


def _is_end(short: Name, full: Name, similarity: float) -> bool:
    """Tell whether a name is the end of a company's; a short or common one shares more co-mentions."""
    is_sure = " " in short.name and without_kind(short.name) == short.name
    return similarity >= (_SURE_END if is_sure else _SURE_SHORT_END) and is_end_of_company(short.name, full.name)


def _is_other_form(short: Name, full: Name, similarity: float) -> bool:
    """Tell whether a person's name is another's without "Thị" or "Văn", or with a by-name."""
    is_full = len(short.name.split()) > len(("Doãn", "Phương"))
    least = _SURE_WITHOUT_MIDDLE if is_full else _SURE_WITHOUT_ONLY_MIDDLE
    if similarity >= least and is_without_middle(short.name, full.name):
        return True
    return similarity >= _SURE_MIDDLE and is_with_by_name(short.name, full.name)


def _least_of_field(name: str) -> float:
    return _SURE_BEGINNING if is_of_a_full_name(name) else _SURE_FIELD


def _is_bare_body(short: Name, full: Name, similarity: float) -> bool:
    """Tell whether a body's name is another's without its kind: "Vingroup" of "Tập đoàn Vingroup".

    A name of Vietnamese words ("Hoà Bình") may be that of several companies, so these must share co-mentions. A public
    body ("Cục Đăng kiểm") is mostly the one of the country, and a foreign name the one of the university.
    """
    if short.kind != EntityKind.ORGANIZATION or not is_bare_body(short.name, full.name):
        return False
    if is_distinctive(short.name) and full.name.endswith(f" {short.name}") and not short.name.isupper():
        return similarity >= _SURE_BRAND
    return similarity >= (_SURE_PART if is_public_body(short.name) or is_distinctive(short.name) else _SURE_TURNED)
