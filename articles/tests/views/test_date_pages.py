from re import findall

import pytest
from django.test import Client

from articles.models import Article, DatePrecision
from articles.tests.making import Newsroom
from articles.tests.views.conftest import Cast, CountQueries, Write, one_line


def get(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return str(response.content.decode())


def test_a_day_lists_its_articles_with_its_weekday(client: Client, cast: Cast) -> None:
    page = one_line(get(client, "/2023/07/14/"))
    assert '<h1 class="page-title">Thứ Sáu, 14/7/2023</h1>' in page
    assert page.index(cast.meeting.title) < page.index(cast.morning.title)
    assert cast.visit.title not in page


def test_steps_lead_to_the_nearest_days_that_have_articles(client: Client, cast: Cast) -> None:
    assert '<a rel="prev" href="/2022/06/14/">' in get(client, "/2023/07/14/")
    assert '<a rel="next" href="/2023/07/14/">' in get(client, "/2022/06/14/")


def test_a_day_is_one_of_vietnam(client: Client, newsroom: Newsroom) -> None:
    late = newsroom.article("Đêm muộn", "Nửa đêm.", published="2023-07-15T00:30")
    assert late.title in get(client, "/2023/07/15/")


def test_a_day_without_articles_leads_to_its_neighbours(client: Client, cast: Cast) -> None:
    response = client.get("/2023/01/01/")
    assert response.status_code == 404
    assert 'href="/2022/06/14/"' in response.content.decode()
    assert "Kho không có bài nào của ngày này" in response.content.decode()


def test_a_day_tells_of_the_same_day_in_other_years(client: Client, newsroom: Newsroom) -> None:
    newsroom.article("Tin lẻ 2020", published="2020-02-29T06:00")
    told = newsroom.article("Lũ 2020", published="2020-02-29T09:00")
    newsroom.article("Lũ 2020, báo khác", published="2020-02-28", story=told)
    newsroom.article("Hôm trước", published="2019-02-28")
    newsroom.article("Tin 2024", published="2024-02-29")
    for address, status, shown in (
        ("/2016/02/29/", 404, [("2024", "Tin 2024", "1"), ("2020", "Lũ 2020", "2")]),
        ("/2024/02/29/", 200, [("2020", "Lũ 2020", "2")]),
    ):
        response = client.get(address)
        assert response.status_code == status
        section = one_line(response.text).partition("Ngày này năm xưa: 29/2")[2].partition("</section>")[0]
        assert findall(r'/">(\d+)</a>.*?lang="vi">([^<]*)</a>.*?(\d+) bài', section) == shown
    assert "Ngày này năm xưa" not in client.get("/2020/03/01/").text


def test_an_article_known_by_month_is_not_of_its_first_day(client: Client, cast: Cast) -> None:
    assert client.get("/2023/07/01/").status_code == 404
    page = get(client, "/2023/07/")
    assert "Không rõ ngày trong tháng" in page
    assert cast.month_only.title in page


def test_a_month_is_a_calendar_with_counts(client: Client, cast: Cast) -> None:
    page = one_line(get(client, "/2023/07/"))
    day = '<span class="calendar-day">14</span> <span class="count"> 2<span class="calendar-word"> bài</span>'
    assert f'<a href="/2023/07/14/"> {day}' in page
    assert 'href="/2023/07/13/"' not in page
    assert "3 bài" in page
    assert '<a rel="prev" href="/2022/06/">← Tháng 6/2022</a>' in page


def test_a_year_has_its_months_with_counts(client: Client, cast: Cast) -> None:
    page = get(client, "/2023/")
    assert 'href="/2023/07/"' in page
    assert 'href="/2023/06/"' not in page
    assert '<a rel="prev" href="/2022/">' in page


def test_an_article_known_by_year_is_listed_with_the_year_alone(client: Client, cast: Cast) -> None:
    Article.objects.filter(pk=cast.visit.pk).update(date_precision=DatePrecision.YEAR, published_on="2022-01-01")
    assert "Chỉ rõ năm" in get(client, "/2022/")
    assert client.get("/2022/01/").status_code == 404


@pytest.mark.parametrize("address", ["/2023/02/30/", "/2023/13/", "/2021/", "/2021/01/", "/0000/", "/9999/12/31/"])
def test_what_no_calendar_or_archive_has_is_a_404(client: Client, cast: Cast, address: str) -> None:
    assert client.get(address).status_code == 404


@pytest.mark.parametrize("address", ["/2023/07/14/?page=x", "/2023/07/14/?page=9", "/2023/07/?page=0"])
def test_a_page_that_is_not_there_is_a_404(client: Client, cast: Cast, address: str) -> None:
    assert client.get(address).status_code == 404


@pytest.mark.parametrize(
    "address", ["/", "/2023/07/14/", "/2023/07/", "/2023/", "/section/thoi-su/", "/source/bao-gia-lai/"]
)
def test_queries_do_not_grow_with_articles(address: str, many: Write, count_queries: CountQueries) -> None:
    many(5)
    few = count_queries(address)
    many(20)
    assert count_queries(address) == few


@pytest.mark.parametrize("address", ["/2023/07/14/", "/2023/07/", "/2023/", "/undated/", "/"])
def test_only_reading_is_allowed(client: Client, cast: Cast, address: str) -> None:
    assert client.post(address).status_code == 405
    assert client.head(address).status_code == 200
