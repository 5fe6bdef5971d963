"""The parameters of the API, and how a request is read strictly: what a page would pass over is refused here."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Annotated, Any, Final, Literal

from django.http import QueryDict
from django.utils.translation import gettext, gettext_noop
from ninja import Query, Schema
from pydantic import Field, create_model

from articles.api.answers import PlaceAnswer
from articles.api.problems import ProblemError, ProblemKind
from articles.search import (
    FACET_BY_NAME,
    FACETS,
    READINGS,
    Facet,
    ParseWarning,
    QueryNote,
    ReadQuery,
    SearchRequest,
    read_query,
)
from articles.text.normal import nfc
from articles.views.parts.query_notes import note_text

MOST: Final = 100
_SEVERAL: Final = {facet.name for facet in FACETS}
# What tells how a query was read, or that it finds nothing, but makes it no worse.
_HARMLESS: Final = READINGS | {
    *(ParseWarning.NOBODY, ParseWarning.NAMES, ParseWarning.SPEAKERS, ParseWarning.CAPITALS),
}
_DAY: Final = r"^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$"

if TYPE_CHECKING:
    FacetName = str
else:  # a type made of a table is unknown to mypy
    FacetName = Literal[tuple(FACET_BY_NAME)]
Flag = Literal["0", "1"]
Limit = Annotated[int, Query(ge=1, le=MOST, description=gettext_noop("How many at once, at most 100."))]
Cursor = Annotated[
    str,
    Query(min_length=1, max_length=1000, description=gettext_noop("Where to go on: from “next” of the answer before.")),
]


def _of_facet(facet: Facet) -> Any:
    """Return type and description of the parameter that chooses values of a facet."""
    value = Annotated[str, Field(pattern=facet.pattern, max_length=1000 if facet.number else 300)]
    return list[value], Field([], max_length=50, description=facet.address_text)


class QueryFilter(Schema):
    """The parameter that comes before those of the facets."""

    q: str = Field("", max_length=500, description=gettext_noop("The query, as it is typed on a search page."))


FACET_FILTERS: Final = create_model(
    "FacetFilters", __base__=QueryFilter, **{facet.name: _of_facet(facet) for facet in FACETS}
)


class SearchFilters(FACET_FILTERS):  # type: ignore[misc, valid-type]
    """The parameters of the address of a search page, as the API describes and checks them.

    `strict_search` reads the search from the address itself, as a page does.
    """

    since: str = Field(
        "", alias="from", pattern=_DAY, description=gettext_noop("The first day, month or year: 2022-06-14, 2022-06.")
    )
    until: str = Field(
        "", alias="to", pattern=_DAY, description=gettext_noop("The last day, month or year, all of it included.")
    )
    exact: Flag = Field("0", description=gettext_noop("1: accents match exactly as typed."))
    typed: Flag = Field("0", description=gettext_noop("1: every word as typed, without synonyms and corrections."))
    wider: Flag = Field("0", description=gettext_noop("1: articles that match loosely too."))
    provinces: Literal["", "today"] = Field(
        "", description=gettext_noop("today: former provinces count as the ones that they are part of now.")
    )
    quoted: Flag = Field("0", description=gettext_noop("1: words are looked for in quotations alone."))
    units: str = Field("", max_length=1000, description=gettext_noop("Which words are one, as in “a b | c”."))


class SearchParameters(SearchFilters):
    """A search with its order and what is counted."""

    sort: Literal["relevance", "newest", "oldest"] = Field(
        "relevance", description=gettext_noop("The order; without a query, newest is used.")
    )
    counts: Flag = Field("1", description=gettext_noop("0: without facets and histogram, which is faster."))


def refuse_unknown(given: QueryDict, known: Iterable[str]) -> None:
    """Raise ProblemError where an address has a parameter that is not known, or one twice that is no facet."""
    known = set(known)
    wrong = [_place(name, gettext("There is no such parameter.")) for name in given if name not in known]
    twice = [name for name, values in given.lists() if name in known - _SEVERAL and len(values) > 1]
    wrong += [_place(name, gettext("It is given twice.")) for name in twice]
    if wrong:
        raise ProblemError(ProblemKind.BAD_PARAMETER, places=tuple(wrong))


def strict_search(given: QueryDict) -> ReadQuery:
    """Return the search of an address, read. Without words to rank by, the order is newest first.

    Raises ProblemError where a page would tell that it could not read a part of it, and SearchFailed.
    """
    request = SearchRequest.from_address(given)
    read = read_query(request).newest_unless_ranked()
    query = request.query
    wrong = [_placed(note, given, query) for note in read.notes if note.warning not in _HARMLESS]
    if wrong:
        raise ProblemError(ProblemKind.BAD_QUERY, places=tuple(wrong))
    return read


def harmless_notes(read: ReadQuery) -> list[str]:
    """Return the notes on how a query was read that are no errors, in words."""
    return [note_text(note) for note in read.notes if note.warning in _HARMLESS]


def _placed(note: QueryNote, given: QueryDict, query: str) -> PlaceAnswer:
    """Return what a warning says, and where in the request."""
    if note.warning is ParseWarning.CHOICES:
        return _place("", note_text(note))
    if note.warning is ParseWarning.DAY:
        name = next(name for name in ("from", "to") if given.get(name, "").strip() == note.text)
        return _place(name, note_text(note), note.text, 0)
    start, text = _part(note, query)
    return _place("q", note_text(note), text, start)


def _part(note: QueryNote, query: str) -> tuple[int | None, str]:
    """Return where the part that a warning is about begins, and the part; None where the place is not known."""
    if note.start is not None:
        start = _as_typed(note.start, query)
    else:
        start = query.lower().find(note.text.lower()) if note.text else -1
    return (start, query[start : start + len(note.text)]) if start >= 0 else (None, note.text)


def _as_typed(start: int, query: str) -> int:
    """Return the offset into a query, of one into its NFC, which has one character for a letter and its marks."""
    return max(end for end in range(len(query) + 1) if len(nfc(query[:end])) == start)


def _place(parameter: str, detail: str, text: str = "", start: int | None = None) -> PlaceAnswer:
    end = None if start is None else start + len(text)
    return PlaceAnswer(parameter=parameter, detail=detail, text=text, start=start, end=end)
