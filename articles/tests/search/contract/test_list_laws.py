"""Laws of the strict list, on every engine: what is added to a query only takes articles away."""

from unittest.mock import patch

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from articles.search import Choice, SearchRequest, read_query, search
from articles.tests.making import Newsroom
from articles.text.normal import fold

# Names, words, collocations and syllables of the archive below, and little words.
UNITS = ["Nghệ An", "đuối nước", "U23", "học sinh", "Hà Nội", "BOT", "lũ", "điều 66", "30/4", "Nepal", "Quận 1"]
LITTLE = ["ở", "của", "bị", "và"]
SENTENCES = [
    "Học sinh đuối nước ở Nghệ An.",
    "Nghệ An có lũ, học sinh nghỉ.",
    "Trạm BOT ở Hà Nội mở ngày 30/4.",
    "Theo điều 66, học sinh ở Hà Nội được nghỉ 30-4.",
    "U23 đá ở Nepal, U.23 nghỉ ở Hà Nội.",
    "Người dân Quận 1 của Hà Nội xem U 23.",
    "Nước sông lên, người đuối sức.",
]
SHARED = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture
def archive(newsroom: Newsroom) -> Newsroom:
    """Articles of one, two and three of the sentences, close to each other and far apart."""
    for number, sentence in enumerate(SENTENCES):
        far = "Chuyện bên lề kể mãi không hết. " * 12
        other, third = SENTENCES[number - 1], SENTENCES[number - 3]
        for body in ((sentence,), (sentence, other), (sentence, far, other), (sentence, third, far, other)):
            newsroom.article(
                f"Tin {number}",
                *body,
                places=["Nghệ An", "Hà Nội", "Nepal", "Quận 1"],
                compounds=["Học sinh", "học sinh", "đuối nước"],
                source="Báo Xanh" if number % 2 else "Báo Đỏ",
            )
    return newsroom


def _strict(query: str, *choices: Choice) -> set[int]:
    request = SearchRequest(query=query, choices=choices, as_typed=True, page_size=100)
    return {hit.article.pk for hit in search(request, with_facets=False).hits}


def _units(query: str) -> list[str]:
    return sorted(unit.text for unit in read_query(SearchRequest(query=query)).own_units)


@SHARED
@given(units=st.lists(st.sampled_from(UNITS), min_size=1, max_size=4, unique=True), more=st.sampled_from(UNITS))
def test_one_more_unit_never_adds_articles(archive: Newsroom, units: list[str], more: str) -> None:
    query = ", ".join(units)
    if _units(f"{query}, {more}") == sorted([*_units(query), *_units(more)]):
        assert _strict(f"{query}, {more}") <= _strict(query)


@SHARED
@given(units=st.lists(st.sampled_from(UNITS), min_size=2, max_size=4, unique=True), data=st.data())
def test_the_order_of_units_does_not_change_the_list(archive: Newsroom, units: list[str], data: st.DataObject) -> None:
    others = data.draw(st.permutations(units))
    if _units(", ".join(units)) == _units(", ".join(others)):
        assert _strict(", ".join(units)) == _strict(", ".join(others))


@SHARED
@given(
    units=st.lists(st.sampled_from([*UNITS, "lũ", "-mưa", '"học sinh"']), min_size=2, max_size=4, unique=True),
    choices=st.sampled_from([(), (Choice("source", "bao-xanh"),)]),
)
def test_a_page_is_the_same_whether_its_articles_are_named_or_found_again(
    archive: Newsroom, units: list[str], choices: tuple[Choice, ...]
) -> None:
    request = SearchRequest(query=" ".join(units), choices=choices)
    named = search(request)
    with patch("articles.search.engine._MOST_NAMED", 4):  # fewer than four are always counted
        again = search(request)
    for page in (named, again):
        page.hits.sort(key=lambda hit: (-round(hit.score, 3), hit.article.pk))
    assert [(hit.article.pk, round(hit.score, 3)) for hit in named.hits] == [
        (hit.article.pk, round(hit.score, 3)) for hit in again.hits
    ]
    assert (named.total, named.strict, named.more) == (again.total, again.strict, again.more)
    assert named.facets == again.facets


@SHARED
@given(units=st.lists(st.sampled_from(UNITS), min_size=1, max_size=3, unique=True))
def test_a_filter_never_adds_articles(archive: Newsroom, units: list[str]) -> None:
    assert _strict(" ".join(units), Choice("source", "bao-xanh")) <= _strict(" ".join(units))


@SHARED
@given(unit=st.sampled_from(UNITS))
def test_a_unit_without_marks_finds_all_that_it_finds_with_marks(archive: Newsroom, unit: str) -> None:
    with_marks = _strict(unit)
    assert with_marks
    assert with_marks <= _strict(fold(unit).upper() if unit.isupper() else fold(unit))


@SHARED
@given(units=st.lists(st.sampled_from([*UNITS, *LITTLE, '"', "(", "-", "~3", "OR", "*", "0912 345 678"]), max_size=6))
def test_whatever_is_typed_is_answered(archive: Newsroom, units: list[str]) -> None:
    for reading in ("", " | ".join(units), "x"):
        page = search(SearchRequest(query=" ".join(units), units=reading))
        assert page.strict <= page.total
