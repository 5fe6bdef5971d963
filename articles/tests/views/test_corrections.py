"""Corrections as readers and programs see them."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest
from django.test import Client
from lxml import etree

from articles.api.agent_server import ArchiveTools
from articles.models import Article, Correction
from articles.tests.making import Newsroom

pytestmark = pytest.mark.django_db(transaction=True)

NOTE = "Cảng ở Cửa Lò, không phải <Cửa Hội>."
NOTED = datetime(2024, 6, 15, 3, tzinfo=UTC)


@pytest.fixture
def article(newsroom: Newsroom) -> Article:
    newsroom.article("Bến xe mở cửa", "Một.", published="2024-06-20")
    made = newsroom.article("Cảng cá mở cửa", "Hai.", lead="Sáng nay.", published="2024-06-14")
    Correction.objects.create(article=made, text=NOTE, noted_at=NOTED)
    return made


def _entries(client: Client, address: str) -> list[dict[str, str]]:
    """Return the entries of a feed: the text of each element by its name."""
    root = etree.fromstring(client.get(address).content)
    entries = root.iter("item", "{http://www.w3.org/2005/Atom}entry")
    return [{etree.QName(one).localname: one.text or "" for one in entry} for entry in entries]


def _structured_data(page: str) -> Any:
    return json.loads(page.partition('<script type="application/ld+json">')[2].partition("</script>")[0])


def test_the_page_of_the_article_has_it_with_its_date(client: Client, article: Article) -> None:
    page = client.get(article.get_absolute_url()).text
    assert "Đính chính" in page
    assert "Cảng ở Cửa Lò, không phải &lt;Cửa Hội&gt;." in page
    assert "15/6/2024, 10:00" in page
    [noted] = _structured_data(page)["correction"]
    assert (noted["@type"], noted["text"]) == ("CorrectionComment", NOTE)


def test_a_page_without_a_correction_says_nothing_of_it(client: Client, article: Article) -> None:
    other = Article.objects.exclude(pk=article.pk).get()
    page = client.get(other.get_absolute_url()).text
    assert 'id="corrections"' not in page
    assert "correction" not in _structured_data(page)


@pytest.mark.parametrize(("form", "summary"), [("rss", "description"), ("atom", "summary")])
def test_feeds_have_it_in_the_entry(client: Client, article: Article, form: str, summary: str) -> None:
    first, second = _entries(client, f"/feeds/latest.{form}")
    assert "Đính chính" not in first[summary]
    assert "Sáng nay." in second[summary]
    assert "<strong>Đính chính, 15/6/2024, 10:00:</strong> Cảng ở Cửa Lò" in second[summary]


def test_the_feed_of_corrections_is_in_their_order_and_dated_by_them(
    client: Client, article: Article, newsroom: Newsroom
) -> None:
    older = newsroom.article("Chợ quê", "Ba.", published="2024-06-30")
    Correction.objects.create(article=older, text="Chợ họp sáng.", noted_at=datetime(2024, 6, 14, tzinfo=UTC))
    Correction.objects.create(article=older, text="Chợ họp chiều.", noted_at=datetime(2024, 6, 13, tzinfo=UTC))
    entries = _entries(client, "/feeds/corrections.atom")
    assert [entry["title"] for entry in entries] == ["Cảng cá mở cửa", "Chợ quê"]
    assert entries[0]["published"].startswith("2024-06-15T10:00:00")
    assert entries[1]["summary"].index("Chợ họp sáng.") < entries[1]["summary"].index("Chợ họp chiều.")


def test_the_page_of_corrections_lists_all_with_their_articles(client: Client, article: Article) -> None:
    page = client.get("/corrections/").text
    assert article.get_absolute_url() in page
    assert "Cảng ở Cửa Lò" in page
    assert "/feeds/corrections.rss" in page
    Article.objects.update(withdrawn=True)
    assert "Chưa có đính chính nào." in client.get("/corrections/").text


def test_exports_have_it(client: Client, article: Article) -> None:
    [record] = client.get(f"/export/article/{article.pk}.jsonl").getvalue().splitlines()
    assert json.loads(record)["corrections"] == [f"2024-06-15: {NOTE}"]
    assert "2024-06-15: Cảng" in client.get(f"/export/article/{article.pk}.csv").getvalue().decode()


def test_the_api_and_the_tools_of_assistants_have_it(client: Client, article: Article) -> None:
    wanted = [{"noted": "2024-06-15T03:00:00Z", "text": NOTE}]
    assert client.get(f"/api/v1/articles/{article.pk}").json()["corrections"] == wanted
    assert [one.text for one in ArchiveTools().read_article(article.pk).corrections] == [NOTE]
    schema = client.get("/api/v1/openapi.json").json()["components"]["schemas"]
    assert set(schema["CorrectionAnswer"]["properties"]) == {"noted", "text"}
