import re
from datetime import date
from html import escape
from pathlib import Path

import pytest
from django.test import Client

from articles.models import Article, Entity, EntityKind, Section
from articles.search import query_string, reindex
from articles.tests.making import Newsroom
from articles.tests.views.conftest import Cast, CountQueries, Write, one_line

ADDRESS = "/search/"


def get(client: Client, query: str) -> str:
    response = client.get(f"{ADDRESS}?{query}")
    assert response.status_code == 200
    return one_line(response.content.decode())


def test_a_name_without_marks_is_found_and_marked(client: Client, cast: Cast) -> None:
    page = get(client, "q=bui+thanh+son")
    assert "<mark>Bùi Thanh Sơn</mark>" in page
    assert "<title>Tìm: bui thanh son – Kho báo</title>" in page
    assert "2 bài" in page


def test_a_page_behind_the_last_is_not_called_by_a_number(client: Client, cast: Cast) -> None:
    response = client.get(f"{ADDRESS}?q=bui+thanh+son&page=9999")
    assert response.status_code == 404
    assert "<title>Không có trang này – Kho báo</title>" in one_line(response.text)
    assert "trang 501" not in response.text


def test_a_facet_value_narrows_and_its_chip_takes_it_back(client: Client, cast: Cast) -> None:
    person = cast.entity("Antony Blinken").pk
    assert f"?q=bui+thanh+son&amp;person={person}" in get(client, "q=bui+thanh+son")
    page = get(client, f"q=bui+thanh+son&person={person}")
    assert "1 bài" in page
    assert '<a class="chip" href="?q=bui+thanh+son" title="bỏ">' in page


def test_a_facet_value_can_be_kept_out(client: Client, cast: Cast) -> None:
    person = cast.entity("Antony Blinken").pk
    found = get(client, "q=bui+thanh+son")
    assert '<form><input type="hidden" name="q" value="bui thanh son"><section' in found
    assert f'<button name="person" value="-{person}" title="Trừ Antony Blinken"></button>' in found
    page = get(client, f"q=bui+thanh+son&person=-{person}")
    assert cast.visit.title.split()[0] in page
    assert "chip excluded" in page


def test_a_name_that_was_chosen_leads_to_its_page(client: Client, cast: Cast) -> None:
    blinken = cast.entity("Antony Blinken")
    assert f'href="{blinken.get_absolute_url()}"> Tất cả về Antony Blinken' in get(client, f"person={blinken.pk}")
    assert "Tất cả về" not in get(client, f"person=-{blinken.pk}&person=99999999&person=x")


def test_the_form_keeps_what_narrows(client: Client, cast: Cast) -> None:
    page = get(client, "q=a&section=thoi-su&sort=newest&from=2022-01-01&exact=1&page=1")
    assert '<input type="hidden" name="section" value="thoi-su">' in page
    assert '<input type="hidden" name="sort" value="newest">' in page
    assert 'name="from" form="search-form" value="1/1/2022"' in page
    assert 'type="hidden" name="page"' not in page


def test_days_narrow_and_are_told(client: Client, cast: Cast) -> None:
    page = get(client, "from=2022-06-01&to=2022-06-30")
    assert "1/6/2022 – 30/6/2022" in page
    assert "1 bài" in page


@pytest.mark.parametrize(("query", "words"), [("from=2022-06-31", "2022-06-31"), ("to=hôm+qua", "hôm qua")])
def test_a_day_that_no_calendar_has_is_told(client: Client, cast: Cast, query: str, words: str) -> None:
    assert f"“{words}” không phải là một ngày có thật" in get(client, query)


def test_days_in_the_wrong_order_are_told(client: Client, cast: Cast) -> None:
    assert "Ngày đầu ở sau ngày cuối" in get(client, "from=2023-01-01&to=2022-01-01")


def test_without_a_query_the_newest_come_first(client: Client, cast: Cast) -> None:
    page = get(client, "")
    assert page.index(cast.meeting.title) < page.index(cast.visit.title)


def test_names_and_days_alone_show_the_newest_first(client: Client, cast: Cast) -> None:
    page = get(client, "q=nơi:%22Việt Nam%22+sau:2021")
    assert page.index(cast.meeting.title) < page.index(cast.visit.title)
    assert "Liên quan nhất" not in page
    assert "Liên quan nhất" in get(client, "q=nơi:%22Việt Nam%22+khách")


def test_a_date_known_by_month_is_shown_as_a_month(client: Client, cast: Cast) -> None:
    page = get(client, "q=cà+phê")
    assert '<time datetime="2023-07">tháng 7/2023</time>' in page


def test_nothing_found_comes_with_advice(client: Client, cast: Cast) -> None:
    page = get(client, "q=xyzzy&exact=1&section=thoi-su")
    assert "Không tìm thấy bài nào với “xyzzy”." in page
    assert 'href="?q=xyzzy&amp;section=thoi-su"' in page
    assert 'href="?q=xyzzy"' in page


@pytest.mark.parametrize("query", ["q=%22%3Cscript%3Ealert(1)%3C/script%3E", "person=%3Cscript%3Ealert(1)"])
def test_what_is_typed_is_escaped(client: Client, cast: Cast, query: str) -> None:
    assert "<script>alert" not in get(client, query)


@pytest.mark.parametrize("query", ["q=%00", "page=abc", "page=-1", "person=abc", "year=x", "sort=z", "q=%22%22%22"])
def test_odd_addresses_are_answered(client: Client, cast: Cast, query: str) -> None:
    assert 'id="search-form"' in get(client, query)


@pytest.mark.parametrize("page", ["2", "7", "501", "2000", "9" * 5_000])
def test_a_page_behind_the_last_says_that_there_is_none(client: Client, cast: Cast, page: str) -> None:
    response = client.get(f"/search/?q=bui+thanh+son&page={page}")
    shown = one_line(response.content.decode())
    assert response.status_code == 404
    assert "Không có trang này: danh sách có 1 trang." in shown
    assert '<a href="?q=bui+thanh+son">Đến trang cuối</a>' in shown
    assert "2 bài" in shown
    assert cast.visit.title not in shown


def test_there_are_links_to_further_pages(client: Client, many: Write) -> None:
    many(21)
    page = get(client, "q=bui+thanh+son")
    assert '<a rel="next" href="?q=bui+thanh+son&amp;page=2">' in page
    assert 'rel="prev"' in get(client, "q=bui+thanh+son&page=2")


def test_the_feed_of_the_search_is_announced(client: Client, cast: Cast) -> None:
    assert 'href="/feeds/search.rss?q=son&amp;section=thoi-su"' in get(client, "q=son&section=thoi-su")


@pytest.mark.usefixtures("index_on_disk")
def test_a_broken_index_is_told_and_the_rest_works(client: Client, cast: Cast, tmp_path: Path) -> None:
    for file in (tmp_path / "index").glob("current"):
        file.unlink()
    response = client.get("/search/?q=a")
    assert response.status_code == 503
    assert response.headers["Retry-After"]
    assert "Tạm thời chưa tìm kiếm được" in response.content.decode()
    assert client.get("/").status_code == client.get("/section/thoi-su/").status_code == 200
    assert client.get("/feeds/search.rss?q=a").status_code == 503


def test_only_reading_is_allowed(client: Client, db: None) -> None:
    assert client.post(ADDRESS).status_code == 405
    reindex()
    assert client.head(ADDRESS).status_code == 200


def test_the_articles_found_are_counted_over_time(client: Client, cast: Cast) -> None:
    page = get(client, "q=bui+thanh+son")
    assert 'href="?q=bui+thanh+son&amp;from=2022-06-01&amp;to=2022-06-30"' in page
    assert "Tháng 7/2023: 1 bài (33%)" in page
    bars = page.partition('<ol class="histogram-bars"')[2].partition("</ol>")[0]
    assert bars.count("<li") == 14


def test_a_long_search_has_years_for_months(client: Client, cast: Cast) -> None:
    page = get(client, "q=bui+thanh+son&exact=&author=-" + "Nguyễn+Văn+An" * 20)
    assert "Năm 2022: 1 bài" in page
    assert "Tháng 7/2023" not in page


@pytest.fixture
def roads(newsroom: Newsroom) -> list[str]:
    """Write 48 articles of six newspapers about a road, which name the same sixteen; return the people."""
    people = [f"Nguyễn Phương Thảo {letter}" for letter in "ABCDEF"]
    places = ["Thành phố Hồ Chí Minh", "Bà Rịa - Vũng Tàu", "Thừa Thiên Huế", "Lâm Đồng", "Hà Nội"]
    bodies = ["Bộ Giao thông vận tải", "Bộ Kế hoạch và Đầu tư", "Quốc hội", "Chính phủ", "Bộ Xây dựng"]
    for number in range(48):
        newsroom.article(
            f"Bộ trưởng trả lời về dự án đường cao tốc Bắc – Nam phía Đông, đoạn số {number}, với cử tri",
            "Tại hội trường, đại biểu hỏi về dự án đường cao tốc, tiền đền bù và nhà ở của người dân. " * 4,
            f"Cùng dự: {', '.join(people + places + bodies)}.",
            people=people,
            places=places,
            organizations=bodies,
            published=f"{2016 + number // 12}-{number % 12 + 1:02}-03",
            source=f"Báo Đường Sắt Số {number % 6}",
            section=f"Hạ tầng giao thông {number % 6}",
        )
    reindex()
    return people


def test_a_page_of_results_is_light(client: Client, roads: list[str]) -> None:
    chosen = "&".join(f"person={Entity.objects.get(name=name).pk}" for name in roads[:2])
    response = client.get(f"{ADDRESS}?q=dự+án+đường+cao+tốc+bắc+nam&{chosen}&wider=1")
    page = response.content.decode()
    parts = re.split(r'(?=<ol class="article-list|<div class="histogram"|<div class="filters )', page)
    sizes = [len(part.encode()) for part in parts]
    assert page.count("<button name=") > 20
    assert page.count("<h3>") == 20
    assert len(response.content) <= 45_000
    assert all(size <= most for size, most in zip(sizes, (12_000, 20_000, 9_000, 15_000), strict=True)), sizes


def test_a_page_with_nine_filters_is_light(client: Client, roads: list[str]) -> None:
    chosen: dict[str, list[str]] = {facet: [] for facet in ("person", "place", "org")}
    for number in range(9):
        Entity.objects.create(pk=20_000 + number, name=f"Tên {number}", kind=list(EntityKind)[number % 3])
        chosen[list(chosen)[number % 3]].append(f"-{20_000 + number}")
    filters = "&".join(f"{facet}={value}" for facet, values in chosen.items() for value in values)
    response = client.get(f"{ADDRESS}?q=dự+án+đường+cao+tốc+bắc+nam&{filters}")
    assert response.content.decode().count('class="chip excluded"') == 9
    assert response.content.decode().count("<h3>") == 20
    assert len(response.content) <= 45_000


def test_a_search_with_a_long_address_shows_fewer_values(client: Client, roads: list[str]) -> None:
    def shown(query: str) -> list[int]:
        page = client.get(f"{ADDRESS}?q={query}").content.decode()
        assert page.count('href="/search/values/place/?q=') == 1
        return [page.count(f'<button name="{name}"') for name in ("person", "place", "org", "source")]

    assert shown("dự+án") == [4, 4, 4, 4]
    headline = "bộ+trưởng+trả+lời+về+dự+án+đường+cao+tốc+bắc+nam+phía+đông"
    assert shown(headline) == [3, 3, 3, 3]
    assert shown(f"{headline}&from=2016-01-02") == [2, 2, 2, 2]
    assert shown(f"{headline}&from=2016-01-02&to=2030-12-31") == [1, 1, 1, 1]


def test_the_chips_of_a_very_long_query_change_nothing(client: Client, roads: list[str]) -> None:
    headline = "bộ+trưởng+trả+lời+về+dự+án+đường+cao+tốc"
    short, long = (client.get(f"{ADDRESS}?q={query}").content.decode() for query in (headline, f"{headline}+" * 6))
    assert short.count('class="reading-change') > 6
    assert long.count('class="reading-change') == 0
    assert long.count('class="reading-unit"') > 12


def test_a_bar_keeps_within_the_days_chosen(client: Client, cast: Cast) -> None:
    page = get(client, "from=2022-06-10&to=2023-07-14")
    assert 'href="?from=2022-06-10&amp;to=2022-06-30&amp;sort=newest"' in page
    assert 'href="?from=2023-07-01&amp;to=2023-07-14&amp;sort=newest"' in page


@pytest.mark.parametrize("query", ["q=xyzzy", "q=chuyen+lang", "from=2023-07-01&to=2023-07-31"])
def test_one_month_or_none_is_no_histogram(client: Client, cast: Cast, query: str) -> None:
    assert "data-histogram" not in get(client, query)


def test_articles_of_one_story_stand_under_one_hit(client: Client, cast: Cast) -> None:
    Article.objects.filter(pk=cast.meeting.pk).update(story=cast.visit)
    page = get(client, "q=bui+thanh+son")
    assert "2 bài" in page
    assert "và 1 bài cùng nội dung" in page
    assert (
        page.index(cast.visit.get_absolute_url()) < page.index("<details") < page.index(cast.meeting.get_absolute_url())
    )
    feed = client.get("/feeds/search.rss?q=bui+thanh+son").content.decode()
    assert feed.count("<item>") == 2


def test_queries_do_not_grow_with_hits(client: Client, many: Write, count_queries: CountQueries) -> None:
    many(5)
    few = count_queries("/search/?q=bui+thanh+son")
    many(15)
    assert count_queries("/search/?q=bui+thanh+son") == few


def test_a_name_with_a_comma_is_one_value(client: Client, cast: Cast) -> None:
    Section.objects.create(name="Nhà, đất", slug="nha-dat")
    assert "Nhà, đất" in get(client, "section=nha-dat")


def test_the_year_of_today_is_no_default(client: Client, cast: Cast) -> None:
    assert f"year={date.today().year}" not in get(client, "q=chuyen+lang")


def test_a_page_with_some_of_the_words_says_so_and_offers_all(client: Client, cast: Cast) -> None:
    page = get(client, "q=bui+thanh+son+khongcochunao")
    assert "Không có bài nào chứa đủ các từ. Dưới đây là" in page
    assert 'href="?q=bui+thanh+son+khongcochunao&amp;typed=1"' in page
    strict = get(client, "q=bui+thanh+son+khongcochunao&typed=1")
    assert "chứa đủ các từ" not in strict
    assert "đủ và đúng như đã gõ" in strict


def test_a_page_says_which_words_no_article_has_and_links_the_search_without_a_number(
    client: Client, newsroom: Newsroom
) -> None:
    newsroom.article("Giá", "Giá heo tăng.")
    page = one_line(client.get("/search/", {"q": "giá heo MH370"}).content.decode())
    assert 'Không bài nào có: <span lang="vi">MH370</span>' in page
    assert f'Tìm với ít từ hơn: <a href="?{query_string([("q", "giá heo")])}"' in page
    assert "Không tìm thấy bài nào" in page


def test_what_was_meant_is_offered(client: Client, newsroom: Newsroom) -> None:
    for number in range(3):
        newsroom.article(f"Thủ tướng đi Huế, lần {number}", "Trời mưa.")
    offer = '<a href="?q=thủ+tướng&amp;exact=1" lang="vi">thủ tướng</a>'
    assert offer in get(client, "q=thu+tuong&exact=1")


@pytest.mark.parametrize(
    ("values", "used"), [([f"A{n}" for n in range(600)], 50), ([f"{'A' * 200}{n}" for n in range(50)], 5)]
)
@pytest.mark.parametrize("address", ["/search/", "/search/values/author/"])
def test_too_many_choices_give_a_page_of_bounded_size_that_says_so(
    client: Client, cast: Cast, address: str, values: list[str], used: int
) -> None:
    page = client.get(address, {"author": values, "q": "ấ" * 500}).text
    assert page.count("<mark>") == 0
    assert address != "/search/" or f"Đã chọn quá nhiều bộ lọc nên chỉ dùng {used} bộ lọc đầu tiên." in page
    assert len(page.encode()) < 500_000


def test_how_or_was_read_is_told_with_a_link_to_the_other_way(client: Client, newsroom: Newsroom) -> None:
    newsroom.article("Bão", "Bão vào Quảng Bình.", places=["Quảng Bình"])
    page = one_line(client.get("/search/", {"q": "bão OR lũ Quảng Bình"}).content.decode())
    assert "(bão OR lũ) Quảng Bình</span>" in page
    other = query_string([("q", "(bão) OR (lũ Quảng Bình)")])
    assert f'href="?{other}"' in page


def test_a_date_and_another_word_are_offered_beside(client: Client, newsroom: Newsroom) -> None:
    newsroom.article("Giá", "Giá heo tăng.", published="2018-05-12")
    newsroom.article("Giá 2", "Giá lợn tăng.", published="2018-05-13")
    page = one_line(client.get("/search/", {"q": "giá heo 2018"}).content.decode())
    days = escape(query_string([("q", "giá heo"), ("from", "2018-01-01"), ("to", "2018-12-31")]))
    assert f'href="?{days}"' in page
    page = one_line(client.get("/search/", {"q": "giá heo"}).content.decode())
    assert f'href="?{query_string([("q", "giá (heo OR lợn)")])}"' in page


def test_queries_do_not_grow_with_hits_or_names_in_titles(
    client: Client, newsroom: Newsroom, count_queries: CountQueries
) -> None:
    def write(first: int, last: int) -> None:
        for i in range(first, last):
            newsroom.article(f"Lũ ở Hà Nội, Trần Văn Bình kể lần {i}", "Lũ.", people=["Trần Văn Bình"])

    write(0, 2)
    few = count_queries("/search/?q=lũ")
    write(2, 15)
    assert count_queries("/search/?q=lũ") == few
    assert client.get("/search/?q=lũ").text.count('<span class="name">Trần Văn Bình</span>') == 15
