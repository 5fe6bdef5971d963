"""The operators that tell where words stand and how often, on every engine."""

from collections.abc import Callable
from functools import cache, partial
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from articles.search import Choice, ParseWarning, SearchRequest, search
from articles.tests.making import Newsroom

NEAR, FAR, PARTED, LATER, HEAD = "Tin một", "Tin hai", "Tin ba", "Tin bốn", "Lũ ở Quảng Trị"


@pytest.fixture
def archive(newsroom: Newsroom) -> Newsroom:
    """Five articles that have the same words in other places."""
    newsroom.article(NEAR, "Tin.", lead="Đêm qua lũ quét ở Quảng Trị. Dân chạy.", source="VOV")
    newsroom.article(FAR, "Lũ quét về TP. Huế đêm qua, nước dâng rất nhanh và ngập cả hai tỉnh Huế, Quảng Trị.")
    newsroom.article(PARTED, "Tin.", lead="Lũ quét về. Quảng Trị ngập.", source="VOV")
    newsroom.article(LATER, "Quảng Trị ngập. Trị giá nhà Quảng hơn lũ.", "Lũ quét về. Lũ quét đi. Lu quet nua.")
    newsroom.article(HEAD, "Nước dâng.", "Dân chạy.")
    return newsroom


def _found(query: str, **state: object) -> set[str]:
    return {hit.article.title for hit in search(SearchRequest(query=query, **state), relax=False).hits}  # type: ignore[arg-type]


def test_operators_find_words_where_they_stand(archive: Newsroom) -> None:
    cases = {
        "lũ quét /s Quảng Trị": {NEAR, FAR},
        "Quảng Trị /câu lũ quét": {NEAR, FAR},
        "lu quet /s quang tri": {NEAR, FAR},
        '"lũ" /s "Quảng Trị"': {NEAR, FAR, HEAD},
        "lũ quét /p Quảng Trị": {NEAR, FAR, PARTED},
        "lũ quét /đoạn Quảng Trị": {NEAR, FAR, PARTED},
        "lũ quét w/1 Quảng Trị": {NEAR, PARTED},
        "lũ quét w/1 Quảng Trị /s lũ": {NEAR},
        "Quảng Trị w/1 lũ quét": set(),
        "Quảng Trị n/1 lũ quét": {NEAR, PARTED},
        "Quảng Trị cách/1 lũ quét": {NEAR, PARTED},
        "Quảng Trị n/0 lũ quét": set(),
        "lũ quét w/50 Quảng Trị": {NEAR, FAR, PARTED},
        "đêm qua w/0 lũ quét w/1 Quảng Trị": {NEAR},
        "lũ quét /s Huế": {FAR},
        "lũ quét /s (Huế OR Quảng Trị)": {NEAR, FAR},
        "lũ quét /s (đêm qua Huế OR dân)": {FAR},
        "(lũ quét AND Huế) /s Quảng Trị": {FAR},
        "atleast2:quảng": {LATER},
        "ítnhất2:(lũ quét)": {LATER},
        'atleast2:"lũ quét"': {LATER},
        'atleast3:~"lũ quét"': {LATER},
        "atleast2:(Huế OR quét)": {FAR, LATER},
        'atleast2:"quét nua"': set(),
        'atleast1:"quét nua"': {LATER},
        "đầu:lũ": {NEAR, PARTED, HEAD},
        "lead:(lũ quét)": {NEAR, PARTED},
        'lead:"lũ quét về"': {PARTED},
        "lead:(lũ quét /s Quảng Trị)": {NEAR},
        '~"lù quét"': {NEAR, FAR, PARTED, LATER},
        "lù quét /s Quảng Trị": set(),
        "~lù /s ~quet /s Quảng Trị": {NEAR, FAR},
    }
    assert {query: _found(query) for query in cases} == cases


def test_they_join_with_brackets_minus_and_fields(archive: Newsroom) -> None:
    cases = {
        "lũ quét /s Quảng Trị -Huế": {NEAR},
        "quét -(lũ quét /s Quảng Trị)": {PARTED, LATER},
        "quét NOT (lũ quét /p Quảng Trị)": {LATER},
        "quét KHÔNG atleast2:quét": {NEAR, FAR, PARTED},
        "(lũ quét /s Huế) OR atleast2:quảng": {FAR, LATER},
        "quét AND Huế": {FAR},
        "chạy VÀ nước": {HEAD},
        "quét NOT Quảng Trị": set(),
        "dân chạy NOT lũ quét": {HEAD},
        "quét -nguồn:VOV AND Quảng Trị": {FAR, LATER},
        "[2020 TO 2022]": set(),
    }
    assert {query: _found(query) for query in cases} == cases


def test_filters_narrow_them(archive: Newsroom) -> None:
    vov = (Choice("source", "vov"),)
    assert _found("lũ quét /s Quảng Trị", choices=vov) == {NEAR}
    assert _found("lũ quét /p Quảng Trị", choices=vov) == {NEAR, PARTED}


def test_exact_marks_are_strict_but_behind_a_tilde(archive: Newsroom) -> None:
    assert _found("lu quet /s quang tri", exact=True) == set()
    assert _found("atleast1:lu", exact=True) == {LATER}
    assert _found("atleast1:~lu", exact=True) == {NEAR, FAR, PARTED, LATER, HEAD}


def test_operands_are_marked(archive: Newsroom) -> None:
    hit = search(SearchRequest(query="lũ quét /s Quảng Trị"), relax=False).hits[0]
    assert "<mark>lũ quét</mark> ở <mark>Quảng Trị</mark>" in hit.snippet
    counted = search(SearchRequest(query="atleast2:quảng")).hits[0]
    assert "<mark>Quảng</mark> Trị ngập" in counted.snippet
    assert search(SearchRequest(query="đầu:lũ title:quảng")).hits[0].title.startswith("<mark>Lũ</mark>")


def test_better_matches_come_first(archive: Newsroom) -> None:
    hits = search(SearchRequest(query='"lũ" /s "Quảng Trị"')).hits
    assert hits[0].article.title == HEAD


def test_signs_alone_find_nothing_and_this_is_told(archive: Newsroom) -> None:
    page = search(SearchRequest(query="?! +"))
    assert (page.total, [note.warning for note in page.notes]) == (0, [ParseWarning.SIGNS])
    assert not page.read.in_quotations


def test_an_article_that_changes_is_found_where_its_words_are_now(archive: Newsroom) -> None:
    archive.article("Tin năm", "Bão về Huế.")
    assert _found("bão /s Huế") == {"Tin năm"}


_SYLLABLES = ["lũ", "lù", "quét", "Huế", "hue", "Quảng Trị", "nước", "về"]


@pytest.fixture
def soup(newsroom: Newsroom) -> Newsroom:
    """Articles of few words in any order, for all runs of a hypothesis test."""
    random = Random(3)
    for i in range(30):
        paragraphs = [
            " ".join(random.choice([*_SYLLABLES, "về.", "Nước dâng."]) for _ in range(random.randint(3, 12)))
            for _ in range(random.randint(1, 3))
        ]
        newsroom.article(f"Tin {i} {random.choice(_SYLLABLES)}", *paragraphs[1:], lead=paragraphs[0])
    return newsroom


_once = settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
_operands = st.sampled_from(['"lũ"', "lù", '"quét"', "Huế", "hue", '"Quảng Trị"', "nuoc", '(lũ OR "về")'])


@pytest.fixture
def lists(soup: Newsroom) -> Callable[[str], set[str]]:
    """Return what finds all articles of a query, and searches for each query once."""
    return cache(partial(_found, page_size=100))


@_once
@given(_operands, _operands)
def test_each_list_is_within_the_wider_ones(lists: Callable[[str], set[str]], one: str, other: str) -> None:
    both = lists(f"{one} AND {other}")
    sentence, paragraph = lists(f"{one} /s {other}"), lists(f"{one} /p {other}")
    assert sentence <= paragraph <= both
    assert lists(f"{one} w/2 {other}") <= lists(f"{one} w/4 {other}") <= both
    assert lists(f"{one} w/2 {other}") <= lists(f"{one} n/2 {other}") <= lists(f"{one} n/4 {other}") <= both
    assert lists(f"{one} n/2 {other}") == lists(f"{other} n/2 {one}")
    assert sentence == lists(f"{other} /s {one}")
    assert lists(f"atleast3:{one}") <= lists(f"atleast2:{one}") <= lists(f"atleast1:{one}") == lists(f"{one} AND {one}")
    assert lists(f"lead:{one}") <= lists(f"{one} AND {one}") <= lists(f"~{one}")
    assert both.isdisjoint(lists(f"{one} NOT {other}"))
    assert both | lists(f"{one} NOT {other}") == lists(f"{one} AND {one}")
