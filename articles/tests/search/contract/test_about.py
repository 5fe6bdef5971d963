"""Articles about a person, place or organisation, told from those that merely mention it."""

from dataclasses import replace

import pytest

from articles.entities.deciding import Proposal, decide
from articles.models import DecisionKind, Entity
from articles.search import (
    FACET_BY_NAME,
    Choice,
    SearchRequest,
    articles_about,
    drain,
    entity_profile,
    facet_value_page,
    read_query,
    search,
)
from articles.tests.making import Newsroom

_LONG = "Hội nghị bàn về giá lúa, giá phân bón và nước tưới cho vụ hè thu. " * 20


@pytest.fixture
def bridge(newsroom: Newsroom) -> Newsroom:
    """Two articles that mention Trần Văn Bình: one is about him, the other about Hà Nội."""
    newsroom.article(
        "Ông Trần Văn Bình từ chức", "Ông Trần Văn Bình thôi việc.", people=["Trần Văn Bình"], published="2023-01-02"
    )
    newsroom.article(
        "Hà Nội xây cầu mới",
        _LONG + "Ông Trần Văn Bình cũng dự.",
        people=["Trần Văn Bình"],
        places=["Hà Nội"],
        published="2023-01-03",
    )
    return newsroom


def _titles(request: SearchRequest) -> list[str]:
    return [hit.article.title for hit in search(request).hits]


def _choice(name: str) -> Choice:
    return Choice("about", str(Entity.objects.get(name=name).pk))


def test_choosing_it_leaves_out_articles_that_merely_mention_it(bridge: Newsroom) -> None:
    choice = _choice("Trần Văn Bình")
    mentioned = SearchRequest(choices=(Choice("person", choice.value),))
    assert len(_titles(mentioned)) == 2
    assert _titles(SearchRequest(choices=(choice,))) == ["Ông Trần Văn Bình từ chức"]


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ('về:"Trần Văn Bình"', ["Ông Trần Văn Bình từ chức"]),
        ('about:"tran van binh"', ["Ông Trần Văn Bình từ chức"]),
        ("ve:Bình", ["Ông Trần Văn Bình từ chức"]),
        ('về:"Hà Nội"', ["Hà Nội xây cầu mới"]),
        ('người:Bình -về:"Trần Văn Bình"', ["Hà Nội xây cầu mới"]),
    ],
)
def test_a_query_can_ask_for_it(bridge: Newsroom, query: str, titles: list[str]) -> None:
    assert _titles(SearchRequest(query=query)) == titles


def test_an_exact_name_finds_only_what_has_it(bridge: Newsroom) -> None:
    bridge.article("Đại học Hà Nội tuyển sinh", organizations=["Đại học Hà Nội"])
    assert _titles(SearchRequest(query='về:"Hà Nội"')) == ["Hà Nội xây cầu mới"]


def test_main_names_of_every_kind_are_counted(bridge: Newsroom) -> None:
    facets = {result.facet.name: result.values for result in search(SearchRequest()).facets}
    assert {(value.label, value.count) for value in facets["about"]} == {("Trần Văn Bình", 1), ("Hà Nội", 1)}
    assert [(value.label, value.count) for value in facets["person"]] == [("Trần Văn Bình", 2)]


def test_a_main_name_is_found_among_all(bridge: Newsroom) -> None:
    page = facet_value_page(SearchRequest(), FACET_BY_NAME["about"], typed="ha n")
    assert [(value.label, value.count) for value in page.values] == [("Hà Nội", 1)]


def test_the_profile_tells_both_counts(bridge: Newsroom) -> None:
    entity = Entity.objects.get(name="Trần Văn Bình")
    profile = entity_profile(entity, articles_about(entity))
    assert (profile.mentioned, profile.about, profile.total) == (2, 1, 1)
    assert [article.title for article in profile.articles] == ["Ông Trần Văn Bình từ chức"]


def test_a_merged_name_leads_to_articles_about_the_whole(bridge: Newsroom) -> None:
    part, whole = Entity.objects.get(name="Trần Văn Bình"), Entity.objects.get(name="Hà Nội")
    choice = _choice("Trần Văn Bình")
    decide(Proposal(DecisionKind.MERGE, part, target=whole), None)
    drain()
    read = read_query(SearchRequest(choices=(choice,)))
    assert read.request.choices == (Choice("about", str(whole.pk)),)
    assert search(read).total == 2


def test_an_article_on_a_former_province_is_about_that_of_today(newsroom: Newsroom) -> None:
    newsroom.article("Cà phê", _LONG + "Cũng có ở Gia Lai.", places=["Gia Lai"])
    newsroom.article("Lũ ở Bình Định", places=["Bình Định"])
    asked = SearchRequest(choices=(_choice("Gia Lai"),))
    assert _titles(asked) == []
    assert _titles(replace(asked, todays_provinces=True)) == ["Lũ ở Bình Định"]
