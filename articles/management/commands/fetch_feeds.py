"""Fetches feeds now, which the worker does by itself when their time has come."""

import json
import sys
from argparse import ArgumentParser
from collections.abc import Iterable
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from articles.following.fetch_limits import fetch_limits
from articles.following.fetcher import Fetcher
from articles.following.follow import Fetched, claim, follow
from articles.following.schedule import schedule
from articles.models import Feed, Outcome


class Command(BaseCommand):
    help = "Fetches the feeds whose time has come (the worker does so by itself), or those that are named."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("urls", nargs="*", metavar="URL", help="address of a feed, to be fetched now")
        parser.add_argument("--all", action="store_true", help="fetch every feed that is followed now")

    def handle(self, *args: Any, urls: list[str], **options: Any) -> None:
        """Fetch, print a line for each feed, and exit with 1 where one could not be read."""
        feeds = _named(urls) if urls else _followed(everyone=options["all"])
        bounds = fetch_limits()
        web = Fetcher(bounds)
        failed = 0
        for feed in feeds:
            if not claim(feed):
                self.stderr.write(f"{feed} is being fetched by another process")
                continue
            fetched = follow(feed, web, pages=bounds.pages)
            failed += bool(fetched.error)
            self.stdout.write(json.dumps(_line(feed, fetched), ensure_ascii=False))
        schedule()
        if failed:
            sys.exit(1)


def _followed(*, everyone: bool) -> Iterable[Feed]:
    feeds = Feed.objects.filter(active=True).order_by("next_attempt_at", "pk") if everyone else Feed.objects.due()
    return feeds.select_related("source", "section")


def _named(urls: list[str]) -> list[Feed]:
    feeds = {feed.url: feed for feed in Feed.objects.filter(url__in=urls).select_related("source", "section")}
    if unknown := [url for url in urls if url not in feeds]:
        raise CommandError(f"no feed has the address {', '.join(unknown)}: add it in the admin")
    return [feeds[url] for url in urls]


def _line(feed: Feed, fetched: Fetched) -> dict[str, Any]:
    return {
        "url": feed.url,
        "imported": fetched.counts[Outcome.IMPORTED],
        "updated": fetched.counts[Outcome.UPDATED],
        "duplicates": fetched.counts[Outcome.DUPLICATE],
        "failed": fetched.counts[Outcome.FAILED],
        "error": fetched.error,
        "next": timezone.localtime(feed.next_attempt_at).isoformat(timespec="seconds"),
    }
