from django.test import Client

from articles.models import Article
from articles.tests.views.conftest import Cast


def test_the_latest_come_first_and_those_without_a_date_are_linked(client: Client, cast: Cast) -> None:
    page = client.get("/").content.decode()
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
