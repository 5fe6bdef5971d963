"""Saving a search, and how often it would have found something."""

from dataclasses import dataclass, replace
from datetime import timedelta
from functools import lru_cache
from typing import Final

from django.contrib.auth.models import User
from django.core import signing
from django.db import transaction
from django.db.models import Count, Min
from django.http import QueryDict
from django.utils import timezone

from articles.models import Article, SavedSearch
from articles.models.bulk_rows import in_chunks
from articles.models.folder import new_token
from articles.models.saved_search import MOST_SAVED
from articles.search import ReadQuery, SearchRequest, Sort, strict_ids

# How far back it is counted how often a search would have found something.
TRIED_DAYS: Final = 30
_CHUNK: Final = 5000
_ALERTS: Final = "alerts"


class TooManySaved(Exception):
    """The account has as many saved searches as one may have. Nothing was stored."""


@dataclass(frozen=True, slots=True)
class LastMonth:
    """How many of the articles added in the last thirty days a search finds, and on how many days they were added.

    `added` counts all articles added in that time.
    """

    found: int
    days: int
    added: int


def saved_address(request: SearchRequest) -> str:
    """Return the query string by which a search is kept: without its page, its order and what widens it."""
    return replace(request.sorted_by(Sort.RELEVANCE), wider=False).address().removeprefix("?")


def unsubscribe_token(user: User) -> str:
    """Return what stands in the address by which a reader's mails about new articles are turned off."""
    return signing.dumps(user.pk, salt=_ALERTS)


def owner_of_token(token: str) -> User | None:
    """Return whose mails an address turns off; None for a token that the archive did not give out."""
    try:
        return User.objects.filter(pk=signing.loads(token, salt=_ALERTS)).first()
    except signing.BadSignature:
        return None


@lru_cache(maxsize=20_000)
def request_of(address: str) -> SearchRequest:
    """Return the search that is kept by a query string."""
    return SearchRequest.from_address(QueryDict(address))


@transaction.atomic
def save_search(owner: User, request: SearchRequest, *, name: str, site: str, mailed: bool) -> SavedSearch:
    """Keep a search for an account, or rename the one that it has already. Raises TooManySaved."""
    address = saved_address(request)
    known = SavedSearch.objects.filter(owner=owner, address=address).exists()
    if not known and SavedSearch.objects.filter(owner=owner).count() >= MOST_SAVED:
        raise TooManySaved
    values = {"name": " ".join(name.split()), "site": site}
    new = {**values, "mailed": mailed, "feed_token": new_token()}
    search, is_new = SavedSearch.objects.update_or_create(
        owner=owner, address=address, defaults=values, create_defaults=new
    )
    if not is_new:
        set_mailed(search, mailed=mailed)
    return search


@transaction.atomic
def set_mailed(search: SavedSearch, *, mailed: bool) -> None:
    """Turn the mails of a saved search on or off. What it found while they were off is never mailed."""
    if mailed and not search.mailed:
        search.matches.filter(mailed_at=None).update(mailed_at=timezone.now())
    search.mailed = mailed
    search.save(update_fields=["mailed"])


def last_month(request: SearchRequest | ReadQuery) -> LastMonth:
    """Return how often a search would have found something in the last thirty days. Raises SearchFailed."""
    added = Article.objects.visible().filter(created_at__gte=timezone.now() - timedelta(days=TRIED_DAYS))
    all_added = added.aggregate(count=Count("pk"), first=Min("pk"))
    if not all_added["count"]:
        return LastMonth(0, 0, 0)
    days: set[object] = set()
    found = 0
    for chunk in in_chunks(strict_ids(request, first=all_added["first"]), _CHUNK):
        times = added.filter(pk__in=chunk).values_list("created_at", flat=True)
        found += len(times)
        days.update(timezone.localdate(time) for time in times)
    return LastMonth(found, len(days), all_added["count"])
