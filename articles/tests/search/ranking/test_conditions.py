"""Phrases, words near each other and prefixes weigh by the field that they stand in."""

import pytest

from articles.search import parse_query
from articles.search.fields import TEXT_FIELDS, folded_field
from articles.search.ranking.conditions import condition_clause
from articles.tests.search.ranking.leaves import Leaf, boosts_by_field
from haystack_engines import Clause, Near, Phrase, Prefix, Term


def _compiled(query: str) -> Clause:
    [condition] = parse_query(query).wanted.conditions
    return condition_clause(condition, exact=False)


@pytest.mark.parametrize(
    ("query", "kind"),
    [('"cảng cá"', Phrase), ('"cảng cá"~5', Near), ('"cá cá"~5', Term), ("cản*", Prefix)],
)
def test_a_title_counts_more_than_a_lead_and_a_lead_more_than_the_text(query: str, kind: type[Leaf]) -> None:
    assert TEXT_FIELDS["title"] > TEXT_FIELDS["lead"] > TEXT_FIELDS["text"]
    assert boosts_by_field(_compiled(query), kind) == TEXT_FIELDS


def test_a_phrase_typed_partly_without_marks_counts_more_where_it_stands_as_typed() -> None:
    boosts = boosts_by_field(_compiled('"cang cá"'), Phrase)
    assert boosts.keys() == {*TEXT_FIELDS, *map(folded_field, TEXT_FIELDS)}
    assert all(boosts[folded_field(field)] < boosts[field] for field in TEXT_FIELDS)
