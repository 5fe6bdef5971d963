"""An article keeps the search that found it: what matches is marked, and its neighbours among the hits are linked."""

import re
from pathlib import Path

import pytest
from django.test import Client

from articles.models import Article, Entity
from articles.tests.making import Newsroom
from articles.tests.views.conftest import Cast, CountQueries, Write, one_line

FAR = "Trời mưa to suốt ngày ở nhiều nơi. " * 30


def hits(client: Client, query: str) -> list[str]:
    """Return the addresses of the hits of a search."""
    page = client.get(f"/search/?{query}").content.decode()
    found = re.findall(r'<h3><a href="([^"]*)"', page)
    return [address.replace("&amp;", "&") for address in found]


def read(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return one_line(response.content.decode())


def test_a_hit_carries_its_search_and_number(client: Client, cast: Cast) -> None:
    person = cast.entity("Bùi Thanh Sơn").pk
    first, second = hits(client, f"q=khách&person={person}&sort=oldest&page=1")
    assert first == f"{cast.visit.get_absolute_url()}?q=khách&person={person}&sort=oldest&hit=1"
    assert second.endswith("&hit=2")


def test_all_articles_are_no_search_to_carry(client: Client, cast: Cast) -> None:
    assert hits(client, "")[0] == cast.meeting.get_absolute_url()


def test_words_are_marked_in_every_part_and_passages_counted(client: Client, cast: Cast) -> None:
    page = read(client, f"{cast.meeting.get_absolute_url()}?q=bui+thanh+son")
    assert "<h1>Bộ trưởng <mark>Bùi Thanh Sơn</mark> gặp" in page
    assert "<mark>Bùi Thanh Sơn</mark></a> bên lề" in page  # lead
    assert re.search(r'<a class="mention kind-person" href="[^"]*"><mark>Bùi Thanh Sơn</mark></a> nói', page)
    assert "<mark>Bùi Thanh Sơn</mark></a> và khách" in page  # caption
    assert "3 đoạn khớp" in page
    assert [page.count(f'id="passage-{number}"') for number in (1, 2, 3, 4)] == [1, 1, 1, 0]


def test_without_a_search_nothing_is_marked(client: Client, cast: Cast) -> None:
    page = read(client, cast.meeting.get_absolute_url())
    assert "<mark>" not in page
    assert "search-trail" not in page


def test_a_name_and_a_match_that_overlap_keep_one_link(client: Client, newsroom: Newsroom) -> None:
    article = newsroom.article("Tin", "Đường Hồ Chí Minh nhánh tây.", people=["Hồ Chí Minh"])
    page = read(client, f'{article.get_absolute_url()}?q="đường+hồ+chí"')
    assert re.search(r"<mark>Đường </mark><a [^>]*><mark>Hồ Chí</mark> Minh</a> nhánh", page)


def test_a_table_is_marked_too(client: Client, newsroom: Newsroom) -> None:
    article = newsroom.article("Giá", "Mặt hàng | Giá\nCà phê | 40.000\nHồ tiêu | 80.000\nĐiều | 30.000")
    page = read(client, f"{article.get_absolute_url()}?q=ho+tieu")
    assert "<td ><mark>Hồ tiêu</mark></td>" in page
    assert 'id="passage-1"' in page


def test_the_place_and_both_neighbours_are_told(client: Client, many: Write) -> None:
    many(3)
    addresses = hits(client, "q=bui+thanh+son&sort=oldest")
    page = read(client, addresses[1])
    assert "bài 2 trên 3" in page
    assert f'rel="prev" href="{addresses[0].replace("&", "&amp;")}"' in page
    assert f'rel="next" href="{addresses[2].replace("&", "&amp;")}"' in page
    assert 'rel="next"' not in read(client, addresses[2]).partition('<article class="article"')[0]


def test_the_neighbours_stand_on_other_pages_too(client: Client, many: Write) -> None:
    many(22)
    search = "q=bui+thanh+son&sort=oldest"
    first, second = hits(client, search), hits(client, f"{search}&page=2")
    end, begin = read(client, first[-1]), read(client, second[0])
    assert f'rel="next" href="{second[0].replace("&", "&amp;")}"' in end
    assert f'rel="prev" href="{first[-1].replace("&", "&amp;")}"' in begin
    assert 'href="/search/?q=bui+thanh+son&amp;sort=oldest&amp;page=2"' in begin


@pytest.mark.parametrize("hit", ["2", "7", "99999999", ""])
def test_a_number_that_is_not_its_own_tells_no_place(client: Client, cast: Cast, hit: str) -> None:
    page = read(client, f"{cast.meeting.get_absolute_url()}?q=jakarta&hit={hit}")
    assert "đoạn khớp" in page
    assert "bài 1 trên" not in page
    assert "bài 2 trên" not in page


def test_an_article_under_another_of_its_story_has_the_place_of_the_story(client: Client, cast: Cast) -> None:
    Article.objects.filter(pk=cast.meeting.pk).update(story=cast.visit)
    page = client.get("/search/?q=bui+thanh+son").content.decode()
    assert f"{cast.meeting.get_absolute_url()}?q=bui+thanh+son&amp;hit=1" in page
    assert "bài 1 trên 2" in read(client, f"{cast.meeting.get_absolute_url()}?q=bui+thanh+son&hit=1")


def test_with_a_person_chosen_the_passage_that_names_him_is_shown(client: Client, newsroom: Newsroom) -> None:
    newsroom.article("Mưa lũ", FAR, "Chủ tịch Trần Quốc Nam đến từng nhà dân.", FAR, people=["Trần Quốc Nam"])
    person = Entity.objects.get(name="Trần Quốc Nam").pk
    for query in ("", "&q=mưa"):
        page = read(client, f"/search/?person={person}{query}")
        assert "Chủ tịch <mark>Trần Quốc Nam</mark> đến từng nhà dân." in page
    article = read(client, f"/article/{Article.objects.get().pk}/mua-lu/?person={person}")
    assert "<mark>Trần Quốc Nam</mark></a> đến từng nhà dân" in article
    assert "1 đoạn khớp" in article
    assert "Trần Quốc Nam</mark>" not in read(client, f"/search/?person=-{person}&q=x")


@pytest.mark.usefixtures("index_on_disk")
def test_without_an_index_the_article_is_shown(client: Client, cast: Cast, tmp_path: Path) -> None:
    for file in (tmp_path / "index").glob("current"):
        file.unlink()
    assert cast.meeting.title in read(client, f"{cast.meeting.get_absolute_url()}?q=jakarta&hit=1")


def test_queries_do_not_grow_with_hits(client: Client, many: Write, count_queries: CountQueries) -> None:
    many(6)
    person = Entity.objects.get(name="Lê Thị Hà").pk
    address = hits(client, f"q=bui+thanh+son&person={person}")[1]
    few = count_queries(address)
    many(10)
    address = hits(client, f"q=bui+thanh+son&person={person}")[5]
    assert count_queries(address) == few <= 14
