"""Polite requests: one at a time to a host, with a pause, within robots.txt; each redirect is checked."""

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from time import monotonic, sleep, time
from typing import Final, Self

from django.conf import settings

from articles.following.failures import FetchFailed, Gone, PermanentFailure, TemporaryFailure, unexpected_failure
from articles.following.http import Deadline, Response, get
from articles.following.public_addresses import PUBLIC, AddressPolicy, resolve_public
from articles.following.robots import MAX_BYTES, Robots
from articles.following.url import Url, parse_url, redirect_url

logger = logging.getLogger(__name__)

_MAX_REDIRECTS: Final = 5
_REDIRECTS: Final = (301, 302, 303, 307, 308)
_BUSY: Final = (429, 503)
# Seconds. A server that asks for a longer wait is asked again after this.
_LONGEST_WAIT: Final = 7 * 24 * 3600.0


@dataclass(frozen=True, slots=True)
class FetchLimits:
    """How much is fetched, and under which name.

    `seconds`: for a whole response. `max_bytes`: of a response, unpacked. `delay`: seconds between two requests to one
    host. `pages`: articles fetched for one feed at a time.
    """

    user_agent: str
    seconds: float
    max_bytes: int
    delay: float
    pages: int

    @classmethod
    def from_settings(cls) -> Self:
        """Return the limits of the settings."""
        return cls(
            user_agent=settings.FETCH_USER_AGENT,
            seconds=settings.FETCH_TIMEOUT_SECONDS,
            max_bytes=settings.FETCH_MAX_MB * 1024 * 1024,
            delay=settings.FETCH_DELAY_SECONDS,
            pages=settings.FEED_MAX_PAGES,
        )


class Fetcher:
    """Fetches pages for one process; remembers the time of the last request to each host, and its robots.txt."""

    def __init__(
        self, limits: FetchLimits, policy: AddressPolicy = PUBLIC, pause: Callable[[float], None] = sleep
    ) -> None:
        self._limits, self._policy, self._pause = limits, policy, pause
        self._last_request: dict[str, float] = {}
        self._resting_until: dict[str, float] = {}
        self._robots = Robots(limits.user_agent.partition("/")[0], self._fetch_robots)

    def get(self, url: str, headers: Mapping[str, str] | None = None) -> Response:
        """Return the response with status 200 or 304 that the URL leads to.

        Raises FetchFailed: TemporaryFailure where another attempt may succeed, else PermanentFailure (or Gone).
        """
        try:
            response = self._after_redirects(parse_url(url), headers or {}, self._fetch_allowed)
        except FetchFailed:
            raise
        except Exception as error:  # whatever one server sends must not stop what is fetched from others
            logger.exception("%s could not be fetched", url)
            raise unexpected_failure(error) from error
        if response.status not in (200, 304):
            failure = _failure(response)
            self._resting_until[response.url.host] = monotonic() + failure.wait
            raise failure
        return response

    def is_resting(self, host: str) -> bool:
        """Tell whether a host asked to be left alone until later than now."""
        return self._resting_until.get(host, 0.0) > monotonic()

    def _after_redirects(
        self, url: Url, headers: Mapping[str, str], fetch: Callable[[Url, Mapping[str, str]], Response]
    ) -> Response:
        """Follow redirects one by one, so that each target is checked like the first URL."""
        for _ in range(_MAX_REDIRECTS + 1):
            response = fetch(url, headers)
            if response.status not in _REDIRECTS or "location" not in response.headers:
                return response
            url = redirect_url(url, response.headers["location"])
        raise PermanentFailure(f"more than {_MAX_REDIRECTS} redirects")

    def _fetch_allowed(self, url: Url, headers: Mapping[str, str]) -> Response:
        self._robots.check(url)
        return self._fetch(url, headers, self._limits.max_bytes, self._robots.delay(url))

    def _fetch_robots(self, url: Url) -> Response:
        return self._after_redirects(url, {}, lambda target, headers: self._fetch(target, headers, MAX_BYTES, 0))

    def _fetch(self, url: Url, headers: Mapping[str, str], max_bytes: int, delay: float) -> Response:
        self._wait_for(url.host, max(delay, self._limits.delay))
        deadline = Deadline(self._limits.seconds)
        try:
            addresses = resolve_public(url.host, url.port, self._policy)
            named = {"User-Agent": self._limits.user_agent} | dict(headers)
            return get(url, addresses, named, deadline=deadline, max_bytes=max_bytes)
        finally:
            self._last_request[url.host] = monotonic()

    def _wait_for(self, host: str, delay: float) -> None:
        if host in self._last_request and (left := self._last_request[host] + delay - monotonic()) > 0:
            self._pause(left)


def _failure(response: Response) -> FetchFailed:
    reason = f"{response.url} answers {response.status}"
    if response.status == 410:
        return Gone(f"{reason}: gone for good")
    if response.status in _BUSY or response.status >= 500:
        return TemporaryFailure(reason, wait=_seconds_to_wait(response.headers.get("retry-after", "")))
    return PermanentFailure(reason)


def _seconds_to_wait(retry_after: str) -> float:
    """Return the seconds that Retry-After asks for, which it gives as a number or as a date; 0 if it cannot be read."""
    if retry_after.isdecimal():
        return min(float(retry_after), _LONGEST_WAIT)
    try:
        return min(max(0.0, parsedate_to_datetime(retry_after).timestamp() - time()), _LONGEST_WAIT)
    except (ValueError, OverflowError, OSError):
        return 0.0
