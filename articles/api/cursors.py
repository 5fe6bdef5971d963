"""Cursors: places in lists as signed texts, each good for the list that it was given for."""

from collections.abc import Sequence
from datetime import datetime
from hashlib import blake2b
from typing import Any, Final

from django.core import signing
from django.utils.translation import gettext as _

from articles.api.problems import ProblemError, ProblemKind
from articles.search import DatePlace, Place, RankPlace

_SALT: Final = "articles.api.cursor"


def written_cursor(parameters: Sequence[tuple[str, str]], place: Sequence[Any]) -> str:
    """Return the cursor for a place in the list of some parameters; a place is what JSON can hold."""
    return signing.dumps([_digest(parameters), *place], salt=_SALT)


def read_cursor(parameters: Sequence[tuple[str, str]], cursor: str) -> list[Any]:
    """Return the place of a cursor. Raises ProblemError where it was not made here, or for another list."""
    try:
        values: list[Any] = signing.loads(cursor, salt=_SALT)
    except signing.BadSignature:
        raise ProblemError(ProblemKind.BAD_CURSOR, _("The cursor was changed or cut.")) from None
    digest, *place = values
    if digest != _digest(parameters):
        raise ProblemError(ProblemKind.BAD_CURSOR)
    return place


def as_values(place: Place) -> list[Any]:
    """Return a place in the list of a search as what JSON can hold."""
    if isinstance(place, RankPlace):
        return [place.delivered, place.newest, place.fingerprint]
    return [place.published.isoformat() if place.published else None, place.number]


def as_place(values: Sequence[Any]) -> Place:
    """Return the place in the list of a search that `as_values` wrote."""
    if len(values) > 2:
        return RankPlace(*values)
    published, number = values
    return DatePlace(datetime.fromisoformat(published) if published else None, number)


def _digest(parameters: Sequence[tuple[str, str]]) -> str:
    return blake2b(repr(sorted(parameters)).encode(), digest_size=6).hexdigest()
