"""Suspected duplicates: found, shown side by side, merged or kept apart, and not asked about again."""

import pytest
from django.contrib.auth.models import User
from django.test import Client

from articles.importing.running.article_decisions import undo_article_decision
from articles.models import Article, ArticleDecision
from articles.search import SearchRequest, search
from articles.tests.making import Newsroom

pytestmark = pytest.mark.django_db(transaction=True)

LIST = "/admin/articles/article/to-do/duplicates/"


@pytest.fixture
def story(newsroom: Newsroom) -> list[Article]:
    """Write one report of an agency as four newspapers, two of them without a name, and one paper twice, print it."""
    first = newsroom.article("Cảng cá Cửa Lò mở cửa", "Tàu vào ra tấp nập.", source="Báo Án")
    others = [
        newsroom.article("Cảng cá Cửa Lò mở lại", "Tàu vào ra tấp nập.", source="Báo Biển", story=first),
        newsroom.article(
            "Cảng cá Cửa Lò mở cửa trở lại",
            "Tàu vào ra tấp nập.",
            source="Báo Biển",
            story=first,
            authors=["Hà My"],
            published="2022-06-14",
        ),
    ]
    return [first, *others]


def pairs(client: Client) -> list[tuple[int, int]]:
    return [(later.pk, earlier.pk) for later, earlier in client.get(LIST).context["pairs"]]


def decide(client: Client, later: Article, earlier: Article, **choice: str) -> str:
    return client.post(f"{LIST}{later.pk}/{earlier.pk}/", choice, follow=True).text


def test_only_articles_of_one_newspaper_are_suspected(admin_client: Client, story: list[Article]) -> None:
    first, copy, again = story
    assert pairs(admin_client) == [(again.pk, copy.pk)]
    Article.objects.filter(pk=first.pk).update(source=None)
    assert pairs(admin_client) == [(again.pk, first.pk), (copy.pk, first.pk)]


def test_a_pair_stands_side_by_side_with_what_differs_marked(admin_client: Client, story: list[Article]) -> None:
    _first, copy, again = story
    page = admin_client.get(f"{LIST}{again.pk}/{copy.pk}/").text
    assert "<ins>cửa trở </ins>" in page
    assert "<ins>Hà My</ins>" in page


def test_two_articles_that_nobody_suspects_are_not_decided_about(
    admin_client: Client, story: list[Article], newsroom: Newsroom
) -> None:
    first, copy, again = story
    other = newsroom.article("Chợ nổi đông khách", "Ghe thuyền tấp nập.", source="Báo Biển")
    for later, earlier in ((again, again), (copy, again), (again, first), (other, copy)):
        pair = f"{LIST}{later.pk}/{earlier.pk}/"
        assert admin_client.get(pair).status_code == 404
        assert admin_client.post(pair, {"keep": "1"}).status_code == 404
    assert not ArticleDecision.objects.exists()


def test_an_article_without_a_source_is_shown_beside_any_of_its_story(
    admin_client: Client, story: list[Article]
) -> None:
    first, copy, _again = story
    Article.objects.filter(pk=first.pk).update(source=None)
    assert admin_client.get(f"{LIST}{copy.pk}/{first.pk}/").status_code == 200


def test_a_pair_that_is_kept_is_not_asked_about_again(admin_client: Client, story: list[Article]) -> None:
    _first, copy, again = story
    assert "Giữ cả hai bài" in decide(admin_client, again, copy, keep="1")
    assert pairs(admin_client) == []
    undo_article_decision(ArticleDecision.objects.get(), User.objects.get())
    assert pairs(admin_client) == [(again.pk, copy.pk)]


def test_a_merge_hides_one_completes_the_other_and_leads_readers_there(
    admin_client: Client, client: Client, story: list[Article]
) -> None:
    _first, copy, again = story
    decide(admin_client, again, copy, merge=str(copy.pk))
    copy.refresh_from_db()
    assert (copy.authors, copy.known_day, copy.title) == (["Hà My"], "2022-06-14", "Cảng cá Cửa Lò mở lại")
    assert copy.revisions.get().made_by_name == "admin"
    assert search(SearchRequest(query="cảng cá")).total == 2
    answer = client.get(f"/article/{again.pk}/")
    assert (answer.status_code, answer["Location"]) == (301, copy.get_absolute_url())
    assert pairs(admin_client) == []

    undo = {"action": "undo_chosen", "_selected_action": ArticleDecision.objects.get().pk}
    admin_client.post("/admin/articles/articledecision/", undo)
    assert client.get(again.get_absolute_url()).status_code == 200
    assert search(SearchRequest(query="cảng cá")).total == 3


def test_the_page_of_a_merged_article_does_not_name_the_other_once_that_is_withdrawn(
    admin_client: Client, client: Client, story: list[Article]
) -> None:
    _first, copy, again = story
    decide(admin_client, again, copy, merge=str(copy.pk))
    Article.objects.filter(pk=copy.pk).update(withdrawn=True)
    answer = client.get(f"/article/{again.pk}/")
    assert answer.status_code == 410
    assert "hai bản trong kho" in answer.text
    assert copy.title not in answer.text


def test_a_merge_with_what_is_gone_by_now_is_refused(admin_client: Client, story: list[Article]) -> None:
    _first, copy, again = story
    Article.objects.filter(pk=copy.pk).update(withdrawn=True)
    assert "vừa bị gỡ" in decide(admin_client, again, copy, merge=str(copy.pk))
    assert not ArticleDecision.objects.exists()
