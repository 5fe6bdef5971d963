"""Which entries of a feed are to be dealt with: those that are new, changed, or could not be had before."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from django.utils import timezone

from articles.following.listed_entries import ListedEntry
from articles.models import Article, Feed, FeedEntry

# After so many failures an entry is left until it changes.
MOST_FAILURES: Final = 5
# An entry that is no longer listed is forgotten.
_REMEMBERED: Final = timedelta(days=90)


@dataclass(frozen=True, slots=True)
class EntryOutcome:
    """What became of an entry: done with, or to be tried again."""

    entry: ListedEntry
    done: bool


def wanted(feed: Feed, listed: Sequence[ListedEntry]) -> list[ListedEntry]:
    """Return the entries to deal with, in the feed's order.

    Notes as done those that the archive has from elsewhere: same address, or same id at the same source.
    """
    met = _met(feed, listed)
    fresh = [entry for entry in listed if not (known := met.get(entry.key)) or known.fingerprint != entry.fingerprint]
    again = {key for key, known in met.items() if not known.done}
    held = _held(feed, [entry for entry in fresh if entry.key not in met])
    note(feed, [EntryOutcome(entry, True) for entry in held])
    left = {entry.key for entry in fresh} - {entry.key for entry in held} | again
    return [entry for entry in listed if entry.key in left]


def note(feed: Feed, outcomes: Iterable[EntryOutcome]) -> None:
    """Remember what became of entries; one that failed too often counts as done with."""
    outcomes = list(outcomes)
    met = _met(feed, [outcome.entry for outcome in outcomes])
    FeedEntry.objects.bulk_create(
        [_row(feed, outcome, met) for outcome in outcomes],
        update_conflicts=True,
        unique_fields=["feed", "key"],
        update_fields=["fingerprint", "done", "failures", "seen_at"],
    )


def still_listed(feed: Feed, listed: Sequence[ListedEntry]) -> None:
    """Remember that entries are listed still, and forget those that have not been for long."""
    now = timezone.now()
    FeedEntry.objects.filter(feed=feed, key__in=[entry.key for entry in listed]).update(seen_at=now)
    FeedEntry.objects.filter(feed=feed, seen_at__lt=now - _REMEMBERED).delete()


def _met(feed: Feed, listed: Sequence[ListedEntry]) -> dict[str, FeedEntry]:
    keys = [entry.key for entry in listed]
    return {row.key: row for row in FeedEntry.objects.filter(feed=feed, key__in=keys)}


def _held(feed: Feed, listed: Sequence[ListedEntry]) -> list[ListedEntry]:
    urls = {entry.facts.url for entry in listed} - {""}
    keys = {entry.facts.key for entry in listed} - {""}
    known_urls = set(Article.objects.filter(url__in=urls).values_list("url", flat=True))
    known_keys = set(Article.objects.filter(record_id__in=keys, source=feed.source).values_list("record_id", flat=True))
    return [entry for entry in listed if entry.facts.url in known_urls or entry.facts.key in known_keys]


def _row(feed: Feed, outcome: EntryOutcome, met: Mapping[str, FeedEntry]) -> FeedEntry:
    entry, before = outcome.entry, met.get(outcome.entry.key)
    same = before is not None and before.fingerprint == entry.fingerprint
    failures = 0 if outcome.done else (before.failures if before and same else 0) + 1
    return FeedEntry(
        feed=feed,
        key=entry.key,
        fingerprint=entry.fingerprint,
        done=outcome.done or failures >= MOST_FAILURES,
        failures=failures,
        seen_at=timezone.now(),
    )
