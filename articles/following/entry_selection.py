"""Which entries of a feed to import: new ones, changed ones, and those that failed before."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from django.utils import timezone

from articles.following.listed_entries import ListedEntry
from articles.models import Article, Feed, FeedEntry, articles_by_address

# After so many failures an entry is not tried again until it changes.
MAX_FAILURES: Final = 5
# How long an entry that is no longer listed is remembered.
_REMEMBERED: Final = timedelta(days=90)


@dataclass(frozen=True, slots=True)
class EntryOutcome:
    """What became of an entry; `done` is false where it is to be tried again."""

    entry: ListedEntry
    done: bool


def select_entries(feed: Feed, listed: Sequence[ListedEntry]) -> list[ListedEntry]:
    """Return the entries to import, in the feed's order.

    Entries that the archive has from elsewhere (same address, or same id and source) are recorded as done.
    """
    rows = _recorded(feed, listed)
    fresh = [entry for entry in listed if not (row := rows.get(entry.key)) or row.fingerprint != entry.fingerprint]
    failed = {key for key, row in rows.items() if not row.done}
    in_archive = _in_archive(feed, [entry for entry in fresh if entry.key not in rows])
    record_outcomes(feed, [EntryOutcome(entry, True) for entry in in_archive])
    selected = {entry.key for entry in fresh} - {entry.key for entry in in_archive} | failed
    return [entry for entry in listed if entry.key in selected]


def record_outcomes(feed: Feed, outcomes: Iterable[EntryOutcome]) -> None:
    """Record what became of entries; one that failed MAX_FAILURES times counts as done."""
    outcomes = list(outcomes)
    rows = _recorded(feed, [outcome.entry for outcome in outcomes])
    FeedEntry.objects.bulk_create(
        [_row(feed, outcome, rows) for outcome in outcomes],
        update_conflicts=True,
        unique_fields=["feed", "key"],
        update_fields=["fingerprint", "done", "failures", "seen_at"],
    )


def record_listed(feed: Feed, listed: Sequence[ListedEntry]) -> None:
    """Record that entries are still listed, and forget those that have not been for _REMEMBERED."""
    now = timezone.now()
    FeedEntry.objects.filter(feed=feed, key__in=[entry.key for entry in listed]).update(seen_at=now)
    FeedEntry.objects.filter(feed=feed, seen_at__lt=now - _REMEMBERED).delete()


def _recorded(feed: Feed, listed: Sequence[ListedEntry]) -> dict[str, FeedEntry]:
    keys = [entry.key for entry in listed]
    return {row.key: row for row in FeedEntry.objects.filter(feed=feed, key__in=keys)}


def _in_archive(feed: Feed, listed: Sequence[ListedEntry]) -> list[ListedEntry]:
    ids = {entry.metadata.key for entry in listed} - {""}
    urls = articles_by_address(entry.metadata.url for entry in listed)
    ids = set(Article.objects.filter(record_id__in=ids, source=feed.source).values_list("record_id", flat=True))
    return [entry for entry in listed if entry.metadata.url in urls or entry.metadata.key in ids]


def _row(feed: Feed, outcome: EntryOutcome, rows: Mapping[str, FeedEntry]) -> FeedEntry:
    entry, before = outcome.entry, rows.get(outcome.entry.key)
    unchanged = before is not None and before.fingerprint == entry.fingerprint
    failures = 0 if outcome.done else (before.failures if before and unchanged else 0) + 1
    return FeedEntry(
        feed=feed,
        key=entry.key,
        fingerprint=entry.fingerprint,
        done=outcome.done or failures >= MAX_FAILURES,
        failures=failures,
        seen_at=timezone.now(),
    )
