import json
from contextlib import suppress
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from articles.models import Feed, Source
from articles.tests.following.serving import Server, answer

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def feed(server: Server) -> Feed:
    return Feed.objects.create(url=f"{server.url}/rss", source=Source.objects.named("Báo Biển"))


def run(*arguments: str) -> list[dict[str, object]]:
    """Run the command; a SystemExit, which tells of feeds that could not be read, does not matter here."""
    out = StringIO()
    with suppress(SystemExit):
        call_command("fetch_feeds", *arguments, stdout=out, stderr=StringIO())
    return [json.loads(line) for line in out.getvalue().splitlines()]


def test_this_machine_is_refused_with_the_reason(feed: Feed, server: Server) -> None:
    server.pages["/rss"] = answer("<rss/>")
    [line] = run()
    assert "port" in str(line["error"])
    assert server.asked == []


def test_a_feed_that_cannot_be_read_makes_it_exit_with_1(feed: Feed) -> None:
    with pytest.raises(SystemExit) as exit_:
        call_command("fetch_feeds", stdout=StringIO())
    assert exit_.value.code == 1


def test_only_feeds_that_are_due_are_fetched(feed: Feed) -> None:
    assert len(run()) == 1
    assert run() == []
    assert len(run("--all")) == 1
    assert len(run(feed.url)) == 1


def test_an_address_that_is_no_feeds_is_told(feed: Feed) -> None:
    with pytest.raises(CommandError, match="no feed has the address"):
        run("https://khac.example/rss")
