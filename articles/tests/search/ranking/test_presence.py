"""Units beside others are looked for in the articles that have their pairs of syllables."""

from articles.search import SearchRequest, search
from articles.search.ranking.presence import with_presence
from articles.tests.making import Newsroom
from haystack_engines import And, Near, Or, Phrase, Range, Term

FLOOD = Or((Phrase("title", ("lũ", "quét")), Phrase("text", ("lũ", "quét"))))
HUE = Or((Term("title", "huế"), Term("text", "huế")))
NEAR = Or((Near("text", ("quét", "huế"), 50), HUE))
PAIR = Term("pairs", "lu_quet")


def test_the_pairs_of_a_phrase_are_asked_for_beside_it() -> None:
    assert with_presence(And((FLOOD, HUE, NEAR))) == And((PAIR, FLOOD, HUE, NEAR))


def test_alternatives_are_asked_of_the_articles_that_have_what_stands_beside_them() -> None:
    beside = Or((And((HUE, NEAR)), HUE))
    assert with_presence(And((FLOOD, beside))) == And((PAIR, FLOOD, Or((And((PAIR, HUE, NEAR)), HUE))))


def test_of_a_phrase_or_a_term_the_pairs_or_the_term_are_asked_for() -> None:
    either = Or((FLOOD, HUE))
    assert with_presence(And((either, NEAR))) == And((Or((PAIR, HUE)), either, NEAR))


def test_what_is_asked_for_alone_or_has_no_phrases_stays() -> None:
    for clause in (FLOOD, And((FLOOD,)), And((HUE, NEAR)), And((Or((FLOOD, Range("day"))), HUE))):
        assert with_presence(clause) == clause


def test_beside_other_units_the_syllables_of_a_unit_stand_in_one_paragraph(newsroom: Newsroom) -> None:
    newsroom.article("Du học", "Học bổng của nhà nước.", "Ngoài ra còn có nước ngoài.", compounds=["nước ngoài"])
    newsroom.article("Du học", "Học bổng của nhà nước.", "Ngoài ra không có gì.")
    page = search(SearchRequest(query="du học, nước ngoài", as_typed=True))
    assert (page.strict, page.total) == (1, 1)
