"""Articles of one story are one hit, on every engine."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.models import Article
from articles.search import Choice, Hit, SearchRequest, Sort, search
from articles.tests.making import Newsroom


def hits(query: str = "lũ", **state: object) -> list[Hit]:
    return search(SearchRequest(query=query, **state), grouped=True).hits  # type: ignore[arg-type]


def shown(query: str = "lũ", **state: object) -> list[tuple[str, list[str]]]:
    return [(hit.article.title, [other.title for other in hit.others]) for hit in hits(query, **state)]


@pytest.fixture
def flood(newsroom: Newsroom) -> Newsroom:
    """A story in three newspapers, of which the first stored was published last; and an article of another story."""
    first = newsroom.article("Lũ về ba", "Lũ lớn.", published="2024-06-16", source="Báo C")
    newsroom.article("Lũ về một", "Lũ lớn.", published="2024-06-14", source="Báo A", story=first)
    newsroom.article("Lũ về hai", "Lũ lớn lắm.", published="2024-06-15", source="Báo B", story=first)
    newsroom.article("Sau trận lụt", "Nước lũ rút, dân về nhà dọn bùn đất.", published="2024-07-01", source="Báo A")
    return newsroom


@pytest.mark.parametrize("sort", [Sort.RELEVANCE, Sort.OLDEST])
def test_a_story_is_one_hit_the_first_published_first(flood: Newsroom, sort: Sort) -> None:
    assert ("Lũ về một", ["Lũ về hai", "Lũ về ba"]) in shown(sort=sort)
    assert len(shown(sort=sort)) == 2


def test_the_newest_of_a_story_stands_for_it_in_a_list_of_the_newest(flood: Newsroom) -> None:
    assert shown(sort=Sort.NEWEST) == [("Sau trận lụt", []), ("Lũ về ba", ["Lũ về một", "Lũ về hai"])]


def test_a_story_stands_where_its_best_ranked_article_stands(flood: Newsroom) -> None:
    assert [title for title, _ in shown(sort=Sort.NEWEST)] == ["Sau trận lụt", "Lũ về ba"]
    assert [title for title, _ in shown(sort=Sort.OLDEST)] == ["Lũ về một", "Sau trận lụt"]


def test_only_articles_that_were_found_stand_under_a_hit(flood: Newsroom) -> None:
    assert shown(choices=(Choice("source", "bao-b"),)) == [("Lũ về hai", [])]
    assert shown("lũ lắm", exact=True)[0][0] == "Lũ về hai"
    assert shown(choices=(Choice("source", "bao-a", excluded=True),)) == [("Lũ về hai", ["Lũ về ba"])]


def test_totals_and_facets_count_articles(flood: Newsroom) -> None:
    page = search(SearchRequest(query="lũ"), grouped=True)
    assert page.total == 4
    assert {v.label: v.count for f in page.facets if f.facet.name == "source" for v in f.values} == {
        "Báo A": 2,
        "Báo B": 1,
        "Báo C": 1,
    }


def test_a_story_takes_no_place_on_the_pages_after_its_own(flood: Newsroom) -> None:
    pages = [shown(sort=Sort.OLDEST, page=number, page_size=1) for number in (1, 2, 3, 4)]
    assert pages == [[("Lũ về một", ["Lũ về hai", "Lũ về ba"])], [], [], [("Sau trận lụt", [])]]


def test_without_grouping_each_article_is_a_hit(flood: Newsroom) -> None:
    assert len(search(SearchRequest(query="lũ")).hits) == 4


def test_a_withdrawn_article_stands_nowhere(flood: Newsroom) -> None:
    Article.objects.filter(title="Lũ về một").update(withdrawn=True)
    assert ("Lũ về hai", ["Lũ về ba"]) in shown()


def test_articles_without_a_date_come_last(flood: Newsroom) -> None:
    flood.article("Lũ không ngày", "Lũ lớn.", story=Article.objects.get(title="Lũ về ba"))
    assert ("Lũ về một", ["Lũ về hai", "Lũ về ba", "Lũ không ngày"]) in shown()


def test_queries_do_not_grow_with_stories(newsroom: Newsroom) -> None:
    def count() -> int:
        with CaptureQueriesContext(connection) as captured:
            search(SearchRequest(query="lũ"), grouped=True)
        return len(captured)

    def write(number: int) -> None:
        first = newsroom.article(f"Lũ {number}", f"Lũ số {number}.", source="A")
        newsroom.article(f"Lũ nữa {number}", f"Lũ số {number}.", source="B", story=first)

    write(1)
    few = count()
    for number in range(2, 15):
        write(number)
    assert few <= 4
    assert count() <= 4
