"""The addresses of pages, feeds, downloads and the API, for tests that walk all that the public can ask for."""

from collections.abc import Collection, Sequence
from typing import Any, Final

from django.urls import NoReverseMatch, get_resolver, reverse

from articles.models import Article, Entity
from articles.search import FACET_BY_NAME

_WITH_FEED: Final = ("search", "day", "section", "source", "entity")
# Spreadsheets are compressed, so no text is found in them; they are made of the same cells as CSV.
_TABLES: Final = ("csv", "jsonl")
DOWNLOADS: Final = (*_TABLES, "txt", "bib", "ris", "csl.json")


def pattern_names() -> set[str]:
    """Return the names of the patterns of pages, feeds and downloads; those of the API are `api_names`."""
    return {name for name in get_resolver("articles.urls").reverse_dict if isinstance(name, str)}


def page_addresses(left_out: Collection[str]) -> dict[str, list[str]]:
    """Return the addresses without parameters, by the names of their patterns, but for those left out."""
    return {name: own for name in pattern_names().difference(left_out) if (own := _plain(name))}


def _plain(name: str) -> list[str]:
    try:
        return [reverse(name)]
    except NoReverseMatch:
        return []


def feed_addresses(article: Article, entity: Entity, searches: Sequence[str]) -> dict[str, list[str]]:
    """Return the feeds of the lists that have an article, by the name of their pattern; `searches` begin with "?"."""
    lists = {f"feed-{name}": at for name, at in _lists(article, entity).items() if name in _WITH_FEED}
    all_lists = {"feed-latest": {}, "feed-corrections": {}, **lists}
    return _addresses(all_lists, "format", ("rss", "atom"), "feed-search", searches)


def export_addresses(article: Article, entity: Entity, searches: Sequence[str]) -> dict[str, list[str]]:
    """Return the downloads of the lists that have an article, by the name of their pattern, each in all formats."""
    lists = {f"export-{name}": at for name, at in _lists(article, entity).items()}
    said = {"export-said": {}, "export-quotations": {"pk": entity.pk}}
    quoted = [f"{search or '?'}&quoted=1" for search in searches]
    return {
        **_addresses(lists, "download", DOWNLOADS, "export-search", searches),
        **_addresses(said, "table", _TABLES, "export-said", quoted),
    }


def api_addresses(article: Article, entity: Entity, searches: Sequence[str]) -> dict[str, list[str]]:
    """Return the addresses of the API that may show an article or an entity, by the names of its operations."""
    assert article.published_on
    months, day = f"{article.published_on:%Y-%m}", article.published_on.isoformat()
    paths = {
        "search": [f"search{search}" for search in ("", *searches)],
        "facet": [f"facets/{name}{search}" for name in FACET_BY_NAME for search in ("?limit=100", *searches)],
        "article": [f"articles/{article.pk}", f"articles/{article.pk - 1}", f"articles/{article.pk + 1}"],
        "entities": ["entities?kind=person", "entities?kind=place", f"entities?name={entity.name.split()[-1]}"],
        "entity": [f"entities/{entity.pk}", f"entities/{entity.pk + 1}"],
        "day": [f"days/{day}"],
        "month": [f"months/{months}"],
        "sources": ["sources"],
        "sections": ["sections"],
        "holdings": ["holdings"],
    }
    return {f"api-v1:{name}": [f"/api/v1/{path}" for path in own] for name, own in paths.items()}


def api_names() -> set[str]:
    """Return the names of the operations of the API."""
    names = get_resolver("articles.urls").namespace_dict["api-v1"][1].reverse_dict
    return {f"api-v1:{name}" for name in names if isinstance(name, str)} - {"api-v1:openapi-json", "api-v1:api-root"}


def _lists(article: Article, entity: Entity) -> dict[str, dict[str, Any]]:
    assert article.source
    assert article.section
    assert article.published_on
    return {
        "search": {},
        "day": {"day": article.published_on},
        "month": {"month": article.published_on},
        "year": {"year": article.published_on.year},
        "undated": {},
        "section": {"slug": article.section.slug},
        "source": {"slug": article.source.slug},
        "entity": {"pk": entity.pk},
        "article": {"pk": article.pk},
    }


def _addresses(
    lists: dict[str, dict[str, Any]], argument: str, forms: Sequence[str], of_search: str, searches: Sequence[str]
) -> dict[str, list[str]]:
    found = {name: [reverse(name, kwargs=at | {argument: form}) for form in forms] for name, at in lists.items()}
    return found | {of_search: [address + search for address in found[of_search] for search in searches]}
