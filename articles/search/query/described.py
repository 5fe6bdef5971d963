"""How a query was read, in its own words: its units and conditions, joined by a middle dot."""

from collections.abc import Iterator
from typing import Final

from articles.search.fields import LEAD, TEXT, QueryField
from articles.search.query.language.tree import (
    Alternatives,
    Condition,
    DateRange,
    Exclusion,
    InLead,
    InQuotation,
    Linked,
    NameCondition,
    Proximity,
    QueryGroup,
    QueryWord,
    Repeated,
    WordPrefix,
)
from articles.search.query.reading import ReadQuery
from articles.search.query.units import QueryUnit, UnitKind, Units
from articles.text.terms import terms

_BETWEEN: Final = " · "
_EITHER: Final = " | "
# Units that are shown as they were typed, though articles write them in other ways.
_AS_TYPED: Final = (
    *(UnitKind.SHORT_FORM, UnitKind.JOIN, UnitKind.NUMBERED, UnitKind.AMOUNT, UnitKind.DATE, UnitKind.OFFICE),
)


def reading_text(read: ReadQuery) -> str:
    """Return how a query was read: "đuối nước · nghệ an" for `duoi nuoc nghe an`.

    A unit typed without marks stands in the form that most articles have. Phrases are quoted, alternatives stand in
    brackets, exclusions have a minus, the words of one quotation stand in «», and names and days have the field that
    they are looked up in, in Vietnamese.
    """
    return _group(read.query.wanted, read.units)


def _group(group: QueryGroup, units: Units) -> str:
    own = units.get(group.words)
    words = map(_unit, own) if own else (word.text for word in group.words)
    return _BETWEEN.join([*words, *(_condition(node, units) for node in group.conditions)])


def _unit(unit: QueryUnit) -> str:
    typed = unit.text
    if unit.forms and unit.kind not in _AS_TYPED and not any(any(word.marked) for word in unit.words):
        usual = unit.forms[0][0]
        return typed if list(usual) == terms(typed).exact else " ".join(usual)
    return typed


def _condition(node: Condition, units: Units) -> str:
    match node:
        case QueryWord():
            return _in_field(node.field, f'"{node.text}"' if node.quoted else node.text)
        case Proximity(word, distance):
            return _in_field(word.field, f'"{word.text}"~{distance}')
        case WordPrefix(word, letters):
            return _in_field(word.field, f"{letters}*")
        case NameCondition(word, letters):
            return _in_field(word.field, f'"{word.text}{"*" if letters else ""}"')
        case DateRange():
            return " – ".join(_ends(node))
        case Alternatives(groups):
            return f"({_EITHER.join(_group(one, units) for one in groups)})"
        case Exclusion(group):
            return f"−({_group(group, units)})"
        case Linked(operands, links):
            following = (f" {link.typed} {_operand(one, units)}" for link, one in zip(links, operands[1:], strict=True))
            return "".join([_operand(operands[0], units), *following])
        case Repeated(group, times):
            return f"≥{times}×({_group(group, units)})"
        case InLead(group):
            return _in_field(LEAD, f"({_group(group, units)})")
        case InQuotation(group, _, named):
            words = [f"«{_group(group, units)}»"] if group != QueryGroup() else []
            return _BETWEEN.join([*([_condition(named, units)] if named else []), *words])


def _operand(group: QueryGroup, units: Units) -> str:
    text = _group(group, units)
    return f"({text})" if _BETWEEN in text else text


def _ends(days: DateRange) -> Iterator[str]:
    yield days.first.isoformat() if days.first else "…"
    yield days.last.isoformat() if days.last else "…"


def _in_field(field: QueryField, text: str) -> str:
    return text if field is TEXT else f"{field.vietnamese}:{text}"
