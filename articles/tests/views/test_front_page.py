import re
from datetime import date

import pytest
from django.test import Client

from articles.models import Article, Entity
from articles.search import SearchFailed
from articles.tests.making import Newsroom
from articles.tests.views.conftest import Cast, one_line


def test_the_latest_come_first_and_those_without_a_date_are_linked(client: Client, cast: Cast) -> None:
    page = one_line(client.get("/").text)
    assert page.index(cast.meeting.title) < page.index(cast.morning.title) < page.index(cast.visit.title)
    assert cast.undated.title not in page
    assert 'href="/undated/"' in page


def test_the_months_of_the_latest_year_are_offered_and_all_years(client: Client, cast: Cast) -> None:
    page = client.get("/").content.decode()
    assert 'href="/2023/07/"' in page
    assert 'href="/2023/06/"' not in page
    assert 'href="/2022/"' in page


def test_an_empty_archive_has_a_front_page(client: Client, db: None) -> None:
    assert "Kho chưa có bài nào rõ ngày." in client.get("/").content.decode()


def test_a_withdrawn_article_is_not_shown(client: Client, cast: Cast) -> None:
    Article.objects.filter(pk=cast.meeting.pk).update(withdrawn=True)
    assert cast.meeting.title not in client.get("/").content.decode()


def test_browsing_lists_sections_in_the_order_of_the_alphabet(client: Client, cast: Cast) -> None:
    page = client.get("/browse/").content.decode()
    places = [page.index(f">{name}<") for name in ("Kinh tế", "Thế giới", "Thời sự", "Văn hóa")]
    assert places == sorted(places)


def test_the_curve_of_the_archive_leads_to_its_numbers_and_to_what_it_holds(client: Client, cast: Cast) -> None:
    page = one_line(client.get("/").text)
    assert "Tháng 7/2023: 3 bài" in page
    assert 'href="/search/over-time/"' in page
    assert 'href="/holdings/"' in page


def test_this_day_in_past_years_has_the_story_that_most_articles_tell(
    client: Client, newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("articles.views.front_page.localdate", lambda: date(2024, 2, 29))
    newsroom.article("Tin hôm nay", published="2024-02-29")
    newsroom.article("Tin lẻ 2020", published="2020-02-29T06:00")
    told = newsroom.article("Lũ 2020", published="2020-02-29T09:00")
    newsroom.article("Lũ 2020, báo khác", published="2020-02-28", story=told)
    newsroom.article("Hôm trước", published="2019-02-28")
    newsroom.article("Năm nhuận khác", published="2016-02-29")
    section = one_line(client.get("/").text).partition("Ngày này năm xưa: 29/2")[2].partition("</section>")[0]
    assert re.findall(r'lang="vi">([^<]*)<', section) == ["Lũ 2020", "Năm nhuận khác"]
    assert 'href="/2020/02/29/"' in section


def test_without_such_a_day_there_is_no_heading_for_it(client: Client, cast: Cast) -> None:
    assert "Ngày này năm xưa" not in client.get("/").text


def test_who_is_named_most_up_to_the_latest_article_is_told_against_before(client: Client, cast: Cast) -> None:
    page = one_line(client.get("/").text)
    assert "Được nhắc nhiều nhất trong 7 ngày đến 14/7/2023" in page
    person = cast.entity("Bùi Thanh Sơn")
    named = page.partition(f'href="{person.get_absolute_url()}"')[2][:300]
    assert "1 bài" in named
    assert "trước đó: 0" in named


def test_the_map_of_the_archive_leads_to_the_articles_of_each_province(client: Client, newsroom: Newsroom) -> None:
    newsroom.article("Lũ ở Gia Lai", places=["Gia Lai"], published="2016-05-30")
    page = one_line(client.get("/").text)
    assert f'href="/search/?place={Entity.objects.get(name="Gia Lai").pk}"' in page
    assert "Gia Lai: 1 bài" in page
    assert "Hoàng Sa" in page


def test_without_an_index_the_front_page_has_its_articles(
    client: Client, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail() -> None:
        raise SearchFailed("damaged")

    monkeypatch.setattr("articles.views.front_page.whole_months", fail)
    page = one_line(client.get("/").text)
    assert cast.meeting.title in page
    assert "data-histogram" not in page
