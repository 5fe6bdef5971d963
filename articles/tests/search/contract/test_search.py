"""Search as a journalist meets it, on the engine that is set."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.models import Article, Entity
from articles.search.errors import SearchFailed
from articles.search.lifecycle import bring_up_to_date
from articles.search.request import Choice, SearchRequest, Sort
from articles.search.results import SearchPage, search
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


@pytest.mark.parametrize("query", ["bui thanh sang", "Bùi Thanh Sang", "BÙI thanh SANG", '"bui thanh sang"'])
def test_a_name_is_found_with_and_without_accents(railway: Newsroom, query: str) -> None:
    assert set(_titles(query)) == {"Đường sắt tốc độ cao qua Gia Lai", "Cảng cá Quy Nhơn"}


def test_a_compound_ranks_above_its_scattered_syllables(railway: Newsroom) -> None:
    assert _titles("đường sắt") == ["Đường sắt tốc độ cao qua Gia Lai", "Đường làng và nhà máy sắt thép"]


def test_a_phrase_takes_only_neighbours(railway: Newsroom) -> None:
    assert _titles('"đường sắt"') == ["Đường sắt tốc độ cao qua Gia Lai"]


def test_an_is_found_though_english_drops_it(railway: Newsroom) -> None:
    assert _titles("an giang") == ["Công an An Giang bắt nhóm trộm"]


@pytest.mark.parametrize("query", ["hoà bình", "hòa bình", "hoa binh"])
def test_both_tone_placements_find_the_same(railway: Newsroom, query: str) -> None:
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
    assert page.relaxed


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


def test_an_unknown_choice_finds_nothing(railway: Newsroom) -> None:
    assert _titles(choices=(Choice("person", "nobody"),)) == []


def test_days_narrow_both_ends_included(railway: Newsroom) -> None:
    assert _titles(since=date(2024, 6, 14), until=date(2024, 6, 14)) == ["Đường sắt tốc độ cao qua Gia Lai"]


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


def test_a_page_beyond_the_last_is_empty(railway: Newsroom) -> None:
    assert _titles(page=400) == []


def test_a_deleted_article_is_not_found(railway: Newsroom, django_capture_on_commit_callbacks: object) -> None:
    article = Article.objects.get(title="Cảng cá Quy Nhơn")
    pk = article.pk
    article.delete()
    bring_up_to_date([pk])
    assert _titles("cảng cá") == []
    assert _facet(search(SearchRequest()), "person") == {"Bùi Thanh Sang": 1}


def test_a_withdrawn_article_is_not_found(railway: Newsroom) -> None:
    article = Article.objects.get(title="Cảng cá Quy Nhơn")
    Article.objects.filter(pk=article.pk).update(withdrawn=True)
    bring_up_to_date([article.pk])
    assert _titles("cảng cá") == []


def test_a_changed_article_is_found_by_its_new_text_alone(railway: Newsroom) -> None:
    article = Article.objects.get(title="Cảng cá Quy Nhơn")
    Article.objects.filter(pk=article.pk).update(title="Chợ hoa Huế")
    bring_up_to_date([article.pk])
    assert _titles("chợ hoa") == ["Chợ hoa Huế"]
    assert _titles('"cảng cá"') == []


@pytest.mark.parametrize("query", ["", "***", '"', "a" * 5000, "\x00", "🦀", "((()", "-", "người:", "\ud83d"])
def test_any_query_is_answered(railway: Newsroom, query: str) -> None:
    search(SearchRequest(query=query))


def test_an_empty_archive_answers(newsroom: Newsroom) -> None:
    assert search(SearchRequest(query="đường sắt")).total == 0


@pytest.mark.django_db
def test_without_an_index_the_search_fails_aloud() -> None:
    with pytest.raises(SearchFailed, match="no search index"):
        search(SearchRequest(query="đường sắt"))


def _queries(request: SearchRequest) -> int:
    with CaptureQueriesContext(connection) as captured:
        search(request)
    return len(captured)


def test_more_hits_take_no_more_sql_queries(newsroom: Newsroom) -> None:
    for number in range(3):
        newsroom.article(f"Tàu {number}", people=[f"Tàu {number}"], source=f"Báo {number}", section=f"Mục {number}")
    few = _queries(SearchRequest(query="tàu"))
    for number in range(3, 20):
        newsroom.article(f"Tàu {number}", people=[f"Tàu {number}"], source=f"Báo {number}", section=f"Mục {number}")
    assert _queries(SearchRequest(query="tàu")) == few == 4


def test_an_article_without_a_lead_is_ranked_among_the_others(newsroom: Newsroom) -> None:
    newsroom.article("Cảng cá", "Tàu vào.", lead="Sáng nay cảng cá đông.")
    newsroom.article("Cảng hàng", "Tàu ra.")
    scores = [hit.score for hit in search(SearchRequest(query="cảng tàu")).hits]
    assert len(scores) == 2
    assert all(score > 0 for score in scores)
