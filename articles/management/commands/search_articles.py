"""Searches the archive."""

import json
import sys
from argparse import ArgumentParser
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from articles.search import SearchFailed, SearchPage, SearchRequest, SearchUnreachable, search


class Command(BaseCommand):
    help = "Searches for one query and prints a table, or for many (--queries) and prints a JSON line for each."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("query", nargs="?", default="")
        parser.add_argument("--queries", metavar="FILE", help="one query a line; - for standard input")
        parser.add_argument("--limit", type=int, default=10, metavar="N", help="hits of each query (default: 10)")

    def handle(self, *args: Any, query: str, queries: str | None, limit: int, **options: Any) -> None:
        """Search and print."""
        if queries is None:
            self._print_table(_search(query, limit))
            return
        for line in _lines(queries):
            self.stdout.write(json.dumps(_row(line, _search(line, limit)), ensure_ascii=False))

    def _print_table(self, page: SearchPage) -> None:
        self.stdout.write(f"{page.total} articles, {page.ms:.1f} ms")
        for hit in page.hits:
            day = hit.article.published_on
            self.stdout.write(f"{hit.score:7.2f}  {day or '          '}  {hit.article.title}  [{hit.article.key}]")


def _search(query: str, limit: int) -> SearchPage:
    try:
        return search(SearchRequest(query=query, page_size=limit), with_facets=False)
    except SearchUnreachable:
        raise
    except SearchFailed as error:
        raise CommandError(f"{error}; `manage.py reindex` rebuilds the index") from error


def _lines(source: str) -> Iterable[str]:
    if source == "-":
        return (line.rstrip("\n") for line in sys.stdin)
    return Path(source).read_text("utf-8").splitlines()


def _row(query: str, page: SearchPage) -> dict[str, Any]:
    hits = [{"key": h.article.key, "title": h.article.title, "score": round(h.score, 4)} for h in page.hits]
    return {"query": query, "total": page.total, "ms": round(page.ms, 2), "hits": hits}
