"""Which pages a host's robots.txt allows (RFC 9309)."""

import re
from collections.abc import Callable
from time import monotonic
from typing import Final

from protego import Protego

from articles.following.failures import PermanentFailure, TemporaryFailure
from articles.following.http import Response
from articles.following.url import Url, parse_url

# RFC 9309, 2.5: a parser must read at least 500 KiB.
MAX_BYTES: Final = 512 * 1024
# Seconds. A longer Crawl-delay would keep the archive from ever reading the feed.
_LONGEST_DELAY: Final = 60.0
# Seconds. RFC 9309, 2.4: robots.txt should not be cached for more than a day.
_CACHED: Final = 24 * 3600.0
_AGENT: Final = re.compile(r"\s*user[- ]?agent\s*:?([^#]*)", re.IGNORECASE)


class Robots:
    """The robots.txt rules of the hosts met so far, each fetched once a day."""

    def __init__(self, agent: str, fetch: Callable[[Url], Response]) -> None:
        self._agent, self._fetch = agent, fetch
        self._rules: dict[str, tuple[float, Protego]] = {}

    def check(self, url: Url) -> None:
        """Raise PermanentFailure where the host forbids the URL, TemporaryFailure where robots.txt is unavailable."""
        if not self._of(url).can_fetch(str(url), self._agent):
            raise PermanentFailure(f"robots.txt of {url.host} does not allow {url.target}")

    def delay(self, url: Url) -> float:
        """Return the seconds between two requests that the host asks for; 0 where it asks for none."""
        return min(self._of(url).crawl_delay(self._agent) or 0.0, _LONGEST_DELAY)

    def _of(self, url: Url) -> Protego:
        fetched_at, rules = self._rules.get(url.origin, (0.0, None))
        if rules is None or monotonic() - fetched_at > _CACHED:
            rules = self._fetched(url.origin)
            self._rules[url.origin] = monotonic(), rules
        return rules

    def _fetched(self, origin: str) -> Protego:
        """Fetch the rules. No file (4xx) allows everything; a server error (5xx) forbids everything for now."""
        response = self._fetch(parse_url(f"{origin}/robots.txt"))
        if response.status >= 500 or response.status == 429:
            raise TemporaryFailure(f"robots.txt of {response.url.host}: the server answers {response.status}")
        return parse_robots(response.body if response.status == 200 else b"", self._agent)


def parse_robots(data: bytes, agent: str) -> Protego:
    """Parse the rules for one user agent; bytes that are not UTF-8 and lines that cannot be read do no harm.

    Protego copies each rule of a group to all of its user agents, so a hostile file of 500 KiB could fill the memory.
    All user agents but ours are therefore taken for one.
    """
    lines = data.decode("utf-8-sig", errors="replace").splitlines()
    return Protego.parse("\n".join(_with_one_other_agent(line, agent.lower()) for line in lines))


def _with_one_other_agent(line: str, agent: str) -> str:
    named = _AGENT.match(line)
    concerns_us = named is None or named[1].replace("*", "").strip().lower() in agent
    return line if concerns_us else "User-agent: (other)"
