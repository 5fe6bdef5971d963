"""Where operators let their operands stand: in one sentence or paragraph, so many words apart, so many times."""

from collections.abc import Mapping

import pytest

from articles.search import parse_query
from articles.search.query.language.tree import Linked, QueryGroup, QueryWord, Repeated
from articles.search.query.units import QueryUnit, UnitKind
from articles.search.ranking.operator_clauses import OperandReader
from haystack_engines import And, AtLeast, Chain, Clause, Or, Phrase, Unbroken, Within

SENTENCE = Unbroken("text_breaks", ("s", "p"))
BEHIND = Within(5, ordered=True)
PARAGRAPH = Unbroken("text_breaks", ("p",))
LITTLE_WORDS = {"ở"}
# Words with more ways to write them than their own.
FORMS = {"lụt": ("lụt", "lũ lụt"), "many": tuple(f"many {number}" for number in range(40))}


def _unit(word: QueryWord) -> QueryUnit:
    syllable = word.syllables[0]
    written = FORMS.get(word.text, (syllable.exact,) if word.marked[0] or word.text in FORMS else ())
    kind = UnitKind.LITTLE_WORD if word.text in LITTLE_WORDS else UnitKind.SYLLABLE
    return QueryUnit((word,), kind, tuple((tuple(form.split()), 1) for form in written))


def _operator(query: str) -> tuple[Linked | Repeated, Mapping[tuple[QueryWord, ...], tuple[QueryUnit, ...]]]:
    """Return the operator of a query, and the units of its words: each word is one."""
    wanted = parse_query(query).wanted
    [node] = wanted.conditions
    assert isinstance(node, Linked | Repeated)
    groups: list[QueryGroup] = list(wanted.all_groups())
    return node, {group.words: tuple(map(_unit, group.words)) for group in groups if group.words}


def _linked(query: str, field: str = "text", *, exact: bool = False) -> list[Chain]:
    node, units = _operator(query)
    assert isinstance(node, Linked)
    clause = OperandReader(units, exact=exact).linked(node, [field])
    assert isinstance(clause, Or)
    return [chain for chain in clause.clauses if isinstance(chain, Chain)]


def _phrases(chain: Chain) -> list[list[str]]:
    return [[" ".join(phrase.terms) for phrase in operand] for operand in chain.operands]


@pytest.mark.parametrize(
    ("query", "link"),
    [
        ("lũ /s bão", SENTENCE),
        ("lũ /p bão", PARAGRAPH),
        ("lũ w/5 bão", BEHIND),
        ("lũ n/5 bão", Within(5)),
    ],
)
def test_an_operator_links_its_sides(query: str, link: Within | Unbroken) -> None:
    assert _linked(query) == [Chain(((Phrase("text", ("lũ",)),), (Phrase("text", ("bão",)),)), (link,))]


@pytest.mark.parametrize(
    ("query", "link"),
    [("lũ /s bão", Within(10_000)), ("lũ /p bão", Within(10_000)), ("lũ w/5 bão", BEHIND)],
)
def test_a_title_is_one_sentence_and_one_paragraph(query: str, link: Within) -> None:
    [chain] = _linked(query, "title")
    assert chain.links == (link,)


def test_operands_stand_together_in_one_of_the_fields() -> None:
    node, units = _operator("lũ /s bão")
    assert isinstance(node, Linked)
    both = OperandReader(units, exact=False).linked(node, ["title", "text"])
    assert both == Or((*_linked("lũ /s bão", "title"), *_linked("lũ /s bão", "text")))


@pytest.mark.parametrize(
    ("query", "operands", "links"),
    [
        # In a sentence each unit by itself; so many words apart, those of a side next to each other.
        ("lũ quét /s bão", [["lũ"], ["quét"], ["bão"]], (SENTENCE, SENTENCE)),
        ("bão /s lũ quét", [["bão"], ["lũ"], ["quét"]], (SENTENCE, SENTENCE)),
        ("lũ quét w/5 bão", [["lũ quét"], ["bão"]], (BEHIND,)),
        ("bão n/5 lũ quét", [["bão"], ["lũ quét"]], (Within(5),)),
        (
            "lũ quét w/5 bão số /p gió giật",
            [["lũ quét"], ["bão số"], ["gió"], ["giật"]],
            (BEHIND, PARAGRAPH, PARAGRAPH),
        ),
        ("lũ quét /s bão số w/5 gió", [["lũ"], ["quét"], ["bão số"], ["gió"]], (SENTENCE, SENTENCE, BEHIND)),
        # Little words count only between others.
        ("ở Huế /s bão", [["huế"], ["bão"]], (SENTENCE,)),
        ("ở Huế w/5 bão", [["ở huế"], ["bão"]], (BEHIND,)),
        ('"lũ quét" /s bão', [["lũ quét"], ["bão"]], (SENTENCE,)),
        ("(lũ OR mưa) /s bão", [["lũ", "mưa"], ["bão"]], (SENTENCE,)),
        ('("lũ quét" OR mưa) w/5 bão', [["lũ quét", "mưa"], ["bão"]], (BEHIND,)),
        ("(lũ quét OR mưa) w/5 bão", [["lũ quét", "mưa"], ["bão"]], (BEHIND,)),
        ("lụt /s bão", [["lụt", "lũ lụt"], ["bão"]], (SENTENCE,)),
        ("lụt bão w/5 gió", [["lụt bão", "lũ lụt bão"], ["gió"]], (BEHIND,)),
    ],
)
def test_the_words_of_a_side(query: str, operands: list[list[str]], links: tuple[Within | Unbroken, ...]) -> None:
    [chain] = _linked(query)
    assert (_phrases(chain), chain.links) == (operands, links)


def test_alternatives_of_several_units_are_tried_beside_those_of_one() -> None:
    found = [_phrases(chain) for chain in _linked("(lũ quét OR mưa OR gió giật OR sét) /s bão")]
    assert found == [[["mưa", "sét"], ["bão"]], [["lũ"], ["quét"], ["bão"]], [["gió"], ["giật"], ["bão"]]]
    assert [_phrases(chain) for chain in _linked("(lũ quét OR gió giật) /s bão")] == found[1:]


def test_words_without_marks_stand_beside_others_in_any_marks() -> None:
    [chain] = _linked("lu quét w/5 bão")
    assert chain.operands == ((Phrase("text_folded", ("lu", "quet")),), (Phrase("text", ("bão",)),))


@pytest.mark.parametrize(
    ("exact", "phrases"),
    [(False, (Phrase("text_folded", ("lu", "quet")),)), (True, (Phrase("text", ("lu", "quet")),))],
)
def test_a_phrase_typed_without_marks_has_any_unless_marks_are_exact(exact: bool, phrases: tuple[Phrase, ...]) -> None:
    [chain] = _linked('"lu quet" /s bão', exact=exact)
    assert chain.operands[0] == phrases


def test_a_phrase_typed_with_some_marks_is_found_as_typed_or_in_any() -> None:
    [chain] = _linked('"lũ quet" /s bão')
    assert chain.operands[0] == (Phrase("text", ("lũ", "quet")), Phrase("text_folded", ("lu", "quet")))


def test_of_many_ways_to_write_units_side_by_side_the_most_frequent_are_tried() -> None:
    [chain] = _linked("many bão w/5 gió")
    assert _phrases(chain)[0] == [f"many {number} bão" for number in range(32)]


def _repeated(query: str) -> Clause:
    node, units = _operator(query)
    assert isinstance(node, Repeated)
    return OperandReader(units, exact=False).repeated(node, ["title", "text"])


def _times(text: str, times: int) -> AtLeast:
    return AtLeast(tuple((Phrase(field, tuple(text.split())),) for field in ("title", "text")), times)


@pytest.mark.parametrize(
    ("query", "choices"),
    [
        ("atleast3:lũ", [[_times("lũ", 3)]]),
        ("atleast2:(lũ quét)", [[_times("lũ", 2), _times("quét", 2)]]),
        ('atleast2:"lũ quét"', [[_times("lũ quét", 2)]]),
        ("atleast2:(lũ quét OR sét)", [[_times("sét", 2)], [_times("lũ", 2), _times("quét", 2)]]),
    ],
)
def test_each_unit_stands_so_often_in_all_fields_together(query: str, choices: list[list[AtLeast]]) -> None:
    assert _repeated(query) == Or(tuple(And(tuple(choice)) for choice in choices))
