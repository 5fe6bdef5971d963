from datetime import timedelta

import pytest
from django.http import HttpRequest
from django.utils import timezone
from pytest_django import Settings

from articles.models import Attempt
from articles.reader_accounts.attempt_limits import AttemptLimit, client_of

LIMIT = AttemptLimit("thử", 2, timedelta(minutes=15))


@pytest.mark.django_db
def test_what_was_tried_too_often_has_to_wait() -> None:
    assert [LIMIT.is_passed("lan@toasoan.vn") for _ in range(4)] == [False, False, True, True]
    assert not LIMIT.is_passed("huy@toasoan.vn")
    assert not AttemptLimit("khác", 2, timedelta(minutes=15)).is_passed("lan@toasoan.vn")
    Attempt.objects.update(at=timezone.now() - timedelta(minutes=16))
    assert not LIMIT.is_passed("lan@toasoan.vn")


@pytest.mark.django_db
def test_capitals_make_no_other_name() -> None:
    assert [LIMIT.is_passed(name) for name in ("lan", "LAN", "Lan")] == [False, False, True]


@pytest.mark.django_db
def test_a_success_counts_from_nought() -> None:
    for _ in range(3):
        LIMIT.is_passed("lan")
    LIMIT.forget("lan")
    assert not LIMIT.is_passed("lan")


@pytest.mark.django_db
def test_a_success_among_many_is_not_counted() -> None:
    for _ in range(4):
        assert not LIMIT.is_passed("10.0.0.1")
        LIMIT.take_back("10.0.0.1")
    LIMIT.take_back("10.0.0.1")
    assert [LIMIT.is_passed("10.0.0.1") for _ in range(3)] == [False, False, True]


@pytest.mark.django_db
def test_neither_names_nor_old_attempts_are_kept() -> None:
    LIMIT.is_passed("lan@toasoan.vn")
    assert "lan" not in Attempt.objects.get().of
    Attempt.objects.update(at=timezone.now() - timedelta(hours=2))
    LIMIT.is_passed("huy@toasoan.vn")
    assert Attempt.objects.count() == 1


@pytest.mark.parametrize(
    ("proxies", "passed", "address"),
    [
        (0, "203.0.113.9", "192.0.2.1"),
        (1, "203.0.113.9", "203.0.113.9"),
        (1, "10.9.9.9, 203.0.113.9", "203.0.113.9"),
        (2, "10.9.9.9, 203.0.113.9, 198.51.100.2", "203.0.113.9"),
        (1, "", "192.0.2.1"),
        (1, "2001:db8:1:2:3:4:5:6", "2001:db8:1:2::"),
        (1, "::ffff:203.0.113.9", "203.0.113.9"),
    ],
)
def test_only_trusted_proxies_say_who_asks(settings: Settings, proxies: int, passed: str, address: str) -> None:
    settings.TRUSTED_PROXIES = proxies
    request = HttpRequest()
    request.META = {"REMOTE_ADDR": "192.0.2.1", **({"HTTP_X_FORWARDED_FOR": passed} if passed else {})}
    assert client_of(request) == address
