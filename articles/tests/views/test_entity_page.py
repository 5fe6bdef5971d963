from pathlib import Path

import pytest
from django.test import Client

from articles.models import Article, Entity, EntityAlias, Mention
from articles.tests.views.conftest import Cast, CountQueries, Write


def get(client: Client, entity: Entity) -> str:
    return str(client.get(entity.get_absolute_url()).content.decode())


def test_its_articles_are_listed_newest_first_each_once(client: Client, cast: Cast) -> None:
    page = get(client, cast.entity("Bùi Thanh Sơn"))
    assert page.index(cast.meeting.title) < page.index(cast.visit.title)
    assert page.count(f'href="{cast.meeting.get_absolute_url()}"') == 1
    assert "2 bài · 14/6/2022 – 14/7/2023" in page


def test_those_without_a_date_come_last(client: Client, cast: Cast) -> None:
    entity = cast.entity("Việt Nam")
    Mention.objects.create(article=cast.undated, entity=entity, start=0, end=6)
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


def test_without_an_index_it_goes_without_those_named_beside_it(client: Client, cast: Cast, tmp_path: Path) -> None:
    (next((tmp_path / "index").rglob("current"))).unlink()
    page = get(client, cast.entity("Bùi Thanh Sơn"))
    assert cast.meeting.title in page
    assert "Jakarta" not in page


def test_articles_are_withheld_when_withdrawn(client: Client, cast: Cast) -> None:
    Article.objects.filter(pk=cast.meeting.pk).update(withdrawn=True)
    assert cast.meeting.title not in get(client, cast.entity("Bùi Thanh Sơn"))


def test_queries_do_not_grow_with_articles(client: Client, many: Write, count_queries: CountQueries) -> None:
    many(5)
    address = Entity.objects.get(name="Lê Thị Hà").get_absolute_url()
    few = count_queries(address)
    many(20)
    assert count_queries(address) == few
