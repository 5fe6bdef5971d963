"""What OR joins where no brackets tell: its neighbours, or whole sides, and the reader is told."""

import pytest

from articles.search import SearchRequest, read_query, reading_text, search
from articles.tests.making import Newsroom

pytestmark = pytest.mark.django_db


@pytest.fixture
def storms(newsroom: Newsroom) -> Newsroom:
    newsroom.article("Bão 1", "Bão vào Quảng Bình.", places=["Quảng Bình"])
    newsroom.article("Lũ 1", "Lũ lên ở Quảng Bình.", places=["Quảng Bình"])
    newsroom.article("Bão 2", "Bão vào Đà Nẵng.", places=["Đà Nẵng"])
    newsroom.article("Lũ 2", "Lũ lên ở Đà Nẵng.", places=["Đà Nẵng"])
    return newsroom


def _found(query: str) -> set[str]:
    return {hit.article.title for hit in search(SearchRequest(query=query), relax=False).hits}


@pytest.mark.parametrize(
    ("query", "reading", "found"),
    [
        ("bão OR lũ Quảng Bình", "(bão OR lũ) Quảng Bình", {"Bão 1", "Lũ 1"}),
        ("bão HOẶC lũ Quảng Bình", "(bão OR lũ) Quảng Bình", {"Bão 1", "Lũ 1"}),
        ("lũ Quảng Bình OR Đà Nẵng", "lũ (Quảng Bình OR Đà Nẵng)", {"Lũ 1", "Lũ 2"}),
        ('"bão" OR lũ Đà Nẵng', '("bão" OR lũ) Đà Nẵng', {"Bão 2", "Lũ 2"}),
        # Both sides are a word and a place, so each is an event.
        ("lũ Quảng Bình OR bão Đà Nẵng", "(lũ Quảng Bình) OR (bão Đà Nẵng)", {"Lũ 1", "Bão 2"}),
        # A name and a word are no alternatives.
        ("Quảng Bình OR lũ Đà Nẵng", "(Quảng Bình) OR (lũ Đà Nẵng)", {"Bão 1", "Lũ 1", "Lũ 2"}),
        # Who repeats a word means both sides.
        ("lũ Quảng Bình OR lũ Đà Nẵng", "(lũ Quảng Bình) OR (lũ Đà Nẵng)", {"Lũ 1", "Lũ 2"}),
    ],
)
def test_or_joins_what_belongs_together_and_this_is_told(
    storms: Newsroom, query: str, reading: str, found: set[str]
) -> None:
    read = read_query(SearchRequest(query=query))
    assert read.either
    assert read.either.text == reading
    assert _found(query) == found


@pytest.mark.parametrize(
    ("query", "reading", "other"),
    [
        (
            "nói:Lan lũ OR nói:Lan Quảng Bình",
            "(nói:Lan lũ) OR (nói:Lan Quảng Bình)",
            "nói:Lan (lũ OR nói:Lan) Quảng Bình",
        ),
        ("nói:Lan lũ OR bão", "nói:Lan (lũ OR bão)", "(nói:Lan lũ) OR (bão)"),
        ('said:"Lê Lan" lũ OR Quảng Bình', 'nói:"Lê Lan" ((lũ) OR (Quảng Bình))', '(nói:"Lê Lan" lũ) OR (Quảng Bình)'),
        ("bão OR nói:Lan lũ", "(bão) OR (nói:Lan lũ)", "(bão OR nói:Lan) lũ"),
        ("nói:Lan OR nói:Bình lũ", "(nói:Lan OR nói:Bình) lũ", "(nói:Lan) OR (nói:Bình lũ)"),
    ],
)
def test_a_speaker_has_the_words_of_his_side_or_alone_of_all(
    storms: Newsroom, query: str, reading: str, other: str
) -> None:
    either = read_query(SearchRequest(query=query)).either
    assert either
    assert (either.text, either.other) == (reading, other)
    assert reading_text(read_query(SearchRequest(query=either.text))) == reading_text(
        read_query(SearchRequest(query=query))
    )


def test_the_other_reading_is_one_query_away(storms: Newsroom) -> None:
    either = read_query(SearchRequest(query="bão OR lũ Quảng Bình")).either
    assert either
    assert either.other == "(bão) OR (lũ Quảng Bình)"
    assert _found(either.other) == {"Bão 1", "Bão 2", "Lũ 1"}
    assert _found(either.text) == _found("bão OR lũ Quảng Bình")


@pytest.mark.parametrize("query", ["bão OR lũ", "Quảng Bình OR Đà Nẵng", "(bão OR lũ) Quảng Bình", "bão AND lũ OR Huế"])
def test_nothing_is_told_where_there_is_but_one_reading(storms: Newsroom, query: str) -> None:
    assert read_query(SearchRequest(query=query)).either is None


def test_an_exclusion_holds_for_both_sides(storms: Newsroom) -> None:
    assert _found("bão OR lũ -Đà") == {"Bão 1", "Lũ 1"}


def test_alternatives_stand_close_to_the_words_beside_them(storms: Newsroom) -> None:
    storms.article("Dài", "Lũ lên. " + "Chuyện khác xảy ra. " * 40 + "Người Quảng Bình.", places=["Quảng Bình"])
    assert _found("bão OR lũ Quảng Bình") == _found("(bão OR lũ) Quảng Bình") == {"Bão 1", "Lũ 1"}


def test_or_within_brackets_joins_its_neighbours_too(storms: Newsroom) -> None:
    read = read_query(SearchRequest(query="lên (bão OR lũ Quảng Bình)"))
    assert reading_text(read) == "lên · (Quảng Bình · (bão | lũ))"
