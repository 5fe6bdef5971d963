"""Small things that a reader would trip over: one test for each."""

import pytest
from django.test import Client

from articles.models import Article
from articles.tests.making import Newsroom
from articles.tests.views.conftest import Cast, one_line


def read(client: Client, address: str) -> str:
    return one_line(client.get(address).content.decode())


def test_the_names_of_the_languages_are_composed(client: Client, db: None) -> None:
    assert "Tiếng Việt</button>" in read(client, "/help/")


def test_a_paragraph_that_repeats_the_lead_is_left_out(client: Client, newsroom: Newsroom) -> None:
    lead = "Nước lũ dâng cao ở Gia Lai, hàng trăm hộ dân phải sơ tán."
    article = newsroom.article("Lũ", "Nước lũ dâng cao ở Gia Lai, hàng trăm hộ dân phải sơ tán", "Mưa to.", lead=lead)
    text = read(client, f"{article.get_absolute_url()}?q=lũ").partition("<article")[2].partition("</article>")[0]
    assert text.count("dâng cao") == 1
    assert 'class="article-lead" id="passage-1"' in text
    assert "Mưa to." in text


def test_a_lead_with_which_a_paragraph_begins_is_left_out(client: Client, newsroom: Newsroom) -> None:
    article = newsroom.article("Lũ", "Nước lũ dâng cao. Hàng trăm hộ phải sơ tán.", lead="Nước lũ dâng cao.")
    text = read(client, article.get_absolute_url()).partition("<article")[2].partition("</article>")[0]
    assert text.count("dâng cao") == 1
    assert "article-lead" not in text


def test_marks_alone_are_suggested_only_where_they_change_the_list(client: Client, newsroom: Newsroom) -> None:
    for number in range(6):
        newsroom.article(f"Cầu Thủ Thiêm {number}", "Cầu Thủ Thiêm thông xe.", compounds=["Thủ Thiêm"])
    assert "Có phải bạn tìm" not in read(client, "/search/?q=cau+thu+thiem")


@pytest.mark.parametrize(("sort", "shown"), [("newest", "meeting"), ("oldest", "visit"), ("relevance", "visit")])
def test_a_story_shows_the_article_that_has_its_place(client: Client, cast: Cast, sort: str, shown: str) -> None:
    Article.objects.filter(pk=cast.meeting.pk).update(story=cast.visit)
    page = read(client, f"/search/?q=bui+thanh+son&sort={sort}")
    head = page.partition("<h3")[2].partition("</h3>")[0]
    assert getattr(cast, shown).get_absolute_url() in head


def test_other_papers_are_named_only_where_they_are_others(client: Client, cast: Cast) -> None:
    Article.objects.filter(pk=cast.morning.pk).update(story=cast.meeting)
    page = read(client, cast.meeting.get_absolute_url())
    assert "Bài khác cùng nội dung" in page
    assert "báo khác" not in page
    Article.objects.filter(pk=cast.visit.pk).update(story=cast.meeting)
    page = read(client, cast.meeting.get_absolute_url())
    others, same = page.partition("Bài này trên báo khác")[2].split("Bài khác cùng nội dung")
    assert cast.visit.get_absolute_url() in others
    assert cast.morning.get_absolute_url() in same
