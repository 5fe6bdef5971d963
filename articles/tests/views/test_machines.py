from pathlib import Path
from unittest.mock import patch
from xml.etree import ElementTree

from django.db import DatabaseError
from django.test import Client

from articles.models import Article
from articles.search import reindex
from articles.sitemaps import ArticleSitemap
from articles.tests.views.conftest import Cast

SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def test_a_healthy_archive_says_so(client: Client, cast: Cast) -> None:
    response = client.get("/healthz")
    assert response.status_code == 200
    assert response.json() == {"database": "ok", "index": "ok", "reindex": "not needed"}


def test_an_index_that_cannot_be_read_is_ill(client: Client, db: None, tmp_path: Path) -> None:
    reindex()
    next((tmp_path / "index").rglob("current")).unlink()
    response = client.get("/healthz")
    assert response.status_code == 503
    assert "there is no search index" in response.json()["index"]


def test_a_database_that_cannot_be_read_is_ill(client: Client, db: None) -> None:
    reindex()
    with patch("articles.views.site_endpoints.Article.objects.order_by", side_effect=DatabaseError("the disk is gone")):
        response = client.get("/healthz")
    assert response.status_code == 503
    assert response.json()["database"] == "the disk is gone"


def test_a_stale_index_is_told(client: Client, cast: Cast) -> None:
    Article.objects.filter(pk=cast.visit.pk).update(withdrawn=True)
    response = client.get("/healthz")
    assert response.status_code == 200
    assert "the database 4" in response.json()["reindex"]


def test_robots_are_told_where_the_sitemap_is(client: Client, db: None) -> None:
    response = client.get("/robots.txt")
    assert response.headers["Content-Type"] == "text/plain; charset=utf-8"
    assert "Sitemap: http://testserver/sitemap.xml" in response.content.decode()


def test_browsers_can_add_the_search(client: Client, db: None) -> None:
    description = ElementTree.fromstring(client.get("/opensearch.xml").content)
    templates = [url.get("template") for url in description.iter("{http://a9.com/-/spec/opensearch/1.1/}Url")]
    assert templates[0] == "http://testserver/search/?q={searchTerms}"


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
