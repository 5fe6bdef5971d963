from datetime import timedelta

import pytest
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from articles.following import schedule as scheduling
from articles.following.schedule import fetch_next_feed, schedule
from articles.models import Feed, Source
from articles.tests.following.serving import Server, answer, web
from articles.tests.working import minutes_to_wait, work

pytestmark = pytest.mark.django_db(transaction=True)

EMPTY = "<rss><channel></channel></rss>"


@pytest.fixture(autouse=True)
def this_machine_may_be_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scheduling, "shared_fetcher", lambda limits: web())


def make_feed(url: str, minutes: int = 0) -> Feed:
    at = timezone.now() + timedelta(minutes=minutes)
    return Feed.objects.create(url=url, source=Source.objects.named("Báo Biển"), next_attempt_at=at)


def test_without_feeds_nothing_waits() -> None:
    schedule()
    assert minutes_to_wait() == []


def test_the_worker_waits_for_the_feed_that_is_due_next() -> None:
    make_feed("https://bao.example/1", 50)
    make_feed("https://bao.example/2", 20)
    Feed.objects.filter(pk=make_feed("https://bao.example/3", 5).pk).update(active=False)
    schedule()
    schedule()
    assert minutes_to_wait() == [20]


def test_feeds_that_are_due_are_fetched_one_after_another(server: Server) -> None:
    server.pages |= {"/a": answer(EMPTY), "/b": answer(EMPTY)}
    for path in "ab":
        make_feed(f"{server.url}/{path}")
    schedule()
    work()
    assert (server.times("/a"), server.times("/b"), minutes_to_wait()) == (1, 0, [0])
    work()
    assert (server.times("/b"), minutes_to_wait()) == (1, [30])


def test_the_death_of_a_worker_does_not_end_the_following(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    def die(*_: object, **__: object) -> None:
        raise SystemExit

    make_feed(f"{server.url}/a")
    monkeypatch.setattr(scheduling, "fetch_feed", die)
    with pytest.raises(SystemExit):
        fetch_next_feed.func()
    assert minutes_to_wait() == [60]


def test_what_somebody_waits_for_comes_before_feeds() -> None:
    make_feed("https://bao.example/1")
    schedule()
    assert DBTaskResult.objects.get().priority < 0


def test_records_of_past_fetches_do_not_grow_for_ever(server: Server) -> None:
    server.pages["/a"] = answer(EMPTY)
    make_feed(f"{server.url}/a")
    schedule()
    work()
    DBTaskResult.objects.filter(status="SUCCESSFUL").update(finished_at=timezone.now() - timedelta(days=2))
    schedule()
    assert DBTaskResult.objects.count() == 1
