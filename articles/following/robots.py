"""What a host's robots.txt allows, by RFC 9309."""

from collections.abc import Callable
from time import monotonic
from typing import Final
from urllib.robotparser import RobotFileParser

from articles.following.failures import Unobtainable, Unreachable
from articles.following.http import Response
from articles.following.url import Url, parse_url

# RFC 9309, 2.5: at least so much of it must be read.
SIZE: Final = 512 * 1024
# More than this between two requests would keep the archive from ever reading the feed.
_LONGEST_DELAY: Final = 60.0
# RFC 9309, 2.4: no longer than a day.
_KEPT: Final = 24 * 3600.0


class Robots:
    """The rules of the hosts met so far; each is asked once a day."""

    def __init__(self, agent: str, ask: Callable[[Url], Response]) -> None:
        self._agent, self._ask = agent, ask
        self._rules: dict[str, tuple[float, RobotFileParser]] = {}

    def check(self, wanted: Url) -> None:
        """Raise Unobtainable where the host forbids the page, Unreachable where it does not say now what it allows."""
        if not self._of(wanted).can_fetch(self._agent, wanted.url):
            raise Unobtainable(f"robots.txt of {wanted.host} does not allow {wanted.target}")

    def delay(self, wanted: Url) -> float:
        """Return the seconds between two requests that the host asks for, 0 where it does not."""
        said = self._of(wanted).crawl_delay(self._agent)
        return min(float(said or 0), _LONGEST_DELAY)

    def _of(self, wanted: Url) -> RobotFileParser:
        asked_at, rules = self._rules.get(wanted.origin, (0.0, None))
        if rules is None or monotonic() - asked_at > _KEPT:
            rules = self._asked(wanted.origin)
            self._rules[wanted.origin] = monotonic(), rules
        return rules

    def _asked(self, origin: str) -> RobotFileParser:
        """Ask for the rules: none where there is no file (4xx), everything forbidden while the server fails (5xx)."""
        answer = self._ask(parse_url(f"{origin}/robots.txt"))
        if answer.status >= 500 or answer.status == 429:
            raise Unreachable(f"{answer.place.host} answers {answer.status} to the question for its robots.txt")
        rules = RobotFileParser()
        rules.parse(answer.body.decode(errors="replace").splitlines() if answer.status == 200 else [])
        return rules
