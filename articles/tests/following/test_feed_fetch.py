"""Fetches of one feed from a server on this machine."""

from dataclasses import replace
from datetime import timedelta
from http.server import BaseHTTPRequestHandler
from typing import Any

import pytest
from django.utils import timezone

from articles.following import http
from articles.following.feed_fetch import FetchResult, claim, fetch_feed
from articles.following.http import Response
from articles.following.public_addresses import PUBLIC
from articles.following.url import Url
from articles.importing.storing.undo_import import undo_batch
from articles.models import (
    Article,
    BatchStatus,
    Feed,
    FeedEntry,
    Health,
    ImportBatch,
    OnChange,
    Origin,
    Outcome,
    Section,
    Source,
)
from articles.tests.following.serving import ANYWHERE, Behaviour, Server, answer, raw, redirect, web

pytestmark = pytest.mark.django_db

BODY = "".join(f"<p>Đoạn {n}: tàu thuyền ra vào cảng cá Quy Nhơn tấp nập suốt buổi sáng nay.</p>" for n in range(12))


def item(number: int, *, content: str = "", title: str = "Tin biển số") -> str:
    held = f"<content:encoded><![CDATA[{content.replace('Đoạn', f'Bài {number}, đoạn')}]]></content:encoded>"
    return (
        f"<item><title>{title} {number}</title><link>/bai-{number}.html</link><guid>bien-{number}</guid>"
        f"<description>Tóm tắt bài {number}.</description>{held if content else ''}</item>"
    )


def rss(*items: str) -> str:
    space = 'xmlns:content="http://purl.org/rss/1.0/modules/content/"'
    return f'<rss version="2.0" {space}><channel><title>Báo Biển</title>{"".join(items)}</channel></rss>'


def page(number: int, text: str = "Tàu thuyền vào ra tấp nập.") -> str:
    paragraphs = "".join(f"<p>Trang {number}, đoạn {n}. {text}</p>" for n in range(6))
    return f"<html><body><article><h1>Tin biển số {number}</h1>{paragraphs}</article></body></html>"


@pytest.fixture
def feed(server: Server) -> Feed:
    return Feed.objects.create(
        url=f"{server.url}/rss", source=Source.objects.named("Báo Biển"), section=Section.objects.named("Biển đảo")
    )


def fetch(feed: Feed, *, pages: int = 20, **limits: Any) -> FetchResult:
    feed.refresh_from_db()
    assert claim(feed)
    fetched = fetch_feed(feed, web(**limits), pages=pages)
    feed.refresh_from_db()
    return fetched


def minutes_until(feed: Feed) -> int:
    return round((feed.next_attempt_at - timezone.now()).total_seconds() / 60)


def test_articles_in_the_feed_are_imported_as_a_batch(server: Server, feed: Feed) -> None:
    server.pages["/rss"] = answer(rss(item(1, content=BODY), item(2, content=BODY)))
    assert fetch(feed).counts == {Outcome.IMPORTED: 2}
    batch = ImportBatch.objects.get()
    assert (batch.origin, batch.status, batch.items.count()) == (Origin.FEED, BatchStatus.FINISHED, 2)
    article = Article.objects.get(title="Tin biển số 1")
    assert (str(article.source), str(article.section), article.url) == (
        "Báo Biển",
        "Biển đảo",
        f"{server.url}/bai-1.html",
    )
    assert (feed.health, minutes_until(feed), server.times("/bai-1.html")) == (Health.WELL, 30, 0)


def test_a_summary_leads_to_its_page(server: Server, feed: Feed) -> None:
    server.pages |= {"/rss": answer(rss(item(1))), "/bai-1.html": answer(page(1))}
    assert fetch(feed).counts == {Outcome.IMPORTED: 1}
    article = Article.objects.get()
    assert (article.url, article.record_id) == (f"{server.url}/bai-1.html", "bien-1")
    assert "Trang 1, đoạn 5." in article.text
    assert article.original().decode() == page(1)


def test_what_is_known_is_not_asked_for_again(server: Server, feed: Feed) -> None:
    server.pages |= {"/rss": answer(rss(item(1))), "/bai-1.html": answer(page(1))}
    fetch(feed)
    assert fetch(feed).counts == {}
    assert (server.times("/bai-1.html"), ImportBatch.objects.count()) == (1, 1)


def test_what_the_archive_has_from_elsewhere_is_passed_over(server: Server, feed: Feed) -> None:
    Article.objects.bulk_create([Article(title="Cũ", url=f"{server.url}/bai-1.html", content_hash="1" * 64)])
    Article.objects.bulk_create([Article(title="Cũ", record_id="bien-2", source=feed.source, content_hash="2" * 64)])
    server.pages["/rss"] = answer(rss(item(1), item(2, content=BODY)))
    assert fetch(feed).counts == {}
    assert server.times("/bai-1.html") == 0


def test_what_an_editor_deleted_does_not_come_back(server: Server, feed: Feed) -> None:
    server.pages["/rss"] = answer(rss(item(1, content=BODY)))
    fetch(feed)
    Article.objects.all().delete()
    assert fetch(feed).counts == {}
    assert not Article.objects.exists()


def test_an_entry_that_changed_updates_its_article(server: Server, feed: Feed) -> None:
    server.pages["/rss"] = answer(rss(item(1, content=BODY)))
    fetch(feed)
    server.pages["/rss"] = answer(rss(item(1, content=BODY.replace("sáng", "chiều"))))
    assert fetch(feed).counts == {Outcome.UPDATED: 1}
    assert "chiều" in Article.objects.get().body[0]


def test_an_entry_that_changed_is_left_where_the_feed_says_so(server: Server, feed: Feed) -> None:
    server.pages["/rss"] = answer(rss(item(1, content=BODY)))
    fetch(feed)
    Feed.objects.update(on_change=OnChange.SKIP)
    server.pages["/rss"] = answer(rss(item(1, content=BODY.replace("sáng", "chiều"))))
    assert fetch(feed).counts == {Outcome.DUPLICATE: 1}
    assert "sáng" in Article.objects.get().body[0]


def test_a_fetch_can_be_undone_and_stays_so(server: Server, feed: Feed) -> None:
    server.pages["/rss"] = answer(rss(item(1, content=BODY)))
    fetch(feed)
    undo_batch(ImportBatch.objects.get())
    assert not Article.objects.exists()
    assert fetch(feed).counts == {}


def test_a_feed_that_did_not_change_is_not_sent_again(server: Server, feed: Feed) -> None:
    server.pages["/rss"] = answer(
        rss(item(1, content=BODY)), ETag='"mot"', Last_Modified="Tue, 14 Jun 2022 03:15:00 GMT"
    )
    fetch(feed)
    server.pages["/rss"] = answer("", status=304)
    assert fetch(feed) == FetchResult()
    asked = server.headers[-1]
    assert asked["if-modified-since"] == "Tue, 14 Jun 2022 03:15:00 GMT"
    assert asked["if-none-match"] == '"mot"'
    assert (feed.health, feed.etag) == (Health.WELL, '"mot"')


def test_no_more_pages_are_fetched_than_allowed_and_the_rest_comes_soon(server: Server, feed: Feed) -> None:
    server.pages["/rss"] = answer(rss(*map(item, range(5))), ETag="x")
    server.pages |= {f"/bai-{n}.html": answer(page(n)) for n in range(5)}
    assert fetch(feed, pages=3).counts == {Outcome.IMPORTED: 3}
    assert (minutes_until(feed), feed.etag) == (5, "")
    assert fetch(feed, pages=3).counts == {Outcome.IMPORTED: 2}
    assert (minutes_until(feed), feed.etag) == (30, "x")


def test_a_page_that_fails_is_recorded_and_tried_again(server: Server, feed: Feed) -> None:
    server.pages |= {"/rss": answer(rss(item(1)), ETag="x"), "/bai-1.html": answer("", status=502)}
    assert fetch(feed).counts == {Outcome.FAILED: 1}
    assert "answers 502" in ImportBatch.objects.get().items.get().reason
    assert (feed.health, feed.etag) == (Health.WELL, "")
    server.pages["/bai-1.html"] = answer(page(1))
    assert fetch(feed).counts == {Outcome.IMPORTED: 1}


def test_a_host_whose_robots_txt_is_nonsense_stops_no_other_entry(server: Server, feed: Feed) -> None:
    server.pages |= {
        "/robots.txt": answer("User-agent: *\nCrawl-delay: ²\nDisallow: http://[\n"),
        "/rss": answer(rss(item(1), item(2).replace("/bai-2.html", "http://[::1"), item(3))),
        "/bai-1.html": raw(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n-5\r\n"),
        "/bai-3.html": answer(page(3)),
    }
    assert fetch(feed).counts == {Outcome.FAILED: 1, Outcome.IMPORTED: 1}
    assert (feed.health, minutes_until(feed)) == (Health.WELL, 30)


@pytest.mark.parametrize(
    "robots", [answer("", status=503), answer("", status=429), raw(b"noise\r\n\r\n")], ids=["down", "busy", "noise"]
)
def test_a_host_that_fails_stops_only_its_own_entries(server: Server, feed: Feed, robots: Behaviour) -> None:
    elsewhere = server.url.replace("127.0.0.1", "localhost")
    there = [item(n).replace("/bai", f"{elsewhere}/bai") for n in (1, 2, 3, 4)]
    server.pages |= {"/rss": answer(rss(*there, item(5)), ETag="x"), "/bai-5.html": answer(page(5))}

    def of_host(request: BaseHTTPRequestHandler) -> None:
        (robots if "localhost" in request.headers["Host"] else answer("", status=404))(request)

    server.pages["/robots.txt"] = of_host
    assert fetch(feed).counts == {Outcome.FAILED: 3, Outcome.IMPORTED: 1}
    assert (feed.health, feed.etag, minutes_until(feed)) == (Health.WELL, "", 30)


def test_a_host_that_asks_for_patience_holds_up_neither_the_feed_nor_other_hosts(server: Server, feed: Feed) -> None:
    elsewhere = server.url.replace("127.0.0.1", "localhost")
    there = [item(n).replace("/bai", f"{elsewhere}/bai") for n in (1, 2)]
    server.pages |= {"/rss": answer(rss(*there, item(3))), "/bai-3.html": answer(page(3))}
    server.pages["/bai-1.html"] = answer("", status=429, Retry_After="7200")
    fetcher = web()
    for _ in range(2):
        feed.refresh_from_db()
        assert claim(feed)
        fetch_feed(feed, fetcher, pages=9)
    assert minutes_until(feed) == 30
    assert (server.times("/bai-1.html"), server.times("/bai-2.html"), server.times("/bai-3.html")) == (1, 0, 1)


def test_an_error_that_nobody_foresaw_is_in_the_state_of_the_feed(
    server: Server, feed: Feed, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise ArithmeticError("không ai ngờ")

    monkeypatch.setattr("articles.following.feed_fetch.listed_entries", broken)
    server.pages["/rss"] = answer(rss(item(1)))
    assert "không ai ngờ" in fetch(feed).error
    assert (feed.health, feed.failures, minutes_until(feed)) == (Health.FAILING, 1, 60)
    assert "không ai ngờ" in feed.last_error


def test_a_page_with_an_error_that_nobody_foresaw_stops_no_other(
    server: Server, feed: Feed, monkeypatch: pytest.MonkeyPatch
) -> None:
    def get(url: Url, *args: Any, **kwargs: Any) -> Response:
        if url.target == "/bai-1.html":
            raise ArithmeticError("không ai ngờ")
        return http.get(url, *args, **kwargs)

    monkeypatch.setattr("articles.following.fetcher.get", get)
    server.pages |= {"/rss": answer(rss(item(1), item(2))), "/bai-2.html": answer(page(2))}
    assert fetch(feed).counts == {Outcome.FAILED: 1, Outcome.IMPORTED: 1}


def test_a_date_of_the_feed_that_cannot_be_used_is_said_at_its_article(server: Server, feed: Feed) -> None:
    dated = item(1).replace("<guid>", "<pubDate>Fri, 31 Dec 9999 23:59:59 -0700</pubDate><guid>")
    server.pages |= {
        "/rss": answer(rss(dated, item(2))),
        "/bai-1.html": answer(page(1)),
        "/bai-2.html": answer(page(2)),
    }
    assert fetch(feed).counts == {Outcome.IMPORTED: 2}
    assert ImportBatch.objects.get().items.filter(reason__contains="31 Dec 9999").count() == 1


def test_a_page_that_keeps_failing_is_given_up(server: Server, feed: Feed) -> None:
    server.pages |= {"/rss": answer(rss(item(1))), "/bai-1.html": answer("", status=502)}
    for _ in range(7):
        fetch(feed)
    assert server.times("/bai-1.html") == 5


@pytest.mark.parametrize(
    ("behaviour", "reason"),
    [
        (answer("", status=404), "answers 404"),
        (answer("%PDF", Content_Type="application/pdf"), "is not a page but application/pdf"),
        (answer("x" * 2_000_000), "larger than 1 MB"),
        (redirect("http://10.0.0.1:1/"), "port 1"),
    ],
    ids=["gone", "no page", "huge", "elsewhere"],
)
def test_a_page_that_is_not_to_be_had_is_recorded_and_left(
    server: Server, feed: Feed, behaviour: Any, reason: str
) -> None:
    server.pages |= {"/rss": answer(rss(item(1))), "/bai-1.html": behaviour}
    here = replace(ANYWHERE, ports=(int(server.url.rpartition(":")[2]), *(PUBLIC.ports or ())))
    for _ in range(2):
        feed.refresh_from_db()
        assert claim(feed)
        fetch_feed(feed, web(here), pages=9)
    assert reason in ImportBatch.objects.get().items.get().reason
    assert server.times("/bai-1.html") == 1


def test_a_busy_server_is_left_alone_as_long_as_it_asks(server: Server, feed: Feed) -> None:
    server.pages["/rss"] = answer(rss(item(1), item(2)))
    server.pages |= {f"/bai-{n}.html": answer("", status=429, Retry_After="7200") for n in (1, 2)}
    fetch(feed)
    assert (minutes_until(feed), server.times("/bai-2.html")) == (120, 0)


def test_a_server_that_fails_again_and_again_is_left_alone(server: Server, feed: Feed) -> None:
    server.pages["/rss"] = answer(rss(*map(item, range(9))))
    server.pages |= {f"/bai-{n}.html": answer("", status=500) for n in range(9)}
    assert fetch(feed).counts == {Outcome.FAILED: 3}


def test_failures_are_told_and_put_the_next_attempt_off(server: Server, feed: Feed) -> None:
    server.pages["/rss"] = answer("", status=500)
    pauses = []
    for _ in range(7):
        assert "answers 500" in fetch(feed).error
        pauses.append(minutes_until(feed))
    assert pauses == [60, 120, 240, 480, 960, 1440, 1440]
    assert (feed.health, feed.failures) == (Health.FAILING, 7)
    server.pages["/rss"] = answer(rss())
    fetch(feed)
    assert (feed.health, feed.failures, feed.last_error, minutes_until(feed)) == (Health.WELL, 0, "", 30)


def test_a_feed_that_asks_for_patience_is_given_it(server: Server, feed: Feed) -> None:
    server.pages["/rss"] = answer("", status=503, Retry_After=str(3 * 24 * 3600))
    fetch(feed)
    assert minutes_until(feed) == 3 * 24 * 60


def test_a_feed_that_is_gone_is_followed_no_more(server: Server, feed: Feed) -> None:
    server.pages["/rss"] = answer("", status=410)
    fetch(feed)
    assert (feed.health, feed.active) == (Health.STOPPED, False)
    assert "gone for good" in feed.last_error
    assert not Feed.objects.due().exists()


def test_a_page_in_place_of_the_feed_is_a_failure_with_its_reason(server: Server, feed: Feed) -> None:
    server.pages["/rss"] = answer("<html><body>Bảo trì</body></html>")
    assert "not an RSS or Atom feed" in fetch(feed).error


def test_a_feed_is_fetched_by_one_process_at_a_time(server: Server, feed: Feed) -> None:
    same = Feed.objects.get(pk=feed.pk)
    assert claim(feed)
    assert not claim(same)


def test_a_feed_whose_process_died_is_due_again(server: Server, feed: Feed) -> None:
    claim(feed)
    assert not Feed.objects.due().exists()
    feed.refresh_from_db()
    assert minutes_until(feed) == 60


def test_an_entry_that_is_no_longer_listed_is_forgotten_in_the_end(server: Server, feed: Feed) -> None:
    server.pages["/rss"] = answer(rss(item(1, content=BODY)))
    fetch(feed)
    FeedEntry.objects.update(seen_at=timezone.now() - timedelta(days=91))
    server.pages["/rss"] = answer(rss())
    fetch(feed)
    assert not FeedEntry.objects.exists()


def test_a_hundred_entries_that_are_known_take_no_more_queries(
    server: Server, feed: Feed, django_assert_max_num_queries: Any
) -> None:
    server.pages["/rss"] = answer(rss(*(item(n) for n in range(100))))
    Article.objects.bulk_create(
        Article(title="Cũ", record_id=f"bien-{n}", source=feed.source, content_hash=str(n)) for n in range(100)
    )
    with django_assert_max_num_queries(20):
        fetch(feed)
