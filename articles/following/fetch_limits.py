"""How much and how long is fetched, and who asks: from the settings."""

from dataclasses import dataclass

from django.conf import settings


@dataclass(frozen=True, slots=True)
class FetchLimits:
    """`seconds`: from the first packet to the last byte of an answer. `size`: bytes of it, unpacked. `delay`: seconds
    between two requests to a host. `pages`: articles fetched for one feed at a time."""

    user_agent: str
    seconds: float
    size: int
    delay: float
    pages: int


def fetch_limits() -> FetchLimits:
    """Return the limits that the settings give."""
    return FetchLimits(
        user_agent=settings.FETCH_USER_AGENT,
        seconds=settings.FETCH_TIMEOUT_SECONDS,
        size=settings.FETCH_MAX_MB * 1024 * 1024,
        delay=settings.FETCH_DELAY_SECONDS,
        pages=settings.FEED_MAX_PAGES,
    )
