"""Searches as a journalist makes them, on every engine."""

import unicodedata
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.models import Article, DatePrecision, Entity
from articles.search import (
    FACET_VALUES,
    FACETS,
    Choice,
    SearchFailed,
    SearchPage,
    SearchRequest,
    Sort,
    search,
    update_index,
)
from articles.tests.making import Newsroom


def _titles(query: str = "", **state: object) -> list[str]:
    return [hit.article.title for hit in search(SearchRequest(query=query, **state)).hits]  # type: ignore[arg-type]


def _facet(page: SearchPage, name: str) -> dict[str, int]:
    return {v.label: v.count for result in page.facets if result.facet.name == name for v in result.values}


def _entity(name: str) -> str:
    return str(Entity.objects.get(name=name).pk)


@pytest.fixture
def railway(newsroom: Newsroom) -> Newsroom:
    """Six articles on trains, fish and the law."""
    newsroom.article(
        "Đường sắt tốc độ cao qua Gia Lai",
        "Ông Bùi Thanh Sang nói về đường sắt.",
        people=["Bùi Thanh Sang"],
        places=["Gia Lai"],
        compounds=["đường sắt", "Đường sắt"],
        published="2024-06-14",
        source="Báo Sông Ba",
    )
    newsroom.article(
        "Đường làng và nhà máy sắt thép",
        "Xe chạy trên đường, còn sắt nằm trong kho.",
        published="2023-05-02",
        source="Tin Miền Trung",
    )
    newsroom.article(
        "Cảng cá Quy Nhơn",
        "Bà Hà Kim Ngân gặp ông Bùi Thanh Sang ở Quy Nhơn.",
        people=["Bùi Thanh Sang", "Hà Kim Ngân"],
        places=["Quy Nhơn"],
        published="2024-06-15",
        source="Tin Miền Trung",
    )
    newsroom.article(
        "Công an An Giang bắt nhóm trộm", "Vụ án được khởi tố.", places=["An Giang"], published="2022-01-01"
    )
    newsroom.article("Hoà bình ở Ý", "Nước Ý mở hội nghị.", places=["Ý"])
    return newsroom


def test_a_name_is_found_with_and_without_accents(railway: Newsroom) -> None:
    cases = ["bui thanh sang", "Bùi Thanh Sang", "BÙI thanh SANG", '"bui thanh sang"']
    for query in cases:
        assert set(_titles(query)) == {"Đường sắt tốc độ cao qua Gia Lai", "Cảng cá Quy Nhơn"}


def test_a_compound_ranks_above_its_scattered_syllables(railway: Newsroom) -> None:
    assert _titles("đường sắt") == ["Đường sắt tốc độ cao qua Gia Lai", "Đường làng và nhà máy sắt thép"]


def test_the_title_counts_above_the_text(newsroom: Newsroom) -> None:
    newsroom.article("Chuyện làng", "Lũ về trong đêm, nước dâng cao.")
    newsroom.article("Lũ về trong đêm", "Nước dâng cao ở làng.")
    assert _titles("lũ") == ["Lũ về trong đêm", "Chuyện làng"]


def test_the_article_with_all_words_ranks_above_those_with_some(newsroom: Newsroom) -> None:
    newsroom.article("Cà phê", "Giá cà phê, cà phê và cà phê.")
    newsroom.article("Xuất khẩu", "Giá cà phê xuất khẩu tăng.")
    newsroom.article("Xuất khẩu gạo", "Xuất khẩu gạo, giá gạo.")
    assert _titles("giá cà phê xuất khẩu")[0] == "Xuất khẩu"


def test_a_rare_word_counts_above_a_common_one(newsroom: Newsroom) -> None:
    for number in range(6):
        newsroom.article(f"Tin {number}", "Hội nghị họp ở tỉnh.")
    newsroom.article("Tin voi", "Voi rừng về gần tỉnh.")
    newsroom.article("Tin họp", "Hội nghị họp, họp và họp ở tỉnh.")
    assert _titles("voi họp tỉnh", page_size=1) == ["Tin voi"]


def test_one_word_of_two_is_taken_only_in_place_of_nothing(railway: Newsroom) -> None:
    assert set(_titles("đường sawts")) == {"Đường sắt tốc độ cao qua Gia Lai", "Đường làng và nhà máy sắt thép"}
    assert not search(SearchRequest(query="cảng cá")).widened


def test_a_query_may_mix_words_with_and_without_marks(railway: Newsroom) -> None:
    cases = ["bui Thanh sang", "Bùi thanh Sang", "bùi THANH sang"]
    for query in cases:
        assert set(_titles(query)) == {"Đường sắt tốc độ cao qua Gia Lai", "Cảng cá Quy Nhơn"}


def test_a_query_typed_in_decomposed_letters_is_the_same(railway: Newsroom) -> None:
    assert _titles(unicodedata.normalize("NFD", '"đường sắt" tốc độ')) == ["Đường sắt tốc độ cao qua Gia Lai"]


def test_a_phrase_half_marked_is_strict_where_it_was_marked(newsroom: Newsroom) -> None:
    newsroom.article("Một", "Đường sắt mới.")
    newsroom.article("Hai", "Dưỡng sát mới.")
    assert _titles('"đường sat"') == ["Một"]
    assert set(_titles('"duong sat"')) == {"Một", "Hai"}


def test_a_phrase_spans_no_other_word_nor_turns_round(railway: Newsroom) -> None:
    assert _titles('"sắt đường"') == []
    assert _titles('"đường làng máy"') == []


def test_an_excluded_phrase_keeps_its_scattered_words(railway: Newsroom) -> None:
    assert _titles('sắt -"đường sắt"') == ["Đường làng và nhà máy sắt thép"]


def test_exclusions_alone_take_from_everything(railway: Newsroom) -> None:
    assert len(_titles("-sắt")) == 3


def test_a_phrase_takes_only_neighbours(railway: Newsroom) -> None:
    assert _titles('"đường sắt"') == ["Đường sắt tốc độ cao qua Gia Lai"]


def test_an_is_found_though_english_drops_it(railway: Newsroom) -> None:
    assert _titles("an giang") == ["Công an An Giang bắt nhóm trộm"]


def test_both_tone_placements_find_the_same(railway: Newsroom) -> None:
    cases = ["hoà bình", "hòa bình", "hoa binh"]
    for query in cases:
        assert _titles(query) == ["Hoà bình ở Ý"]


def test_exact_marks_are_strict_when_asked(railway: Newsroom) -> None:
    assert _titles("sat") != []
    assert _titles("sat", exact=True) == []


def test_a_typed_mark_ranks_its_syllable_first(newsroom: Newsroom) -> None:
    newsroom.article("Chuyện ban", "Ban ngày.")
    newsroom.article("Chuyện bàn", "Bàn ghế.")
    assert _titles("bàn") == ["Chuyện bàn", "Chuyện ban"]


def test_what_a_minus_excludes_is_not_found(railway: Newsroom) -> None:
    assert _titles("bui thanh sang -cảng") == ["Đường sắt tốc độ cao qua Gia Lai"]


def test_one_wrong_word_hides_nothing_and_is_told(railway: Newsroom) -> None:
    page = search(SearchRequest(query="đường sắt tốc độ caaao"))
    assert page.hits[0].article.title == "Đường sắt tốc độ cao qua Gia Lai"
    assert page.widened


def test_captions_are_searched(newsroom: Newsroom) -> None:
    newsroom.article("Lễ hội", "Đông vui.", captions=[{"text": "Nghệ nhân đánh chiêng", "credit": "BNG"}])
    assert _titles("chiêng") == ["Lễ hội"]


def test_facets_count_the_articles_found(railway: Newsroom) -> None:
    page = search(SearchRequest(query="bui thanh sang"))
    assert _facet(page, "person") == {"Bùi Thanh Sang": 2, "Hà Kim Ngân": 1}
    assert _facet(page, "place") == {"Gia Lai": 1, "Quy Nhơn": 1}
    assert _facet(page, "year") == {"2024": 2}


def test_two_people_mean_articles_with_both(railway: Newsroom) -> None:
    both = (Choice("person", _entity("Bùi Thanh Sang")), Choice("person", _entity("Hà Kim Ngân")))
    assert _titles(choices=both) == ["Cảng cá Quy Nhơn"]


def test_two_sources_mean_either_and_each_keeps_its_count(railway: Newsroom) -> None:
    page = search(SearchRequest(choices=(Choice("source", "tin-mien-trung"),)))
    assert page.total == 2
    assert _facet(page, "source") == {"Tin Miền Trung": 2, "Báo Sông Ba": 1}
    assert len(_titles(choices=(Choice("source", "tin-mien-trung"), Choice("source", "bao-song-ba")))) == 3


def test_an_excluded_value_is_kept_out(railway: Newsroom) -> None:
    kept_out = (Choice("person", _entity("Hà Kim Ngân"), excluded=True),)
    assert _titles("bui thanh sang", choices=kept_out) == ["Đường sắt tốc độ cao qua Gia Lai"]


def test_counts_are_those_of_the_articles_that_are_left(railway: Newsroom) -> None:
    page = search(SearchRequest(choices=(Choice("source", "tin-mien-trung"), Choice("year", "2024"))))
    assert page.total == 1
    assert _facet(page, "person") == {"Bùi Thanh Sang": 1, "Hà Kim Ngân": 1}
    assert _facet(page, "source") == {"Tin Miền Trung": 1, "Báo Sông Ba": 1}
    assert _facet(page, "year") == {"2024": 1, "2023": 1}


def test_choosing_a_value_gives_as_many_articles_as_it_counted(railway: Newsroom) -> None:
    counted = {value.choice: value.count for result in search(SearchRequest()).facets for value in result.values}
    assert {choice.facet for choice in counted} >= {"person", "source", "year"}
    assert {choice: search(SearchRequest(choices=(choice,))).total for choice in counted} == counted


def test_a_source_can_be_kept_out(railway: Newsroom) -> None:
    page = search(SearchRequest(choices=(Choice("source", "tin-mien-trung", excluded=True),)))
    assert page.total == 3
    assert "Cảng cá Quy Nhơn" not in {hit.article.title for hit in page.hits}


def test_authors_and_sections_narrow(newsroom: Newsroom) -> None:
    newsroom.article("Một", authors=["Lê Nam, Hà Nội", "An Bình"], section="Thời sự")
    newsroom.article("Hai", authors=["An Bình"], section="Thể thao")
    assert _facet(search(SearchRequest()), "author") == {"An Bình": 2, "Lê Nam, Hà Nội": 1}
    assert _titles(choices=(Choice("author", "Lê Nam, Hà Nội"),)) == ["Một"]
    assert set(_titles(choices=(Choice("section", "thoi-su"), Choice("section", "the-thao")))) == {"Một", "Hai"}


def test_a_person_named_often_counts_once_an_article(newsroom: Newsroom) -> None:
    newsroom.article("Lan Chi và Lan Chi", "Lan Chi, Lan Chi.", people=["Lan Chi"])
    assert _facet(search(SearchRequest()), "person") == {"Lan Chi": 1}


def test_facets_are_exact_over_many_commits(newsroom: Newsroom) -> None:
    """Many small segments: each article is a commit of its own, and some are replaced or removed later."""
    for number in range(24):
        name = "Lan Chi" if number % 3 else "Minh"
        newsroom.article(f"Tin {number}", f"Bạn {name}.", people=[name], published="2024-06-14")
    changed, removed = Article.objects.get(title="Tin 1"), Article.objects.get(title="Tin 0")
    Article.objects.filter(pk=changed.pk).update(authors=["An"])
    Article.objects.filter(pk=removed.pk).delete()
    update_index([changed.pk, removed.pk])
    page = search(SearchRequest())
    assert page.total == 23
    assert _facet(page, "person") == {"Lan Chi": 16, "Minh": 7}
    assert _facet(page, "author") == {"An": 1}
    assert [(month.first, month.count) for month in page.histogram] == [(date(2024, 6, 1), 23)]


def test_a_facet_offers_its_most_frequent_values(newsroom: Newsroom) -> None:
    for number in range(FACET_VALUES + 3):
        newsroom.article(f"Tin {number}", source=f"Nguồn {number:02}")
    newsroom.article("Tin cuối", source="Nguồn 22")
    offered = _facet(search(SearchRequest()), "source")
    assert len(offered) == FACET_VALUES
    assert next(iter(offered.items())) == ("Nguồn 22", 2)
    assert list(offered)[1:4] == ["Nguồn 00", "Nguồn 01", "Nguồn 02"]


def test_the_histogram_has_the_months_of_what_was_found_in_order(railway: Newsroom) -> None:
    def months(**state: object) -> list[tuple[str, int]]:
        page = search(SearchRequest(**state))  # type: ignore[arg-type]
        return [(f"{month.first:%Y-%m}", month.count) for month in page.histogram]

    assert months() == [("2022-01", 1), ("2023-05", 1), ("2024-06", 2)]
    assert months(query="sắt") == [("2023-05", 1), ("2024-06", 1)]
    assert months(choices=(Choice("source", "tin-mien-trung"),)) == [("2023-05", 1), ("2024-06", 1)]
    assert months(until=date(2023, 12, 31)) == [("2022-01", 1), ("2023-05", 1)]
    assert months(query="không có") == []


def test_a_year_alone_is_in_no_month(newsroom: Newsroom) -> None:
    article = newsroom.article("Tin xưa", published="1954-01-01")
    Article.objects.filter(pk=article.pk).update(date_precision=DatePrecision.YEAR)
    update_index([article.pk])
    page = search(SearchRequest())
    assert page.histogram == []
    assert _facet(page, "year") == {"1954": 1}


def test_an_unknown_choice_finds_nothing(railway: Newsroom) -> None:
    assert _titles(choices=(Choice("person", "nobody"),)) == []


def test_days_narrow_both_ends_included(railway: Newsroom) -> None:
    assert _titles(since=date(2024, 6, 14), until=date(2024, 6, 14)) == ["Đường sắt tốc độ cao qua Gia Lai"]


def test_days_may_be_open_at_either_end(railway: Newsroom) -> None:
    cases = [
        (date(2024, 6, 15), None, 1),
        (None, date(2023, 5, 2), 2),
        (date(2023, 5, 2), date(2024, 6, 14), 2),
        (date(2024, 6, 16), None, 0),
        (date(2024, 6, 15), date(2024, 6, 14), 0),
        (date.min, date.max, 4),
    ]
    for since, until, found in cases:
        assert search(SearchRequest(since=since, until=until)).total == found


def test_an_hour_before_midnight_belongs_to_its_day_in_vietnam(newsroom: Newsroom) -> None:
    newsroom.article("Khuya", published="2024-06-14T23:30")
    newsroom.article("Sớm", published="2024-06-14T00:30")
    assert set(_titles(since=date(2024, 6, 14), until=date(2024, 6, 14))) == {"Khuya", "Sớm"}
    assert _titles(sort=Sort.NEWEST) == ["Khuya", "Sớm"]


def test_sorted_by_date_the_undated_come_last(railway: Newsroom) -> None:
    newest = _titles(sort=Sort.NEWEST)
    assert newest[0] == "Cảng cá Quy Nhơn"
    assert newest[-1] == "Hoà bình ở Ý"
    assert _titles(sort=Sort.OLDEST)[0] == "Công an An Giang bắt nhóm trộm"


def test_pages_part_the_hits(railway: Newsroom) -> None:
    first, second = (_titles(page_size=3, page=page) for page in (1, 2))
    assert len(first) == 3
    assert len(second) == 2
    assert not set(first) & set(second)


@pytest.mark.parametrize("sort", list(Sort))
def test_deep_pages_show_each_article_once(newsroom: Newsroom, sort: Sort) -> None:
    for number in range(30):
        newsroom.article(f"Tin {number}", "Đường sắt.", published=f"2024-06-{number % 5 + 1:02}")
    pages = [_titles("đường", sort=sort, page_size=4, page=page) for page in range(1, 9)]
    shown = [title for page in pages for title in page]
    assert [len(page) for page in pages] == [4] * 7 + [2]
    assert len(set(shown)) == 30


def test_a_page_beyond_the_last_is_empty(railway: Newsroom) -> None:
    assert _titles(page=400) == []


def test_a_deleted_article_is_not_found(railway: Newsroom, django_capture_on_commit_callbacks: object) -> None:
    article = Article.objects.get(title="Cảng cá Quy Nhơn")
    pk = article.pk
    article.delete()
    update_index([pk])
    assert _titles("cảng cá") == []
    assert _facet(search(SearchRequest()), "person") == {"Bùi Thanh Sang": 1}


def test_a_withdrawn_article_is_not_found(railway: Newsroom) -> None:
    article = Article.objects.get(title="Cảng cá Quy Nhơn")
    Article.objects.filter(pk=article.pk).update(withdrawn=True)
    update_index([article.pk])
    assert _titles("cảng cá") == []


def test_a_changed_article_is_found_by_its_new_text_alone(railway: Newsroom) -> None:
    article = Article.objects.get(title="Cảng cá Quy Nhơn")
    Article.objects.filter(pk=article.pk).update(title="Chợ hoa Huế")
    update_index([article.pk])
    assert _titles("chợ hoa") == ["Chợ hoa Huế"]
    assert _titles('"cảng cá"') == []


def test_any_query_is_answered(railway: Newsroom) -> None:
    cases = [
        "",
        "***",
        '"',
        "a" * 5000,
        "\x00",
        "🦀",
        "((()",
        "-",
        "người:",
        "\ud83d",
        "a*",
        "~",
        "[a TO b]",
        "AND OR NOT",
        "x^2",
        "ﬁ",
        "Ⅷ",
        '-""',
        "\u0300",
    ]
    for query in cases:
        page = search(SearchRequest(query=query))
        assert len(page.hits) == page.total <= Article.objects.count()


@pytest.mark.parametrize("query", ["", "đường sắt", '"đường sắt"', "-sắt", '"a'])
@pytest.mark.parametrize("sort", list(Sort))
def test_an_empty_archive_answers(newsroom: Newsroom, query: str, sort: Sort) -> None:
    page = search(SearchRequest(query=query, sort=sort, since=date(2024, 1, 1)))
    assert (page.total, page.hits, page.histogram) == (0, [], [])
    assert [result.values for result in page.facets] == [[] for _ in FACETS]


@pytest.mark.django_db
def test_without_an_index_the_search_fails_aloud() -> None:
    with pytest.raises(SearchFailed, match="no search index"):
        search(SearchRequest(query="đường sắt"))


def _queries(request: SearchRequest) -> int:
    with CaptureQueriesContext(connection) as captured:
        search(request)
    return len(captured)


def test_more_hits_take_no_more_sql_queries(newsroom: Newsroom) -> None:
    drivers = [
        f"Trần {name}" for name in ("An", "Bình", "Chi", "Dũng", "Giang", "Hà", "Hải", "Hoa", "Hùng", "Lan", "Mai")
    ]
    for name in drivers[:3]:
        newsroom.article(f"Tàu của {name}", people=[name], source=f"Báo {name}", section=f"Mục {name}")
    few = _queries(SearchRequest(query="tàu"))
    for name in drivers[3:]:
        newsroom.article(f"Tàu của {name}", people=[name], source=f"Báo {name}", section=f"Mục {name}")
    assert _queries(SearchRequest(query="tàu")) == few == 4


def test_an_article_without_a_lead_is_ranked_among_the_others(newsroom: Newsroom) -> None:
    newsroom.article("Cảng cá", "Tàu vào.", lead="Sáng nay cảng cá đông.")
    newsroom.article("Cảng hàng", "Tàu ra.")
    scores = [hit.score for hit in search(SearchRequest(query="cảng tàu")).hits]
    assert len(scores) == 2
    assert all(score > 0 for score in scores)
