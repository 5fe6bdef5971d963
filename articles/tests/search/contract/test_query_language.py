"""The query language, on every engine."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from articles.models import Entity, EntityAlias, EntityKind
from articles.models.index_outbox import drain_outbox
from articles.search import Choice, ParseWarning, QueryNote, SearchRequest, search
from articles.tests.making import Newsroom
from articles.tests.search.query.test_language import PIECES


@pytest.fixture
def archive(newsroom: Newsroom) -> Newsroom:
    """Five articles, each by the name of what only it has."""
    newsroom.article(
        "Ngọc thăm Huế",
        "Thứ trưởng Hà Kim Ngọc đến Đại học Huế bằng tàu.",
        people=["Hà Kim Ngọc"],
        places=["Huế"],
        organizations=["Đại học Huế"],
        published="2022-06-14",
        source="VOV",
        section="Thời sự",
        authors=["Lê Nam", "An Bình"],
    )
    newsroom.article(
        "Lũ ở Thừa Thiên Huế",
        "Nước dâng nhanh, tàu hỏa dừng. Ông Lê Ngốc không đi.",
        people=["Lê Ngốc"],
        places=["Thừa Thiên Huế"],
        published="2022-12-31",
        source="VOV.VN",
        section="Đời sống",
        authors=["Bình Nguyên"],
    )
    newsroom.article(
        "Ủy ban họp",
        "Ủy ban nhân dân tỉnh họp về lũ, về đường và về sắt thép ở Mỹ Đình.",
        places=["Mỹ Đình"],
        organizations=["Ủy ban nhân dân tỉnh"],
        published="2023-01-01",
        source="Báo Án",
        section="Thời sự",
        authors=["Nam Lê"],
    )
    newsroom.article("Đường sắt", "Hòa bình ở nước Mỹ.", places=["Mỹ"], published="2024-02-29", source="Báo Án")
    newsroom.article("Chuyện cũ", "Không rõ ngày nào, trường học đóng cửa.")
    return newsroom


def _found(query: str, **state: object) -> set[str]:
    return {hit.article.title for hit in search(SearchRequest(query=query, **state), relax=False).hits}  # type: ignore[arg-type]


NGOC, FLOOD, BOARD, RAIL, OLD = "Ngọc thăm Huế", "Lũ ở Thừa Thiên Huế", "Ủy ban họp", "Đường sắt", "Chuyện cũ"


def test_or_brackets_and_minus_join(archive: Newsroom) -> None:
    cases = {
        "tàu OR trường": {NGOC, FLOOD, OLD},
        "tàu HOẶC trường học": {NGOC, FLOOD, OLD},
        "(tàu OR đường) lũ": {FLOOD, BOARD},
        "-(tàu OR đường)": {OLD},
        "-(tàu lũ)": {NGOC, BOARD, RAIL, OLD},
        "(tàu -lũ) OR học": {NGOC, OLD},
        "tàu -lũ OR trường": {NGOC, OLD},
        '"tàu hỏa" OR "nước mỹ"': {FLOOD, RAIL},
        "-tàu": {BOARD, RAIL, OLD},
    }
    assert {query: _found(query) for query in cases} == cases


def test_words_near_each_other_are_found_in_any_order(archive: Newsroom) -> None:
    cases = {
        '"đường sắt"~0': {RAIL},
        '"sắt đường"~0': {RAIL},
        '"đường sắt"~1': {RAIL},
        '"đường sắt"~2': {RAIL, BOARD},
        '"sat duong"~2': {RAIL, BOARD},
        '"thép đường họp"~4': {BOARD},
        '"thép đường họp"~2': set(),
        '"đường đường"~3': {RAIL, BOARD},
        '"sát đường"~9': set(),
        '-"đường sắt"~2 lũ': {FLOOD},
        'tiêu đề:"huế ngọc"~1': {NGOC},
    }
    assert {query: _found(query) for query in cases} == cases


def test_a_prefix_finds_words_that_begin_so(archive: Newsroom) -> None:
    cases = {
        "truo*": {NGOC, OLD},
        "trườ*": {OLD},
        "hoc*": {NGOC, OLD},
        "TRƯỞ*": {NGOC},
        "hoà*": {RAIL},
        "hòa*": {RAIL},
        "my*": {BOARD, RAIL},
        "mỹ*": {BOARD, RAIL},
        "-truo*": {FLOOD, BOARD, RAIL},
        "title:th*": {NGOC, FLOOD},
        "không-ph*": set(),
        "xyz*": set(),
    }
    assert {query: _found(query) for query in cases} == cases


def test_fields_are_searched_alone(archive: Newsroom) -> None:
    cases = {
        "title:huế": {NGOC, FLOOD},
        "tiêu đề:hue -title:lu": {NGOC},
        'title:"thừa thiên"': {FLOOD},
        "title:(huế lũ)": {FLOOD},
        "title:(huế OR sắt)": {NGOC, FLOOD, RAIL},
        "title:tàu": set(),
        "title:hué": set(),
        "author:nam": {NGOC, BOARD},
        'tác giả:"lê nam"': {NGOC},
        'author:"nam an"': set(),
        "author:(Nam Bình)": {NGOC},
        "author:nguy*": {FLOOD},
        "-author:binh": {BOARD, RAIL, OLD},
        "source:vov": {NGOC, FLOOD},
        "nguồn:“báo án”": {BOARD, RAIL},
        "nguon:bao-an": {BOARD, RAIL},
        "-nguồn:VOV": {BOARD, RAIL, OLD},
        "nguồn:(VOV -vn)": set(),  # VOV.VN is a name of the same paper
        "chuyên mục:thoi": {NGOC, BOARD},
        'section:"đời sống" OR học': {FLOOD, OLD, NGOC},
    }
    assert {query: _found(query) for query in cases} == cases


def test_names_are_found_by_their_parts(archive: Newsroom) -> None:
    cases = {
        "người:Ngọc": {NGOC},
        "người:ngoc": {NGOC, FLOOD},
        'person:"ha kim ngoc"': {NGOC},
        "person:(Hà Kim Ngọc)": {NGOC},
        "person:(Kim OR Ngốc)": {NGOC, FLOOD},
        "person:ki*": {NGOC},
        "person:im": set(),
        'person:"Ngọc Hà"': set(),
        "person:Ngòc": {NGOC, FLOOD},
        "nơi:Huế": {NGOC},  # not Thừa Thiên Huế, which is Huế since 2025 alone
        "nơi:Thiên": {FLOOD},
        "place:my": {RAIL},
        'place:"Hoa Kỳ"': {RAIL},
        "place:mỹ*": {BOARD, RAIL},
        "tổ chức:huế": {NGOC},
        "org:UBND": {BOARD},
        "-org:UBND -nơi:Huế": {RAIL, OLD, FLOOD},
    }
    assert {query: _found(query) for query in cases} == cases


def test_a_name_that_editors_joined_to_another_or_hid_is_followed(archive: Newsroom) -> None:
    merged = Entity.objects.create(kind=EntityKind.PERSON, name="Kim Bồng")
    Entity.objects.filter(pk=merged.pk).update(merged_into=Entity.objects.get(name="Hà Kim Ngọc"))
    assert _found("person:bong") == {NGOC}
    Entity.objects.filter(name="Hà Kim Ngọc").update(hidden=True)
    assert search(SearchRequest(query="person:bong")).notes == (QueryNote(ParseWarning.NOBODY, "bong"),)


def test_a_name_longer_than_its_key_is_found(newsroom: Newsroom) -> None:
    name = "Ban chỉ đạo phòng chống thiên tai và tìm kiếm cứu nạn huyện Krông Pắk tỉnh Đắk Lắk"
    for title in ("Lũ lên", "Lũ rút"):
        newsroom.article(title, f"{name} họp.", organizations=[name])
    drain_outbox()  # so long a name is listed from its second article on
    assert _found(f'org:"{name}"') == {"Lũ lên", "Lũ rút"}
    assert _found('org:"huyện Krông"') == {"Lũ lên", "Lũ rút"}
    assert _found(f'org:"{name} mới"') == set()


def test_a_name_goes_by_its_other_forms_too(archive: Newsroom) -> None:
    EntityAlias.objects.create(entity=Entity.objects.get(name="Hà Kim Ngọc"), text="Thứ trưởng Hà Ngọc")
    assert _found('người:"hà ngọc"') == _found("person:thu") == {NGOC}


def test_dates_bound_what_is_found(archive: Newsroom) -> None:
    cases = {
        "trước:2022-06-14": set(),
        "trước:15/6/2022": {NGOC},
        "before:2023": {NGOC, FLOOD},
        "sau:2022": {BOARD, RAIL},
        "sau:6/2022 trước:2/2024": {FLOOD, BOARD},
        "after:2024-02-28": {RAIL},
        "after:29/2/2024": set(),
        "-sau:2022": {NGOC, FLOOD, OLD},
        "lũ sau:2022": {BOARD},
        "trước:2023 OR học": {NGOC, FLOOD, OLD},
    }
    assert {query: _found(query) for query in cases} == cases


def test_exact_marks_are_strict_everywhere(archive: Newsroom) -> None:
    cases = {
        "hoa": set(),
        "hoà": {RAIL},
        '"nuoc my"': set(),
        '"nước mĩ"': {RAIL},
        '"sat duong"~2': set(),
        "truo*": set(),
        "trươ*": set(),
        "trưở*": {NGOC},
        "title:hue": set(),
        "author:le": set(),
        "author:lê": {NGOC, BOARD},
        "person:ngoc": set(),
        "person:Ngọc": {NGOC},
        "place:hue": set(),
        "source:an": set(),
        "source:án": {BOARD, RAIL},
        "-hoa": {NGOC, FLOOD, BOARD, RAIL, OLD},
    }
    assert {query: _found(query, exact=True) for query in cases} == cases


@pytest.mark.parametrize("query", ["ha kim ngoc hue", "hà kim ngoc hue", "nuoc dang nhanh tau"])
def test_exact_marks_are_strict_where_some_words_are_enough(archive: Newsroom, query: str) -> None:
    assert search(SearchRequest(query=query, exact=True)).total == 0
    assert search(SearchRequest(query="nước dâng nhanh xyz", exact=True)).total == 1


def test_the_language_and_the_facets_narrow_together(archive: Newsroom) -> None:
    chosen = (Choice("section", "thoi-su"),)
    assert _found("lũ OR tàu", choices=chosen) == {NGOC, BOARD}
    assert _found("nguồn:VOV", choices=(Choice("section", "thoi-su", excluded=True),)) == {FLOOD}


def test_a_name_that_nobody_has_finds_nothing_and_is_told(archive: Newsroom) -> None:
    page = search(SearchRequest(query="lũ người:Xyz"))
    assert (page.total, page.notes) == (0, (QueryNote(ParseWarning.NOBODY, "Xyz"),))


def test_a_headline_pasted_with_its_signs_is_found(archive: Newsroom) -> None:
    page = search(SearchRequest(query='Ủy ban nhân dân tỉnh họp: "Lũ" - đường (và sắt?) http://báo.vn/lu *'))
    assert page.total
    assert QueryNote(ParseWarning.FIELD, "http:") in page.notes


def test_better_matches_come_first_in_an_alternative(newsroom: Newsroom) -> None:
    newsroom.article("Chuyện đường", "Con đường có tấm sắt.")
    newsroom.article("Đường sắt", "Đường sắt mới.")
    newsroom.article("Chợ", "Chợ nổi.")
    hits = search(SearchRequest(query="đường sắt OR bão")).hits
    assert [hit.article.title for hit in hits] == ["Đường sắt", "Chuyện đường"]


@pytest.fixture
def small_archive(archive: Newsroom) -> Newsroom:
    """The same archive for all runs of a hypothesis test, since searching changes nothing in it."""
    return archive


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from(PIECES), max_size=12).map("".join) | st.text(max_size=80), st.booleans())
def test_any_string_is_answered(small_archive: Newsroom, query: str, exact: bool) -> None:
    page = search(SearchRequest(query=query, exact=exact))
    assert page.total >= len(page.hits) >= min(page.total, 1)
