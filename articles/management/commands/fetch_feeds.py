"""Fetches feeds now."""

import json
import sys
from argparse import ArgumentParser
from collections.abc import Iterable
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from articles.following.feed_fetch import FetchResult, claim, fetch_feed
from articles.following.fetcher import Fetcher, FetchLimits
from articles.following.schedule import schedule
from articles.models import Feed, Outcome


class Command(BaseCommand):
    help = "Fetches the feeds that are due (the worker does so by itself), or those given by address."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("urls", nargs="*", metavar="URL", help="address of a feed, to be fetched now")
        parser.add_argument("--all", action="store_true", help="fetch every active feed now")

    def handle(self, *args: Any, urls: list[str], **options: Any) -> None:
        """Fetch, print a JSON line for each feed, and exit with 1 if one could not be read."""
        feeds = _by_address(urls) if urls else _due_feeds(everyone=options["all"])
        limits = FetchLimits.from_settings()
        fetcher = Fetcher(limits)
        failed = 0
        for feed in feeds:
            if not claim(feed):
                self.stderr.write(f"{feed} is being fetched by another process")
                continue
            result = fetch_feed(feed, fetcher, pages=limits.pages)
            failed += bool(result.error)
            self.stdout.write(json.dumps(_line(feed, result), ensure_ascii=False))
        schedule()
        if failed:
            sys.exit(1)


def _due_feeds(*, everyone: bool) -> Iterable[Feed]:
    feeds = Feed.objects.filter(active=True).order_by("next_attempt_at", "pk") if everyone else Feed.objects.due()
    return feeds.select_related("source", "section")


def _by_address(urls: list[str]) -> list[Feed]:
    feeds = {feed.url: feed for feed in Feed.objects.filter(url__in=urls).select_related("source", "section")}
    if unknown := [url for url in urls if url not in feeds]:
        raise CommandError(f"no feed has the address {', '.join(unknown)}: add it in the admin site")
    return [feeds[url] for url in urls]


def _line(feed: Feed, result: FetchResult) -> dict[str, Any]:
    return {
        "url": feed.url,
        "imported": result.counts[Outcome.IMPORTED],
        "updated": result.counts[Outcome.UPDATED],
        "duplicates": result.counts[Outcome.DUPLICATE],
        "failed": result.counts[Outcome.FAILED],
        "error": result.error,
        "next": timezone.localtime(feed.next_attempt_at).isoformat(timespec="seconds"),
    }
