"""Every public address of an archive that may show a name, and the commands that print articles."""

from collections.abc import Iterator
from html import unescape
from io import StringIO
from pathlib import Path
from urllib.parse import unquote

from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from articles.models import Article, Entity, Post, Quotation
from articles.tests.list_addresses import api_addresses, export_addresses, feed_addresses, page_addresses

# Addresses by which readers do something or see what they made themselves; the lists are walked by their own tests.
OWN = {
    *("query-lists", "query-list", "query-list-table", "query-list-resume", "query-list-delete"),
    *("folders", "folder", "folder-add", "folder-change", "folder-share", "folder-feed", "folder-delete"),
    *("folder-item", "folder-put-back", "shared-folder", "export-folder", "export-shared"),
    *("feed-folder", "feed-shared", "saved-searches", "saved-searches-mail", "unsubscribe"),
    *("saved-search", "saved-search-new", "saved-search-change"),
    *("saved-search-feed", "saved-search-delete", "export-saved-search", "feed-saved-search"),
    *("account", "log-in", "log-out", "join", "leave", "api-tokens", "api-token-revoke"),
    *("password-change", "password-forgotten", "password-mailed", "password-new"),
    *("help", "keys", "robots", "opensearch", "healthz", "set_language", "api", "api-asked"),
}


def doors(article: Article, entity: Entity, name: str) -> dict[str, list[str]]:
    """Return the addresses by the name of their pattern; `name` is what is searched for."""
    given = name.split()[-1]
    searches = (f"?q={name}", f"?person={entity.pk}", f"?about={entity.pk}")
    assert article.source
    assert article.section
    return {
        **page_addresses(OWN),
        "search": [
            "/search/",
            f"/search/?q={name}",
            f'/search/?q="{name}"',
            f"/search/?q={given}",
            f"/search/?q=người:({name})",
            f"/search/?person={entity.pk}",
            f"/search/?about={entity.pk}",
            "/search/?q=khởi+tố",
        ],
        "suggest": [f"/search/suggest/?q={name[:n]}" for n in (4, len(name) - 1, len(name))],
        "facet-values": [f"/search/values/{facet}/" for facet in ("person", "about", "place", "org", "author")]
        + [f"/search/values/person/?find={name}", f"/search/values/person/?person={entity.pk}"],
        "article": [article.get_absolute_url(), f"/article/{article.pk}/", f"/article/{article.pk}/cu/"],
        "entities": ["/entities/person/", f"/entities/person/?q={name}"],
        "entity": [f"/entity/{entity.pk}/", f"/entity/{entity.pk}/cu/"],
        "quotations": [f"/entity/{entity.pk}/quotations", f"/entity/{entity.pk}/quotations?about=1"],
        "statement": [f"/article/{row.article_id}/said/{row.start}/" for row in Quotation.objects.all()]
        or [f"/article/{article.pk}/said/0/"],
        "post": [f"/post/{post.pk}/" for post in Post.objects.all()] or ["/post/1/"],
        "source": [reverse("source", args=[article.source.slug])],
        "section": [reverse("section", args=[article.section.slug])],
        "year": ["/2024/"],
        "month": ["/2024/06/"],
        "day": ["/2024/06/14/"],
        "sitemap": ["/sitemap.xml", "/sitemap-articles.xml", "/sitemap-entities.xml"],
        "search-timeline": [f"/search/over-time/{search}" for search in ("", *searches)],
        "search-map": [f"/search/map/{search}" for search in ("", *searches)],
        "compare": [f"/search/compare/?q=khởi+tố&q={typed}" for typed in (name, f"?person={entity.pk}")],
        "compare-table": [f"/search/compare.csv?q=khởi+tố&q={typed}" for typed in (name, f"?about={entity.pk}")],
        "facet-table": ["/search/values/person.csv", f"/search/values/person.csv?person={entity.pk}"],
        **feed_addresses(article, entity, ("?q=khởi+tố", *searches)),
        **export_addresses(article, entity, ("", *searches)),
        **api_addresses(article, entity, searches),
    }


def shown_behind(client: Client, addresses: dict[str, list[str]], typed: str) -> Iterator[tuple[str, str]]:
    """Yield each address with what it answers, redirects included, but for what the address itself has typed."""
    for address in (one for own in addresses.values() for one in own):
        response = client.get(address)
        whole = b"".join(response) if response.streaming else response.content
        told = unescape(unquote(whole.decode() + response.headers.get("Location", "")))
        yield address, told.replace(typed, "") if typed in address else told


def printed(query: str, folder: Path) -> str:
    """Return what the command of searches prints for a query, as a table and as JSON."""
    out = StringIO()
    queries = folder / "queries.txt"
    queries.write_text(query)
    call_command("search_articles", query, stdout=out)
    call_command("search_articles", queries=str(queries), stdout=out)
    return out.getvalue().replace(f'"query": "{query}"', "")
