import json
import re
from html import unescape
from pathlib import Path

import pytest
from django.test import Client

from articles.models import Article, Mention
from articles.tests.making import Newsroom
from articles.tests.views.conftest import Cast, CountQueries, one_line


def get(client: Client, article: Article) -> str:
    return str(client.get(article.get_absolute_url()).content.decode())


def test_names_are_linked_where_they_stand(client: Client, cast: Cast) -> None:
    address = cast.entity("Jakarta").get_absolute_url()
    page = one_line(get(client, cast.meeting))
    assert f'Tại <a class="mention kind-place" href="{address}">Jakarta</a>, ông ' in page


def test_names_are_listed_by_kind_with_how_often(client: Client, cast: Cast) -> None:
    side = get(client, cast.meeting).partition('<aside class="article-side"')[2]
    assert side.index("Nhân vật") < side.index("Địa danh") < side.index("Tổ chức")
    assert 'title="nhắc 4 lần">4<' in side


def test_verse_keeps_its_lines(client: Client, cast: Cast) -> None:
    assert '<p class="article-verse">Thơ rằng:\nSông núi nước Nam\nvua Nam ở<a' in get(client, cast.meeting)


def test_captions_are_shown_with_their_credit(client: Client, cast: Cast) -> None:
    assert '<span class="article-credit">Ảnh: BNG</span>' in get(client, cast.meeting)


def test_the_original_is_linked(client: Client, cast: Cast) -> None:
    assert 'href="https://bao.example/viet-my.html"' in get(client, cast.meeting)


def test_an_inferred_date_says_what_from(client: Client, cast: Cast) -> None:
    assert "Suy ra từ nội dung: “ngày 14.6; trong năm 2022”" in get(client, cast.visit)


def test_an_article_without_a_date_says_so(client: Client, cast: Cast) -> None:
    assert "Không rõ ngày" in get(client, cast.undated)


def test_markup_in_a_title_is_shown_not_used(client: Client, cast: Cast) -> None:
    page = get(client, cast.undated)
    assert "<b>Án" not in page
    assert "Chuyện làng &lt;b&gt;Án&lt;/b&gt;" in page


def test_the_data_for_machines_is_valid_and_closed(client: Client, cast: Cast) -> None:
    Article.objects.filter(pk=cast.meeting.pk).update(body=["</script><script>alert(1)</script>"], captions=[])
    Mention.objects.all().delete()
    page = get(client, cast.meeting)
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)
    assert found
    data = json.loads(found[1])
    assert data["@type"] == "NewsArticle"
    assert data["datePublished"] == "2023-07-14T10:15:00+07:00"
    assert data["author"] == [{"@type": "Person", "name": "Như Tâm"}]
    assert "alert(1)" in data["articleBody"]
    assert "<script>alert" not in page


def test_a_date_is_told_no_more_exactly_than_it_is_known(client: Client, cast: Cast) -> None:
    assert '"datePublished": "2023-07"' in get(client, cast.month_only)
    assert "datePublished" not in get(client, cast.undated)


def test_it_can_be_cited(client: Client, cast: Cast) -> None:
    cited = re.search(r'id="citation-text">([^<]*)<', get(client, cast.meeting))
    assert cited
    address = f"http://testserver{cast.meeting.get_absolute_url()}"
    assert cited[1] == f"Như Tâm, “{cast.meeting.title}”, Báo Gia Lai, 14/7/2023, 10:15. {address}"


def test_the_articles_before_and_after_on_the_day_are_linked(client: Client, cast: Cast) -> None:
    assert f'rel="prev" href="{cast.morning.get_absolute_url()}"' in get(client, cast.meeting)
    assert f'rel="next" href="{cast.meeting.get_absolute_url()}"' in get(client, cast.morning)
    assert "same-day" not in get(client, cast.visit)


@pytest.mark.parametrize("name", ["", "sai/", "bùi-thanh-sơn/"])
def test_another_name_in_the_address_leads_to_the_right_one(client: Client, cast: Cast, name: str) -> None:
    response = client.get(f"/article/{cast.meeting.pk}/{name}")
    assert (response.status_code, response.headers["Location"]) == (301, cast.meeting.get_absolute_url())


def test_a_table_of_the_article_is_one_on_the_page_and_in_feeds(client: Client, newsroom: Newsroom) -> None:
    text = "Bảng điểm\nĐội | Điểm\n<b>Vinh</b> | 54\nHuế | 48"
    article = newsroom.article("Vòng 9", text, places=["Huế"], published="2023-07-14")
    page = client.get(article.get_absolute_url()).text
    feed = unescape(client.get("/feeds/latest.atom").text)
    for shown in (one_line(page), one_line(feed)):
        assert "<caption> Bảng điểm </caption>" in shown
        assert '<th scope="col">Đội</th>' in shown
        assert "&lt;b&gt;Vinh&lt;/b&gt;</td>" in shown
    assert '<td ><a class="mention kind-place"' in one_line(page)
    assert "article-verse" not in page


def test_a_withdrawn_article_is_gone(client: Client, cast: Cast) -> None:
    Article.objects.filter(pk=cast.meeting.pk).update(withdrawn=True)
    response = client.get(cast.meeting.get_absolute_url())
    assert response.status_code == 410
    assert "Bài này đã được gỡ" in response.content.decode()
    assert cast.meeting.title not in response.content.decode()


@pytest.mark.parametrize("number", ["999999", "99999999999999999999999"])
def test_an_article_that_is_not_there_is_a_404_in_style(client: Client, db: None, number: str) -> None:
    response = client.get(f"/article/{number}/x/")
    assert response.status_code == 404
    assert "Không có trang này" in response.content.decode()


def test_the_story_in_other_newspapers_is_linked_the_first_published_first(client: Client, cast: Cast) -> None:
    Article.objects.filter(pk__in=[cast.morning.pk, cast.visit.pk]).update(story=cast.meeting)
    page = get(client, cast.meeting).partition("Bài này trên báo khác")[2]
    assert 0 < page.index(cast.visit.get_absolute_url()) < page.index(cast.morning.get_absolute_url())
    assert "Bài này trên báo khác" in get(client, cast.morning)
    assert "Bài này trên báo khác" not in get(client, cast.month_only)


def test_similar_articles_are_linked(client: Client, newsroom: Newsroom) -> None:
    for number in ("một", "hai"):
        newsroom.article(f"Lũ {number}", "Nước lũ dâng cao ở Gia Lai.", places=["Gia Lai"])
    one, two = Article.objects.order_by("pk")
    similar = get(client, one).partition("Bài tương tự")[2]
    assert two.get_absolute_url() in similar


@pytest.mark.usefixtures("index_on_disk")
def test_without_an_index_an_article_is_shown_without_similar_ones(client: Client, cast: Cast, tmp_path: Path) -> None:
    for file in (tmp_path / "index").glob("current"):
        file.unlink()
    assert "Bài tương tự" not in get(client, cast.meeting)


def test_queries_do_not_grow_with_names(client: Client, cast: Cast, count_queries: CountQueries) -> None:
    for article in (cast.meeting, cast.morning, cast.visit):
        assert count_queries(article.get_absolute_url()) <= 6


def test_only_reading_is_allowed(client: Client, cast: Cast) -> None:
    assert client.post(cast.meeting.get_absolute_url()).status_code == 405
    assert client.head(cast.meeting.get_absolute_url()).status_code == 200
