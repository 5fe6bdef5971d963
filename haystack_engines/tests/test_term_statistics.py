from collections.abc import Iterable

import pytest

from haystack_engines.clauses import Clause, Nothing, Or, Term
from haystack_engines.term_statistics import similar_to, spelling_suggestion

_KNOWN = {"đường": 9, "đương": 3, "sắt": 5, "sân": 7, "sang": 1}


def _suggestion(*words: str) -> str | None:
    def with_prefix(start: str) -> list[tuple[str, int]]:
        return [(text, documents) for text, documents in _KNOWN.items() if text.startswith(start)]

    return spelling_suggestion(words, lambda text: _KNOWN.get(text, 0), with_prefix)


@pytest.mark.parametrize(
    ("typed", "suggested"),
    [("sắtt", "sắt"), ("sắ", "sắt"), ("sắc", "sắt"), ("stắ", "sắt"), ("đườn", "đường"), ("đươgnn", "đương")],
)
def test_typing_errors_are_corrected(typed: str, suggested: str) -> None:
    assert _suggestion(typed) == suggested


def test_the_nearest_word_is_taken_and_known_ones_are_left() -> None:
    assert _suggestion("đườngg", "sắt") == "đường sắt"


def test_of_equally_near_words_the_most_frequent_is_taken() -> None:
    assert _suggestion("sâng") == "sân"


@pytest.mark.parametrize("words", [("sắt",), ("qqqqq",), (), ("ngoại",), ("ắt",), ("sxyt",)])
def test_nothing_is_suggested_where_all_is_known_or_nothing_is_near(words: tuple[str, ...]) -> None:
    assert _suggestion(*words) is None


def _similar(terms: Iterable[str], *, indexed: bool = False) -> Clause:
    return similar_to("text", terms, lambda text: _KNOWN.get(text, 0), documents=10, indexed=indexed)


def test_rare_and_repeated_terms_are_boosted() -> None:
    found = _similar(["đường", "sang", "sắt", "sắt", "lạ"])
    assert isinstance(found, Or)
    boosts = {clause.text: clause.boost for clause in found.clauses if isinstance(clause, Term)}
    assert list(boosts) == ["sang", "sắt", "đường"]
    assert boosts["sang"] == 1 > boosts["sắt"] > boosts["đường"] > 0


def test_three_tenths_of_the_terms_must_be_shared() -> None:
    found = similar_to("text", map(str, range(40)), lambda _: 2, documents=10, indexed=False)
    assert isinstance(found, Or)
    assert (len(found.clauses), found.at_least) == (25, 8)


def test_terms_of_the_document_alone_are_left_out() -> None:
    assert _similar(["sang"], indexed=True) == Nothing()
    assert _similar(["lạ"]) == Nothing()
