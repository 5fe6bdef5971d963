"""Tries new articles on the saved searches, and keeps what each search found."""

from collections.abc import Collection, Mapping
from threading import Lock
from typing import Final

from django.db import connection, transaction
from django.utils import timezone

from articles.models import Article, NewArticle, SavedSearch, SearchMatch
from articles.models.bulk_rows import add_rows
from articles.saved_searches.saving import request_of
from articles.search import SearchPercolator

_BATCH: Final = 1000

# The searches that this process has compiled are kept for the whole life of the worker.
percolator: Final = SearchPercolator()
_lock: Final = Lock()


def try_new_articles() -> int:
    """Try the articles that were noted and committed on all saved searches; return how many finds are new.

    Safe to repeat: an article that was noted stays so until its finds are stored, and no find is stored twice. Raises
    SearchFailed where the index cannot be read.
    """
    found = 0
    with _lock:
        while noted := list(NewArticle.objects.order_by("pk").values_list("pk", "article_id")[:_BATCH]):
            found += _try(dict(noted))
    return found


def _try(noted: Mapping[int, int]) -> int:
    addresses = dict(SavedSearch.objects.of_active().values_list("pk", "address"))
    matches: dict[int, list[int]] = {}
    if addresses:
        searches = {pk: request_of(address) for pk, address in addresses.items()}
        matches = dict(percolator.matches(searches, list(dict.fromkeys(noted.values()))))
        _note_failures(percolator.unreadable)
    with transaction.atomic():
        stored = _store(matches)
        NewArticle.objects.filter(pk__in=list(noted)).delete()
    return stored


def _store(matches: Mapping[int, list[int]]) -> int:
    """Keep the finds; those that are kept already stay as they are. Return how many there are."""
    # A search or an article may have been deleted while the articles were tried.
    searches = set(SavedSearch.objects.filter(pk__in=list(matches)).values_list("pk", flat=True))
    ids = {pk for found in matches.values() for pk in found}
    articles = set(Article.objects.filter(pk__in=ids).values_list("pk", flat=True))
    now = connection.ops.adapt_datetimefield_value(timezone.now())
    rows = [
        (search, article, now)
        for search, found in matches.items()
        for article in found
        if search in searches and article in articles
    ]
    add_rows(SearchMatch, ["search", "article", "matched_at"], rows, ignore_known=True)
    return len(rows)


def _note_failures(searches: Collection[int]) -> None:
    SavedSearch.objects.filter(pk__in=searches).update(failed_at=timezone.now())
    SavedSearch.objects.exclude(pk__in=searches).exclude(failed_at=None).update(failed_at=None)
