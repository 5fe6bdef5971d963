"""The pages of saved searches: saving one, the list of one's own, what each found, and the end of mails about them."""

from dataclasses import replace
from typing import Any, Final

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import Max, prefetch_related_objects
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from articles.models import Article, ReaderProfile, SavedSearch, title_names
from articles.models.folder import new_token
from articles.models.saved_search import MOST_SAVED
from articles.reader_accounts.account_links import site_of
from articles.reader_accounts.account_mail import sends_mail
from articles.saved_searches.saving import (
    TooManySaved,
    last_month,
    owner_of_token,
    request_of,
    save_search,
    saved_address,
    set_mailed,
)
from articles.search import ReadQuery, SearchFailed, SearchRequest, read_query, reading_text, search, snippets
from articles.text.typed_numbers import is_row_id
from articles.views.account_pages import signed_in
from articles.views.parts.addresses import within_archive
from articles.views.parts.paging import rows_of_page
from articles.views.parts.query_notes import note_text
from articles.views.parts.search_http import search_failed
from articles.views.parts.search_links import Chip, chip_context
from articles.views.parts.wording import number

_ON_A_PAGE: Final = 20
_NAME_LENGTH: Final = 200
# The parameter of the page of a search: finds with a higher id are new. So the page can be opened again, or gone back
# to, with the same marks.
_AFTER: Final = "after"


class SavedSearchForm(forms.ModelForm[SavedSearch]):
    """The name of a saved search, and whether its finds are mailed."""

    class Meta:
        model = SavedSearch
        fields = ("name", "mailed")
        labels = {"mailed": gettext_lazy("Mail me new articles")}

    def clean_name(self) -> str:
        """Return the name on one line, as it stands in the subject of mails."""
        return " ".join(self.cleaned_data["name"].split())


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def saved_search_new(request: HttpRequest) -> HttpResponse:
    """Show how the search of the address was read and how often it would have found something, or save it."""
    user = signed_in(request)
    asked = SearchRequest.from_address(request.GET)
    known = SavedSearch.objects.filter(owner=user, address=saved_address(asked)).first()
    form = SavedSearchForm(request.POST or None, instance=known)
    if form.is_valid():
        try:
            saved = save_search(user, asked, **form.cleaned_data, site=site_of(request))
        except TooManySaved:
            form.add_error(None, _too_many())
        else:
            messages.success(request, _("The search is saved."))
            return redirect(saved)
    try:
        context = _preview(asked)
    except SearchFailed as error:
        return search_failed(request, error)
    if known is None:
        form.fields["name"].initial = _suggested_name(asked, context["chips"])
    context |= {"form": form, "known": known, "sends_mail": sends_mail(), "profile": ReaderProfile.of(user)}
    return render(request, "articles/saved_search_new.html", context)


@require_safe
@never_cache
@login_required
def saved_searches(request: HttpRequest) -> HttpResponse:
    """Show the reader's saved searches, each with the number of articles that are new."""
    user = signed_in(request)
    saved = SavedSearch.objects.filter(owner=user).with_new()
    context = {
        "searches": [(one, request_of(one.address)) for one in saved],
        "sends_mail": sends_mail(),
        "profile": ReaderProfile.of(user),
    }
    return render(request, "articles/saved_searches.html", context)


@require_safe
@never_cache
@login_required
def saved_search(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what a search found since it was saved. What is shown for the first time is marked, and then counts as seen.

    A first look leads to an address that keeps the marks.
    """
    own = _own(request, pk)
    latest = own.matches.new().aggregate(latest=Max("matched_at"))["latest"]
    if latest and request.method == "GET":
        seen = own.matches.filter(matched_at__lte=own.seen_at).aggregate(last=Max("pk"))["last"] or 0
        SavedSearch.objects.filter(pk=own.pk).update(seen_at=latest)
        if _after(request) is None:
            return redirect(f"{own.get_absolute_url()}?{_AFTER}={seen}")
    return render(request, "articles/saved_search.html", _found(request, own))


@require_POST
@login_required
def saved_search_change(request: HttpRequest, pk: int) -> HttpResponse:
    """Rename a saved search, or turn its mails on or off."""
    own = _own(request, pk)
    form = SavedSearchForm(request.POST)
    if form.is_valid():
        own.name = form.cleaned_data["name"]
        own.save(update_fields=["name"])
        set_mailed(own, mailed=form.cleaned_data["mailed"])
        messages.success(request, _("“%(name)s” is changed.") % {"name": own})
    else:
        messages.error(request, _("A saved search needs a name of at most 200 characters."))
    return _back(request, own)


@require_POST
@login_required
def saved_search_feed(request: HttpRequest, pk: int) -> HttpResponse:
    """Give the feed of a saved search another address; the one it had leads nowhere then."""
    own = _own(request, pk)
    own.feed_token = new_token()
    own.save(update_fields=["feed_token"])
    messages.success(request, _("The feed has another address. The old one leads nowhere."))
    return _back(request, own)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def saved_search_delete(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what is deleted together with a saved search, and delete it once that is confirmed."""
    own = _own(request, pk)
    if request.method == "POST":
        own.delete()
        messages.success(request, _("The search “%(name)s” is no longer saved.") % {"name": own})
        return redirect("saved-searches")
    context = {"saved": own, "count": own.matches.visible().count()}
    return render(request, "articles/saved_search_delete.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@csrf_exempt
@never_cache
def unsubscribe(request: HttpRequest, token: str) -> HttpResponse:
    """Turn the mails of all saved searches of an account off, without a log-in: by the link of a mail.

    Mail programs send the POST themselves, without a cookie (RFC 8058).
    """
    owner = owner_of_token(token)
    if owner is None:
        raise Http404
    mailed = SavedSearch.objects.filter(owner=owner, mailed=True)
    context: dict[str, Any] = {"count": mailed.count(), "is_own": request.user == owner}
    if request.method == "POST":
        context |= {"is_done": True, "turned_off": list(mailed.values_list("pk", flat=True))}
        mailed.update(mailed=False)
    return render(request, "articles/unsubscribe.html", context)


@require_POST
@login_required
def saved_searches_mail(request: HttpRequest) -> HttpResponse:
    """Turn the mails of some of the reader's saved searches on again."""
    ids = [int(pk) for pk in request.POST.getlist("search")[:MOST_SAVED] if is_row_id(pk)]
    for one in SavedSearch.objects.filter(owner=signed_in(request), pk__in=ids):
        set_mailed(one, mailed=True)
    messages.success(request, _("The mails about new articles are turned on again."))
    return redirect("saved-searches")


def _own(request: HttpRequest, pk: int) -> SavedSearch:
    """Return a saved search of the reader; raises Http404 for that of another."""
    return get_object_or_404(SavedSearch, pk=pk, owner=signed_in(request))


def _back(request: HttpRequest, own: SavedSearch) -> HttpResponse:
    """Return to the page that the form stood on."""
    return redirect(within_archive(request, request.POST.get("next", "")) or own.get_absolute_url())


def _preview(asked: SearchRequest) -> dict[str, Any]:
    """Return what is shown of a search that is not saved yet. Raises SearchFailed."""
    read = read_query(replace(asked, wider=False)).newest_unless_ranked()
    page = search(read.on_page(1), with_facets=False, relax=False)
    return {
        **chip_context(read.request, page.chosen),
        "reading": reading_text(read),
        "notes": [note_text(note) for note in read.notes],
        "total": page.strict,
        "asked": asked,
        "last_month": last_month(read),
    }


def _suggested_name(asked: SearchRequest, filters: list[Chip]) -> str:
    labels = [f"−{chip.label}" if chip.excluded else chip.label for chip in filters]
    return " · ".join([asked.query, *labels] if asked.query else labels)[:_NAME_LENGTH] or _("All articles")


def _found(request: HttpRequest, own: SavedSearch) -> dict[str, Any]:
    after = _after(request)
    address = own.get_absolute_url() if after is None else f"{own.get_absolute_url()}?{_AFTER}={after}"
    page = rows_of_page(request, own.matches.visible().order_by("-pk"), _ON_A_PAGE, address)
    articles = Article.objects.visible().with_source().in_bulk([match.article_id for match in page.rows])
    kept = [match for match in page.rows if match.article_id in articles]
    found = [articles[match.article_id] for match in kept]
    prefetch_related_objects(found, title_names())
    read = _read(own)
    passages = _passages(read, found)
    return {
        "saved": own,
        "reading": reading_text(read) if read else request_of(own.address).query,
        "finds": [
            (article, _with_passages(own, article), passage, after is not None and match.pk > after)
            for match, article, passage in zip(kept, found, passages, strict=True)
        ],
        **page.context(),
        "sends_mail": sends_mail(),
        "profile": ReaderProfile.of(signed_in(request)),
    }


def _after(request: HttpRequest) -> int | None:
    """Return the id behind which finds are new, None where the address has none."""
    typed = request.GET.get(_AFTER, "")
    return int(typed) if is_row_id(typed) else None


def _read(own: SavedSearch) -> ReadQuery | None:
    """Return the search, read; None where it cannot be: what it found is shown all the same, without passages."""
    try:
        return read_query(request_of(own.address))
    except SearchFailed:
        return None


def _passages(read: ReadQuery | None, articles: list[Article]) -> list[SafeString]:
    return list(snippets(read, articles)) if read else [SafeString()] * len(articles)


def _with_passages(own: SavedSearch, article: Article) -> str:
    """Return the address of an article, with the search in it: the page marks its passages."""
    address = article.get_absolute_url()
    return f"{address}?{own.address}" if own.address else address


def _too_many() -> str:
    return _("An account holds at most %(most)s searches. Delete one that you no longer need.") % {
        "most": number(MOST_SAVED)
    }
