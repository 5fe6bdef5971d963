from datetime import timedelta

import pytest
from django.contrib.auth.models import Group, User
from django.test import Client
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from articles.groups import EDITORS
from articles.models import Feed, Source

pytestmark = pytest.mark.django_db(transaction=True)

LIST = "/admin/articles/feed/"
LATER = timezone.now() + timedelta(days=3)


@pytest.fixture
def editor(client: Client) -> Client:
    user = User.objects.create_user("biên-tập", password="x", is_staff=True)
    user.groups.add(Group.objects.get(name=EDITORS))
    client.force_login(user)
    return client


def make_feed(number: int = 1, **state: object) -> Feed:
    source = Source.objects.named(f"Báo Biển {number}")
    return Feed.objects.create(url=f"https://bao.example/{number}.rss", source=source, **state)


def values(feed: Feed, **changed: object) -> dict[str, object]:
    fields = {"url": feed.url, "source": feed.source_id, "interval": 30, "on_change": "update", "active": "on"}
    return fields | changed


def test_a_feed_that_is_added_is_fetched_by_the_worker(editor: Client) -> None:
    source = Source.objects.named("Báo Biển")
    new = Feed(url="https://bao.example/rss", source=source)
    assert editor.post(f"{LIST}add/", values(new)).status_code == 302
    assert DBTaskResult.objects.filter(run_after__lte=timezone.now()).count() == 1


@pytest.mark.parametrize(("field", "value"), [("url", "ftp://bao.example/"), ("interval", 1), ("source", "")])
def test_a_wrong_value_is_a_message(editor: Client, field: str, value: object) -> None:
    new = Feed(url="https://bao.example/rss", source=Source.objects.named("Báo Biển"))
    response = editor.post(f"{LIST}add/", values(new, **{field: value}))
    assert field in response.context["adminform"].form.errors


def test_the_list_shows_how_feeds_are_doing(editor: Client) -> None:
    make_feed(1, failures=3, last_error="bao.example answers 502")
    make_feed(2, active=False)
    page = editor.get(LIST).text
    for shown in ("bao.example trả lời 502", "đang lỗi", "tạm dừng"):
        assert shown in page


def test_an_address_without_a_scheme_is_one_of_https(editor: Client) -> None:
    new = Feed(url="bao.example/rss", source=Source.objects.named("Báo Biển"))
    editor.post(f"{LIST}add/", values(new))
    assert Feed.objects.get().url == "https://bao.example/rss"


def test_a_mended_feed_is_fetched_at_once(editor: Client) -> None:
    feed = make_feed(failures=3, last_error="404", etag="x", next_attempt_at=LATER)
    editor.post(f"{LIST}{feed.pk}/change/", values(feed, url="https://bao.example/moi.rss"))
    feed.refresh_from_db()
    assert (feed.failures, feed.last_error, feed.etag) == (0, "", "")
    assert feed in Feed.objects.due()


def test_saving_without_a_change_leaves_its_state(editor: Client) -> None:
    feed = make_feed(failures=3, next_attempt_at=LATER)
    editor.post(f"{LIST}{feed.pk}/change/", values(feed))
    feed.refresh_from_db()
    assert feed.failures == 3


def test_fetch_now_puts_the_chosen_first_in_line(editor: Client) -> None:
    chosen, other = make_feed(1, next_attempt_at=LATER), make_feed(2, next_attempt_at=LATER)
    stopped = make_feed(3, next_attempt_at=LATER, active=False)
    editor.post(LIST, {"action": "fetch_now", "_selected_action": [chosen.pk, stopped.pk]})
    assert list(Feed.objects.due()) == [chosen]
    assert DBTaskResult.objects.filter(run_after__lte=timezone.now()).count() == 1
    assert other.next_attempt_at == LATER


def test_a_long_list_takes_no_more_queries(editor: Client, django_assert_max_num_queries: object) -> None:
    for number in range(30):
        make_feed(number)
    with django_assert_max_num_queries(9):  # type: ignore[operator]
        assert editor.get(LIST).status_code == 200
