"""Asking the web politely: one request to a host at a time, with a pause; robots.txt heeded; redirects checked."""

from collections.abc import Callable, Mapping
from email.utils import parsedate_to_datetime
from time import monotonic, sleep, time
from typing import Final

from articles.following.failures import FetchFailed, Gone, Unobtainable, Unreachable
from articles.following.fetch_limits import FetchLimits
from articles.following.http import Deadline, Response, get
from articles.following.public_addresses import PUBLIC, Policy, resolve_public
from articles.following.robots import SIZE, Robots
from articles.following.url import Url, parse_url, redirect_url

_MOST_REDIRECTS: Final = 5
_REDIRECTS: Final = (301, 302, 303, 307, 308)
_BUSY: Final = (429, 503)
# A server that asks for more is asked again after this all the same.
_LONGEST_WAIT: Final = 7 * 24 * 3600.0


class Fetcher:
    """The web as one process asks it; remembers when each host was asked, and what its robots.txt allows."""

    def __init__(self, limits: FetchLimits, policy: Policy = PUBLIC, pause: Callable[[float], None] = sleep) -> None:
        self._limits, self._policy, self._pause = limits, policy, pause
        self._asked_at: dict[str, float] = {}
        self._robots = Robots(limits.user_agent.partition("/")[0], self._ask_robots)

    def get(self, url: str, headers: Mapping[str, str] | None = None) -> Response:
        """Return the answer of 200 or 304 to which the address leads.

        Raises FetchFailed: Unreachable where it may be had another time, Unobtainable (or Gone) where not.
        """
        answer = self._followed(parse_url(url), headers or {}, self._ask_allowed)
        if answer.status not in (200, 304):
            raise _failure(answer)
        return answer

    def _followed(
        self, wanted: Url, headers: Mapping[str, str], ask: Callable[[Url, Mapping[str, str]], Response]
    ) -> Response:
        """Follow redirects by hand: where each leads to is checked like the first address."""
        for _ in range(_MOST_REDIRECTS + 1):
            answer = ask(wanted, headers)
            if answer.status not in _REDIRECTS or "location" not in answer.headers:
                return answer
            wanted = redirect_url(wanted, answer.headers["location"])
        raise Unobtainable(f"more than {_MOST_REDIRECTS} redirects")

    def _ask_allowed(self, wanted: Url, headers: Mapping[str, str]) -> Response:
        self._robots.check(wanted)
        return self._ask(wanted, headers, self._limits.size, self._robots.delay(wanted))

    def _ask_robots(self, wanted: Url) -> Response:
        return self._followed(wanted, {}, lambda where, headers: self._ask(where, headers, SIZE, 0))

    def _ask(self, wanted: Url, headers: Mapping[str, str], most: int, delay: float) -> Response:
        self._wait_for(wanted.host, max(delay, self._limits.delay))
        deadline = Deadline(self._limits.seconds)
        try:
            found = resolve_public(wanted.host, wanted.port, self._policy)
            asked = {"User-Agent": self._limits.user_agent} | dict(headers)
            return get(wanted, found, asked, deadline=deadline, most=most)
        finally:
            self._asked_at[wanted.host] = monotonic()

    def _wait_for(self, host: str, delay: float) -> None:
        if host in self._asked_at and (left := self._asked_at[host] + delay - monotonic()) > 0:
            self._pause(left)


def _failure(answer: Response) -> FetchFailed:
    reason = f"{answer.place.url} answers {answer.status}"
    if answer.status == 410:
        return Gone(f"{reason}: gone for good")
    if answer.status in _BUSY or answer.status >= 500:
        return Unreachable(reason, wait=_asked_wait(answer.headers.get("retry-after", "")))
    return Unobtainable(reason)


def _asked_wait(retry_after: str) -> float:
    """Return the seconds that Retry-After asks for, which it gives as such or as a moment; 0 where it says nothing."""
    if retry_after.isdecimal():
        return min(float(retry_after), _LONGEST_WAIT)
    try:
        return min(max(0.0, parsedate_to_datetime(retry_after).timestamp() - time()), _LONGEST_WAIT)
    except (ValueError, OverflowError, OSError):
        return 0.0
