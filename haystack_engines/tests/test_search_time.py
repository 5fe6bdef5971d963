from threading import Lock, Thread
from time import sleep

import pytest
from haystack.query import SearchQuerySet

from haystack_engines import (
    And,
    Clause,
    Clauses,
    Near,
    Or,
    Prefix,
    SearchAbandoned,
    SearchTooLong,
    Term,
    check_time,
    checked_often,
    time_limit,
)
from haystack_engines.search_time import held_in_time

LONG = 60.0


def found(clause: Clause) -> int:
    return len(SearchQuerySet().filter(content=Clauses(clause)).facet("name"))


def test_a_search_within_its_time_is_answered(people: None) -> None:
    with time_limit(seconds=LONG, processor_seconds=LONG):
        assert found(Prefix("text", "đ")) > 0


@pytest.mark.parametrize(("seconds", "processor_seconds"), [(0, LONG), (LONG, 0)])
def test_a_search_beyond_its_time_is_ended(people: None, seconds: float, processor_seconds: float) -> None:
    with time_limit(seconds=seconds, processor_seconds=processor_seconds), pytest.raises(SearchTooLong):
        found(Prefix("text", "đ"))


def test_a_search_that_nobody_waits_for_is_ended(people: None) -> None:
    with time_limit(seconds=LONG, processor_seconds=LONG, is_abandoned=lambda: True), pytest.raises(SearchAbandoned):
        found(Prefix("text", "đ"))


@pytest.mark.parametrize(
    "clause",
    [
        And((Term("text", "bên"), Term("text", "sông"))),
        Or((Prefix("text", "đ"), Prefix("text", "s"))),
        Near("text", ("bên", "sông"), 3),
    ],
)
def test_the_time_is_looked_at_within_a_search(people: None, clause: Clause) -> None:
    looks = 0

    def is_abandoned() -> bool:
        nonlocal looks
        looks += 1
        return looks > 1

    with time_limit(seconds=LONG, processor_seconds=LONG, is_abandoned=is_abandoned), pytest.raises(SearchAbandoned):
        found(clause)


def test_the_limit_ends_with_its_block_and_is_of_one_thread() -> None:
    raised: list[Exception] = []

    def elsewhere() -> None:
        try:
            check_time()
        except SearchTooLong as error:
            raised.append(error)

    with time_limit(seconds=0, processor_seconds=0):
        sleep(0.001)
        other = Thread(target=elsewhere)
        other.start()
        other.join()
        with pytest.raises(SearchTooLong):
            list(checked_often([1]))
    check_time()
    assert raised == []


def test_a_lock_is_waited_for_within_the_time() -> None:
    lock = Lock()
    limit = time_limit(seconds=0.01, processor_seconds=LONG)
    with held_in_time(lock), limit, pytest.raises(SearchTooLong), held_in_time(lock):
        pass
    assert not lock.locked()
