"""The sitemap: every visible article, day, entity, section and source."""

from unittest.mock import patch
from xml.etree import ElementTree

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from articles.models import Article
from articles.sitemaps import ArticleSitemap
from articles.tests.views.conftest import Cast

SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def addresses(client: Client, sitemap: str) -> list[str | None]:
    return [loc.text for loc in ElementTree.fromstring(client.get(sitemap).content).iter(f"{SITEMAP}loc")]


def test_the_sitemap_has_all_visible_articles_in_pages(client: Client, cast: Cast) -> None:
    Article.objects.filter(pk=cast.visit.pk).update(withdrawn=True)
    with patch.object(ArticleSitemap, "limit", 3):
        index = addresses(client, "/sitemap.xml")
        assert "http://testserver/sitemap-articles.xml?p=2" in index
        found = addresses(client, "/sitemap-articles.xml") + addresses(client, "/sitemap-articles.xml?p=2")
    assert f"http://testserver{cast.meeting.get_absolute_url()}" in found
    assert len(found) == 4


def test_the_sitemap_has_days_sections_and_sources(client: Client, cast: Cast) -> None:
    assert addresses(client, "/sitemap-days.xml") == [
        "http://testserver/2022/06/14/",
        "http://testserver/2023/07/14/",
    ]
    assert "http://testserver/section/thoi-su/" in addresses(client, "/sitemap-sections.xml")
    assert "http://testserver/source/bao-gia-lai/" in addresses(client, "/sitemap-sources.xml")
    assert client.get("/sitemap-x.xml").status_code == 404


@pytest.mark.django_db
@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL reads so small a table from end to end")
def test_the_first_page_reads_the_last_change_from_an_index(client: Client) -> None:
    with CaptureQueriesContext(connection) as asked:
        assert client.get("/sitemap.xml").status_code == 200
    [statement] = [one["sql"] for one in asked if "MAX(" in one["sql"]]
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN QUERY PLAN {statement}")
        assert [step for *_, step in cursor.fetchall()] == [
            "SEARCH articles_article USING INDEX article_visible_changed"
        ]
