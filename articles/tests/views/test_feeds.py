from xml.etree import ElementTree

import pytest
from django.test import Client

from articles.models import Article
from articles.tests.views.conftest import Cast, CountQueries, Write

ATOM = "{http://www.w3.org/2005/Atom}"


def read(client: Client, address: str) -> ElementTree.Element:
    response = client.get(address)
    assert response.status_code == 200
    return ElementTree.fromstring(response.content)


def titles(feed: ElementTree.Element) -> list[str | None]:
    return [item.findtext("title") for item in feed.iter("item")] or [
        entry.findtext(f"{ATOM}title") for entry in feed.iter(f"{ATOM}entry")
    ]


@pytest.mark.parametrize("format", ["rss", "atom"])
@pytest.mark.parametrize(
    ("feed", "number"),
    [("latest", 4), ("day/2023/07/14", 2), ("section/thoi-su", 1), ("source/bao-gia-lai", 2), ("search", 5)],
)
def test_each_feed_has_its_articles(client: Client, cast: Cast, feed: str, number: int, format: str) -> None:
    assert len(titles(read(client, f"/feeds/{feed}.{format}"))) == number


@pytest.mark.parametrize("format", ["rss", "atom"])
def test_an_entity_has_a_feed(client: Client, cast: Cast, format: str) -> None:
    feed = read(client, f"/feeds/entity/{cast.entity('Bùi Thanh Sơn').pk}.{format}")
    assert titles(feed) == [cast.meeting.title, cast.visit.title]


def test_an_rss_item_is_whole(client: Client, cast: Cast) -> None:
    channel = read(client, "/feeds/section/thoi-su.rss").find("channel")
    assert channel is not None
    address = f"http://testserver{cast.meeting.get_absolute_url()}"
    item = channel.find("item")
    assert item is not None
    assert (item.findtext("link"), item.findtext("guid")) == (address, address)
    assert item.findtext("description") == cast.meeting.lead
    assert item.findtext("pubDate") == "Fri, 14 Jul 2023 10:15:00 +0700"
    assert item.findtext("category") == "Thời sự"
    assert channel.findtext("language") == "vi"
    link = channel.find(f"{ATOM}link")
    assert link is not None
    assert link.get("href") == "http://testserver/feeds/section/thoi-su.rss"


def test_an_atom_entry_is_whole(client: Client, cast: Cast) -> None:
    feed = read(client, "/feeds/section/thoi-su.atom")
    assert feed.get("{http://www.w3.org/XML/1998/namespace}lang") == "vi"
    entry = feed.find(f"{ATOM}entry")
    assert entry is not None
    assert entry.findtext(f"{ATOM}published") == "2023-07-14T10:15:00+07:00"
    assert entry.findtext(f"{ATOM}updated")
    assert entry.findtext(f"{ATOM}author/{ATOM}name") == "Như Tâm"


def test_a_search_has_a_feed_with_its_facets_and_its_own_address(client: Client, cast: Cast) -> None:
    feed = read(client, "/feeds/search.atom?q=bui+thanh+son&section=the-gioi")
    assert titles(feed) == [cast.visit.title]
    addresses = {link.get("rel"): link.get("href") for link in feed.findall(f"{ATOM}link")}
    assert addresses["self"] == "http://testserver/feeds/search.atom?q=bui+thanh+son&section=the-gioi"
    assert addresses["alternate"] == "http://testserver/search/?q=bui+thanh+son&section=the-gioi&sort=newest"


def test_letters_that_xml_cannot_hold_are_left_out(client: Client, cast: Cast) -> None:
    Article.objects.filter(pk=cast.meeting.pk).update(title="Gặp\x0b nhau", lead="Một \x01hai")
    assert titles(read(client, "/feeds/section/thoi-su.rss")) == ["Gặp nhau"]
    assert read(client, "/feeds/search.rss?q=%01a").tag == "rss"


def test_without_a_lead_the_first_paragraph_describes(client: Client, cast: Cast) -> None:
    item = read(client, "/feeds/section/the-gioi.rss").find("channel/item/description")
    assert item is not None
    assert item.text == "Ông Bùi Thanh Sơn tiếp khách."


def test_markup_in_a_lead_is_text_to_readers(client: Client, cast: Cast) -> None:
    Article.objects.filter(pk=cast.meeting.pk).update(lead="Tết & <b>Xuân</b>")
    description = read(client, "/feeds/section/thoi-su.rss").findtext("channel/item/description")
    assert description == "Tết &amp; &lt;b&gt;Xuân&lt;/b&gt;"


def test_a_reader_that_has_it_is_told_so(client: Client, cast: Cast) -> None:
    tag = client.get("/feeds/latest.rss").headers["ETag"]
    assert client.get("/feeds/latest.rss", headers={"If-None-Match": tag}).status_code == 304


@pytest.mark.parametrize("address", ["/feeds/section/x.rss", "/feeds/entity/4711.rss", "/feeds/latest.json"])
def test_an_unknown_feed_is_a_404(client: Client, db: None, address: str) -> None:
    assert client.get(address).status_code == 404


def test_only_reading_is_allowed(client: Client, db: None) -> None:
    assert client.post("/feeds/latest.rss").status_code == 405


def test_queries_do_not_grow_with_articles(many: Write, count_queries: CountQueries) -> None:
    addresses = ("/feeds/latest.rss", "/feeds/section/thoi-su.atom", "/feeds/search.rss?q=son")
    many(5)
    few = [count_queries(address) for address in addresses]
    many(20)
    assert [count_queries(address) for address in addresses] == few
