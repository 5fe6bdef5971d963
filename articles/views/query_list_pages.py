"""The pages of query lists: one to ask a list of queries, and the table of its answers.

Signed-in users who may view articles ask lists, and each sees only the lists that they asked.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import wraps
from typing import Any, Final

from django.contrib.auth.models import User
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from articles.models import QUERY_LENGTH, QueryList, QueryListRow, Section, Source
from articles.query_lists.given_lines import MOST_LINES, ListRefused, read_list
from articles.query_lists.list_jobs import ask_list, filters_of, resume_list, search_for
from articles.search import ParseWarning, QueryNote, SearchFailed, SearchRequest, search
from articles.spreadsheet_csv import csv_response
from articles.text.alphabet import alphabetical
from articles.views.parts.filters import typed_day
from articles.views.parts.paging import rows_of_page
from articles.views.parts.query_list_form import MOST_MEGABYTES, QueryListForm, problem_text
from articles.views.parts.query_notes import note_text
from articles.views.parts.search_http import search_failed
from articles.views.parts.search_links import Chip, chips, hidden_fields

_ROWS_ON_A_PAGE: Final = 200
_PERMISSION: Final = "articles.view_article"
# Parameters of a search that do not narrow it.
_NO_FILTERS: Final = ("q", "sort")
# Seconds after which the table of a list reloads while it is answered.
_RELOAD: Final = "2"

View = Callable[..., HttpResponseBase]


@dataclass(frozen=True, slots=True)
class AnswerRow:
    """A row of the table as it is shown: `note` is why it has no answer, or what could not be read as typed."""

    number: int
    query: str
    read_as: str
    articles: int | None
    first: str
    last: str
    note: str
    address: str


def _for_those_who_may(view: View) -> View:
    """Have only users who may view articles use a view; others are asked to sign in, or refused."""

    @never_cache
    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path(), reverse("admin:login"))
        if not request.user.has_perm(_PERMISSION):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return guarded


@require_http_methods(["GET", "HEAD", "POST"])
@_for_those_who_may
def query_lists(request: HttpRequest) -> HttpResponseBase:
    """Show the form and the user's lists, or keep and queue the list that was sent.

    The address, or what was sent, holds the filters for all queries, as a search's address does.
    """
    filters = SearchRequest.from_address(request.POST if request.method == "POST" else request.GET)
    form = QueryListForm(request.POST or None, request.FILES or None)
    for note in filters.notes if form.is_bound else ():
        form.add_error(None, note_text(note))
    if request.method == "POST" and form.is_valid():
        try:
            given = read_list(form.text, form.table_column)
        except ListRefused as refused:
            form.add_error(None, problem_text(refused))
        else:
            return redirect(ask_list(given, _user(request), label=form.list_label, filters=filters))
    try:
        shown = _filter_chips(filters)
    except SearchFailed as error:
        return search_failed(request, error)
    return render(request, "articles/query_lists.html", _form_context(request, form, filters, shown))


@require_safe
@_for_those_who_may
def query_list(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Show a page of the table; it reloads by itself until all rows are answered."""
    own = _own(request, pk)
    page = rows_of_page(request, own.rows.order_by("number"), _ROWS_ON_A_PAGE, own.get_absolute_url())
    filters = filters_of(own)
    try:
        filter_chips = _filter_chips(filters)
    except SearchFailed:
        filter_chips = []
    context = {
        "query_list": own,
        "rows": [_answer_row(row, filters) for row in page.rows],
        "done": page.total - own.rows.waiting().count(),
        "chips": filter_chips,
        **page.context(),
    }
    response = render(request, "articles/query_list.html", context)
    if not own.is_ended:
        response.headers["Refresh"] = _RELOAD
    return response


@require_safe
@_for_those_who_may
def table(request: HttpRequest, pk: int) -> StreamingHttpResponse:
    """Return the whole table as CSV for spreadsheets."""
    own = _own(request, pk)
    head = [_("Line"), _("Query"), _("Read as"), _("Number of articles"), _("First article"), _("Last article")]
    rows = _csv_rows(request, own)
    return csv_response(f"list-{own.pk}.csv", [*head, _("Link"), _("Note")], rows)


@require_POST
@_for_those_who_may
def resume(request: HttpRequest, pk: int) -> HttpResponse:
    """Queue a list that stopped."""
    own = _own(request, pk)
    resume_list(own)
    return redirect(own)


@require_POST
@_for_those_who_may
def delete(request: HttpRequest, pk: int) -> HttpResponse:
    """Delete a list."""
    _own(request, pk).delete()
    return redirect("query-lists")


def _user(request: HttpRequest) -> User:
    if not isinstance(request.user, User):
        raise PermissionDenied
    return request.user


def _own(request: HttpRequest, pk: int) -> QueryList:
    """Return a list of the user; raises Http404 for a list of another."""
    return get_object_or_404(QueryList, pk=pk, owner=_user(request))


def _form_context(
    request: HttpRequest, form: QueryListForm, filters: SearchRequest, shown: list[Chip]
) -> dict[str, Any]:
    waiting = Count("rows", filter=Q(rows__articles=None, rows__reason=""))
    return {
        "form": form,
        "filters": filters,
        "chips": shown,
        "since": typed_day(filters.since),
        "until": typed_day(filters.until),
        "hidden_fields": hidden_fields(filters, "from", "to", *_NO_FILTERS),
        "sources": alphabetical(Source.objects.listed()),
        "sections": alphabetical(Section.objects.listed()),
        "lists": QueryList.objects.filter(owner=_user(request)).annotate(lines=Count("rows"), waiting=waiting),
        "most_lines": MOST_LINES,
        "most_characters": QUERY_LENGTH,
        "most_megabytes": MOST_MEGABYTES,
    }


def _filter_chips(filters: SearchRequest) -> list[Chip]:
    """Return the filters with their names. Raises SearchFailed."""
    if filters == SearchRequest():
        return []
    page = search(SearchRequest(choices=filters.choices, page_size=1), with_facets=False)
    return chips(filters, page.chosen)


def _answer_row(row: QueryListRow, filters: SearchRequest) -> AnswerRow:
    address = reverse("search") + search_for(row, filters).address() if row.articles is not None else ""
    return AnswerRow(row.number, row.query, row.read_as, row.articles, row.first, row.last, _note(row), address)


def _note(row: QueryListRow) -> str:
    if row.same_as:
        return _("The same as line %(number)s.") % {"number": row.same_as}
    if row.reason:
        return str(row.get_reason_display())
    # A list may be older than the warnings that there are now.
    known = [(name, text) for name, text in row.notes if name in ParseWarning.__members__]
    return " ".join(note_text(QueryNote(ParseWarning[name], text)) for name, text in known)


def _csv_rows(request: HttpRequest, own: QueryList) -> Iterator[list[str]]:
    filters = filters_of(own)
    for row in own.rows.order_by("number").iterator(chunk_size=_ROWS_ON_A_PAGE):
        one = _answer_row(row, filters)
        articles = "" if one.articles is None else str(one.articles)
        link = request.build_absolute_uri(one.address) if one.address else ""
        yield [str(one.number), one.query, one.read_as, articles, one.first, one.last, link, one.note]
