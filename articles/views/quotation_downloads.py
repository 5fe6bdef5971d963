"""Quotations to take away as tables: those of an entity, and those that a search finds."""

from collections.abc import Callable, Collection, Iterable, Iterator
from typing import Final

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from articles.exports.exported_columns import Column, date_cell
from articles.models import Article
from articles.models.bulk_rows import in_chunks
from articles.search import (
    PARAMETERS,
    ParseWarning,
    QueryNote,
    QuotationItem,
    ReadQuery,
    SearchFailed,
    found_ids,
    items_of_hits,
    quotations_found,
    read_query,
)
from articles.views.downloads import TABLE_FORMATS, TableFile, file_name, one_of_few
from articles.views.parts.entity_quotations import items_of
from articles.views.parts.listings import EntityListing, SearchListing
from articles.views.parts.quotation_filter import FILTER_PARAMETERS, FilteredQuotations
from articles.views.parts.refused_addresses import refused, wrong_flags
from articles.views.parts.search_http import search_failed, search_title
from articles.views.quotations_page import ABOUT

_CHUNK: Final = 100
_UNKNOWN: Final = _("This download has no parameter “%(text)s”.")
_NO_DAY: Final = _("“%(text)s” is not a date. Write 14/6/2022, 6/2022 or 2022.")
_NOTHING_SAID: Final = _(
    "This search looks for no quotations. Add “quoted=1” to the address, or a speaker to the search: said:Trump"
)


@require_safe
@cache_control(no_store=True)
@one_of_few
def quotations_of_entity(request: HttpRequest, pk: int, table: str) -> HttpResponseBase:
    """Give all quotations of an entity or, with "about" in the address, those in which others name it.

    They come in the order of its page, narrowed by words and days as that is. Answers 404 where there is no such table,
    400 where the address asks for anything else, which the table would not heed, or cannot be read; and 503, 429, 422
    and 413 as lists of articles do.
    """
    entity = EntityListing().get_object(request, pk)
    if wrong := [*_unknown(request, {ABOUT, *FILTER_PARAMETERS}), *wrong_flags(request, ABOUT)]:
        return refused(request, wrong)
    try:
        found = FilteredQuotations.of(request, entity, about=ABOUT in request.GET)
    except SearchFailed as error:
        return search_failed(request, error)
    if wrong := [*_no_days(found.notes)]:
        return refused(request, wrong)
    ids = list(found.rows.values_list("pk", flat=True))
    counted = ngettext("%(counter)s quotation", "%(counter)s quotations", len(ids)) % {"counter": len(ids)}
    subject = _("said about %(name)s") if ABOUT in request.GET else _("said by %(name)s")
    return _table(request, table, len(ids), file_name(subject % {"name": entity}, counted), items_of(ids))


@require_safe
@cache_control(no_store=True)
@one_of_few
def quotations_of_search(request: HttpRequest, table: str) -> HttpResponseBase:
    """Give all quotations that a search finds, in the order of its articles.

    Answers 400 where the search looks for no quotations, or the address has what cannot be read, and 503, 429, 422 and
    413 as lists of articles do. The file's name counts the articles.
    """
    asked = SearchListing().get_object(request)
    try:
        read = read_query(asked)
        if wrong := [*_unknown(request, PARAMETERS), *_unread(read)]:
            return refused(request, wrong)
        count, ids = found_ids(asked)
    except SearchFailed as error:
        return search_failed(request, error)
    counted = ngettext("%(count)s article", "%(count)s articles", count) % {"count": count}
    name = file_name(f"{search_title(asked)} {_('quotations')}", counted)
    return _table(request, table, count, name, _items(read, ids))


def _unknown(request: HttpRequest, known: Collection[str]) -> list[str]:
    """Return for each parameter that is not among the known ones what is wrong."""
    return [str(_UNKNOWN) % {"text": name} for name in request.GET if name not in known]


def _unread(read: ReadQuery) -> Iterator[str | Promise]:
    """Yield what is wrong with a search whose quotations are asked for."""
    yield from _no_days(read.notes)
    if not read.in_quotations:
        yield _NOTHING_SAID


def _no_days(notes: Iterable[QueryNote]) -> Iterator[str]:
    yield from (str(_NO_DAY) % {"text": note.text} for note in notes if note.warning is ParseWarning.DAY)


def _items(read: ReadQuery, ids: Iterator[int]) -> Iterator[QuotationItem]:
    """Yield the quotations that a search finds in articles: three SQL queries for 100 articles."""
    for chunk in in_chunks(ids, _CHUNK):
        articles = Article.objects.visible().with_source().in_bulk(chunk)
        found = quotations_found(read, articles.values())
        for items in items_of_hits(found.get(pk, ()) for pk in chunk):
            yield from items


def _table(request: HttpRequest, table: str, count: int, name: str, items: Iterator[QuotationItem]) -> HttpResponseBase:
    shown = _columns(request.build_absolute_uri)
    return TABLE_FORMATS[table](TableFile(request, count, name, shown, items))


def _columns(absolute: Callable[[str], str]) -> list[Column[QuotationItem]]:
    """Return the columns, named as the fields of the API; `absolute` returns the full address of a place."""
    return [
        Column("date", _("date"), lambda one: date_cell(one.article)),
        Column("speaker", _("speaker"), lambda one: one.speaker),
        Column("entity", _("id of the speaker"), lambda one: one.entity.pk if one.entity else None),
        Column("office", _("office then"), lambda one: one.office),
        Column("cue", _("cue"), lambda one: one.cue),
        Column("kind", _("kind"), lambda one: one.kind),
        Column("text", _("quotation"), lambda one: one.said),
        Column("start", _("begins at character"), lambda one: one.start),
        Column("end", _("ends at character"), lambda one: one.end),
        Column("sentence", _("sentence"), lambda one: one.sentence),
        Column("source", _("source"), lambda one: one.article.publisher.name if one.article.publisher else ""),
        Column("title", _("title"), lambda one: one.article.title),
        Column("url", _("address in the archive"), lambda one: absolute(one.address)),
    ]
