from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

import pytest
from django.test import Client

from articles.entities.deciding import Proposal, decide, undo
from articles.models import Article, DecisionKind, Entity, EntityAlias, Mention
from articles.search import update_index
from articles.tests.making import Newsroom
from articles.tests.views.conftest import Cast, CountQueries, Write, one_line


def get(client: Client, entity: Entity) -> str:
    return one_line(client.get(entity.get_absolute_url()).content.decode())


def test_its_articles_are_listed_newest_first_each_once(client: Client, cast: Cast) -> None:
    page = get(client, cast.entity("Bùi Thanh Sơn"))
    assert page.index(cast.meeting.title) < page.index(cast.visit.title)
    assert page.count(f'href="{cast.meeting.get_absolute_url()}"') == 1
    assert "2 bài · 14/6/2022 – 14/7/2023" in page


def test_those_without_a_date_come_last(client: Client, cast: Cast) -> None:
    entity = cast.entity("Việt Nam")
    Mention.objects.create(article=cast.undated, entity=entity, start=0, end=6)
    update_index([cast.undated.pk])
    page = get(client, entity)
    assert page.index(cast.visit.title) < page.index("Chuyện làng")


def test_its_other_names_are_told(client: Client, cast: Cast) -> None:
    entity = cast.entity("Bùi Thanh Sơn")
    EntityAlias.objects.create(entity=entity, text="ông Sơn")
    assert "Tên gọi khác: ông Sơn" in get(client, entity)


def test_those_named_beside_it_lead_to_a_narrower_search(client: Client, cast: Cast) -> None:
    son, jakarta = cast.entity("Bùi Thanh Sơn"), cast.entity("Jakarta")
    page = get(client, son)
    assert f"/search/?person={son.pk}&amp;place={jakarta.pk}" in page


def test_it_can_be_searched_within(client: Client, cast: Cast) -> None:
    entity = cast.entity("ASEAN")
    assert f'<input type="hidden" name="org" value="{entity.pk}">' in get(client, entity)


def test_its_feed_is_announced(client: Client, cast: Cast) -> None:
    entity = cast.entity("ASEAN")
    assert f'href="/feeds/entity/{entity.pk}.atom"' in get(client, entity)


@pytest.mark.parametrize("name", ["", "sai/"])
def test_another_name_in_the_address_leads_to_the_right_one(client: Client, cast: Cast, name: str) -> None:
    entity = cast.entity("Jakarta")
    response = client.get(f"/entity/{entity.pk}/{name}")
    assert (response.status_code, response.headers["Location"]) == (301, entity.get_absolute_url())


def test_an_unknown_one_is_a_404(client: Client, db: None) -> None:
    assert client.get("/entity/4711/x/").status_code == 404


@pytest.mark.usefixtures("index_on_disk")
def test_without_an_index_it_goes_without_those_named_beside_it(client: Client, cast: Cast, tmp_path: Path) -> None:
    (next((tmp_path / "index").rglob("current"))).unlink()
    page = get(client, cast.entity("Bùi Thanh Sơn"))
    assert cast.meeting.title in page
    assert "Jakarta" not in page


def test_articles_are_withheld_when_withdrawn(client: Client, cast: Cast) -> None:
    Article.objects.filter(pk=cast.meeting.pk).update(withdrawn=True)
    assert cast.meeting.title not in get(client, cast.entity("Bùi Thanh Sơn"))


def test_a_name_that_only_withdrawn_articles_hold_has_no_page_and_no_feed(
    client: Client, cast: Cast, django_capture_on_commit_callbacks: Callable[..., AbstractContextManager[object]]
) -> None:
    jakarta = cast.entity("Jakarta")
    addresses = [jakarta.get_absolute_url(), f"/feeds/entity/{jakarta.pk}.atom"]
    assert [client.get(address).status_code for address in addresses] == [200, 200]
    with django_capture_on_commit_callbacks(execute=True):
        cast.meeting.withdrawn = True
        cast.meeting.save()
    assert [client.get(address).status_code for address in addresses] == [404, 404]


def test_queries_do_not_grow_with_articles(client: Client, many: Write, count_queries: CountQueries) -> None:
    many(5)
    address = Entity.objects.get(name="Lê Thị Hà").get_absolute_url()
    few = count_queries(address)
    many(20)
    assert count_queries(address) == few


def test_the_years_count_its_articles_and_lead_to_those_of_a_year(client: Client, cast: Cast) -> None:
    entity = cast.entity("Bùi Thanh Sơn")
    page = get(client, entity)
    assert '<a href="?year=2022" >' in page
    assert 'title="Tháng 7/2023: 1 bài (33%)"' in page
    of_the_year = one_line(client.get(entity.get_absolute_url() + "?year=2022").text)
    assert cast.visit.title in of_the_year
    assert cast.meeting.title not in of_the_year
    assert '<a href="?month=2022-06"' in of_the_year


@pytest.mark.parametrize("asked", ["year=20x2", "month=2022-13", "year=", "month=2022"])
def test_what_is_no_year_or_month_is_passed_over(client: Client, cast: Cast, asked: str) -> None:
    response = client.get(f"{cast.entity('Bùi Thanh Sơn').get_absolute_url()}?{asked}")
    assert cast.meeting.title in one_line(response.text)


@pytest.mark.parametrize("number", ["0", "2", "-1", "x", "1000000000000"])
def test_a_page_that_is_not_there_is_a_404(client: Client, cast: Cast, number: str) -> None:
    assert client.get(f"{cast.entity('Jakarta').get_absolute_url()}?page={number}").status_code == 404


def test_the_old_address_of_a_merged_one_leads_to_the_whole_until_undone(client: Client, cast: Cast) -> None:
    part, half, whole = (cast.entity(name) for name in ("Antony Blinken", "ASEAN", "Bùi Thanh Sơn"))
    address = part.get_absolute_url()
    first = decide(Proposal(DecisionKind.MERGE, part, target=half), None)
    decide(Proposal(DecisionKind.MERGE, half, target=whole), None)
    response = client.get(address)
    assert (response.status_code, response.headers["Location"]) == (301, whole.get_absolute_url())
    assert response.headers["Cache-Control"] == "no-cache"
    assert "Antony Blinken" in get(client, whole)
    undo(first, None)
    assert client.get(address).status_code == 200


def test_a_search_for_a_merged_one_leads_to_that_for_the_whole(client: Client, cast: Cast) -> None:
    part, whole = cast.entity("Antony Blinken"), cast.entity("ASEAN")
    decide(Proposal(DecisionKind.MERGE, part, target=whole), None)
    response = client.get("/search/", {"q": "khách", "person": str(part.pk)})
    assert response.status_code == 302
    assert f"org={whole.pk}" in response.headers["Location"]


def test_a_hidden_one_has_no_page_and_no_feed(client: Client, cast: Cast) -> None:
    entity = cast.entity("Jakarta")
    decide(Proposal(DecisionKind.HIDE, entity), None)
    assert client.get(entity.get_absolute_url()).status_code == 404
    assert client.get(f"/feeds/entity/{entity.pk}.rss").status_code == 404


def test_a_few_queries_make_the_page(client: Client, cast: Cast, count_queries: CountQueries) -> None:
    address = cast.entity("Việt Nam").get_absolute_url()
    assert count_queries(address) <= 6
    assert count_queries(f"{address}?about=1") <= 6


def test_a_former_province_leads_to_that_of_today_and_back(client: Client, newsroom: Newsroom) -> None:
    newsroom.article("Cà phê Gia Lai", places=["Gia Lai"])
    newsroom.article("Lũ ở Bình Định", places=["Bình Định"])
    former, today = Entity.objects.get(name="Bình Định"), Entity.objects.get(name="Gia Lai")
    assert f'Từ tháng 7/2025 thuộc <a href="{today.get_absolute_url()}">Gia Lai</a>' in get(client, former)
    page = get(client, today)
    assert f'gồm cả các tỉnh cũ <a href="{former.get_absolute_url()}">Bình Định</a> (1)' in page
    assert f'href="/search/?place={today.pk}&provinces=today&sort=newest"' in page.replace("&amp;", "&")
    assert "Tất cả, theo tỉnh, thành hiện nay: 2 bài" in page
    assert "Có nhắc đến: 1 bài" in page


def test_readers_choose_between_articles_that_mention_it_and_those_about_it(client: Client, newsroom: Newsroom) -> None:
    about = newsroom.article("Bà Lê Thị Hà từ chức", people=["Lê Thị Hà"], published="2023-07-14")
    passing = newsroom.article("Giá lúa", "Trời nắng. " * 30 + "Bà Lê Thị Hà dự.", people=["Lê Thị Hà"])
    entity = Entity.objects.get(name="Lê Thị Hà")
    page = get(client, entity)
    assert "Có nhắc đến: 2 bài" in page
    assert f'<a href="{entity.get_absolute_url()}?about=1" > Bài về người này: 1 bài' in page
    narrowed = one_line(client.get(f"{entity.get_absolute_url()}?about=1").text)
    assert about.title in narrowed
    assert passing.title not in narrowed
    assert 'href="?year=2023&amp;about=1"' in narrowed
    assert f"/feeds/search.rss?about={entity.pk}" in narrowed
    assert f'<input type="hidden" name="about" value="{entity.pk}">' in narrowed


def test_pages_of_articles_about_it_can_be_turned(client: Client, many: Write) -> None:
    many(31)
    address = Entity.objects.get(name="Lê Thị Hà").get_absolute_url()
    assert f'href="{address}?about=1&amp;page=2"' in client.get(f"{address}?about=1").text
    assert client.get(f"{address}?about=1&page=2").status_code == 200
