"""The pages of folders: the list of one's own, one folder, putting articles in, and the public page of a shared one."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Final

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.models import User
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from articles.models import Article, Folder, FolderItem, FolderOrder
from articles.models.folder import MOST_FOLDERS, MOST_IN_FOLDER, new_token
from articles.reader_accounts.folder_contents import FolderFull, move, new_folder, put_back, put_in, take_out
from articles.text.typed_numbers import is_row_id, page_number
from articles.views.account_pages import signed_in
from articles.views.parts.account_listings import SharedFolderListing
from articles.views.parts.addresses import within_archive
from articles.views.parts.folder_forms import FolderForm, FolderNameForm, NoteForm
from articles.views.parts.paging import rows_of_page
from articles.views.parts.wording import number

_ON_A_PAGE: Final = 50
# Articles put into a folder at once: a page of hits at its longest.
_MOST_AT_ONCE: Final = 100
# In the session: what was taken out last, and of which folder.
_TAKEN_OUT: Final = "taken_out"

View = Callable[..., HttpResponseBase]


def unlisted(view: View) -> View:
    """Keep a page with a secret address out of search engines and shared caches."""

    @wraps(view)
    def hidden(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        response = view(request, *args, **kwargs)
        patch_cache_control(response, private=True, no_cache=True)
        response.headers["X-Robots-Tag"] = "noindex, nofollow"
        return response

    return hidden


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def folders(request: HttpRequest) -> HttpResponse:
    """Show the reader's folders, or make one."""
    user = signed_in(request)
    form = FolderNameForm(request.POST or None)
    if form.is_valid():
        try:
            return redirect(new_folder(user, form.cleaned_data["name"]))
        except FolderFull:
            form.add_error(None, _full())
    return render(request, "articles/folders.html", {"form": form, "folders": _counted(user)})


@require_safe
@never_cache
@login_required
def folder(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a page of a folder, with what its owner can do."""
    own = _own(request, pk)
    page = rows_of_page(request, own.shown_items(), _ON_A_PAGE, own.get_absolute_url())
    taken_out = request.session.get(_TAKEN_OUT, {})
    context = {
        "folder": own,
        "items": _with_articles(page.rows),
        "hidden": own.items.count() - page.total,
        "form": FolderForm(instance=own),
        "by_hand": own.order == FolderOrder.HAND,
        "moved": page_number(request.GET.get("moved", "0"), most=10**18),
        "by": request.GET.get("by", ""),
        "taken_out": taken_out.get("title") if taken_out.get("folder") == own.pk else "",
        "share_address": _share_address(request, own),
        **page.context(),
    }
    return render(request, "articles/folder.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def folder_add(request: HttpRequest) -> HttpResponse:
    """Show the folders to choose from for the articles of the address, or put these into the chosen one."""
    user = signed_in(request)
    asked = request.POST if request.method == "POST" else request.GET
    ids = [int(pk) for pk in asked.getlist("article")[:_MOST_AT_ONCE] if is_row_id(pk)]
    found = Article.objects.visible().only("title").in_bulk(ids)
    articles = [found[pk] for pk in dict.fromkeys(ids) if pk in found]  # in the order of the list
    if not articles:
        raise Http404
    form = FolderNameForm(request.POST if "name" in request.POST and "folder" not in request.POST else None)
    try:
        if "folder" in request.POST or form.is_valid():
            chosen = _own(request, request.POST["folder"]) if "folder" in request.POST else None
            chosen = chosen or new_folder(user, form.cleaned_data["name"])
            return _put_into(request, chosen, ids)
    except FolderFull:
        form = form if form.is_bound else FolderNameForm({})
        form.add_error(None, _full())
    context = {"form": form, "articles": articles, "folders": _counted(user), "next": _back(request)}
    return render(request, "articles/folder_add.html", context)


@require_POST
@login_required
def folder_change(request: HttpRequest, pk: int) -> HttpResponse:
    """Rename a folder, or put it into another order."""
    own = _own(request, pk)
    form = FolderForm(request.POST, instance=own)
    if form.is_valid():
        form.save()
        messages.success(request, _("The folder is saved."))
    else:
        messages.error(request, _("A folder needs a name of at most 100 characters."))
    return redirect(own)


@require_POST
@login_required
def folder_share(request: HttpRequest, pk: int) -> HttpResponse:
    """Give a folder a public address, with the notes or without, or take it back."""
    own = _own(request, pk)
    own.shows_notes = "notes" in request.POST
    if "stop" in request.POST:
        own.share_token = None
        messages.success(request, _("The folder is no longer shared: its address leads nowhere."))
    else:
        own.share_token = own.share_token or new_token()
        messages.success(request, _("Everybody who has the address below can read the folder."))
    own.save(update_fields=["share_token", "shows_notes"])
    return redirect(f"{own.get_absolute_url()}#share")


@require_POST
@login_required
def folder_feed(request: HttpRequest, pk: int) -> HttpResponse:
    """Give the feed of a folder another address; the one it had leads nowhere then."""
    own = _own(request, pk)
    own.feed_token = new_token()
    own.save(update_fields=["feed_token"])
    messages.success(request, _("The feed has another address. The old one leads nowhere."))
    return redirect(f"{own.get_absolute_url()}#share")


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def folder_delete(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what is deleted together with a folder, and delete it once that is confirmed."""
    own = _own(request, pk)
    if request.method == "POST":
        own.delete()
        messages.success(request, _("The folder “%(name)s” is deleted.") % {"name": own})
        return redirect("folders")
    context = {"folder": own, "count": own.items.count(), "notes": own.items.exclude(note="").count()}
    return render(request, "articles/folder_delete.html", context)


@require_POST
@login_required
def folder_item(request: HttpRequest, pk: int, article: int) -> HttpResponse:
    """Note something about an article of a folder, move it, or take it out."""
    own = _own(request, pk)
    item = get_object_or_404(own.items.visible().select_related("folder", "article"), article=article)
    do = request.POST.get("do", "")
    if do in ("up", "down", "first"):
        move(item, do)
        # Without a fragment in the address, the button keeps the focus.
        return redirect(f"{_place(own, article)}&moved={article}&by={do}")
    page = _place(own, article)
    if do == "remove":
        request.session[_TAKEN_OUT] = {**take_out(item), "folder": own.pk, "title": item.article.title}
        return redirect(page)
    form = NoteForm(request.POST, instance=item)
    if form.is_valid():
        form.save()
        messages.success(request, _("The note is saved."))
    else:
        messages.error(request, _("The note is longer than 2,000 characters and was not saved."))
    return redirect(f"{page}#item-{article}")


@require_POST
@login_required
def folder_put_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Put the article back that was taken out last, to its place and with its note."""
    own = _own(request, pk)
    taken_out = request.session.pop(_TAKEN_OUT, {})
    if taken_out.get("folder") != own.pk:
        return redirect(own)
    try:
        put_back(own, taken_out)
    except FolderFull:
        messages.error(request, _full())
    return redirect(f"{_place(own, taken_out['article'])}#item-{taken_out['article']}")


@require_safe
@unlisted
def shared_folder(request: HttpRequest, token: str) -> HttpResponse:
    """Show a shared folder to whoever has its address."""
    listing = SharedFolderListing()
    shared = listing.get_object(request, token)
    page = rows_of_page(request, shared.shown_items(), _ON_A_PAGE, listing.link(shared))
    context = {
        "folder": shared,
        "items": _with_articles(page.rows),
        "owner": shared.owner.first_name,
        **page.context(),
    }
    return render(request, "articles/shared_folder.html", context)


def _counted(user: User) -> QuerySet[Folder]:
    return Folder.objects.filter(owner=user).with_counts()


def _own(request: HttpRequest, pk: int | str) -> Folder:
    """Return a folder of the reader; raises Http404 for that of another."""
    if not is_row_id(str(pk)):
        raise Http404
    return get_object_or_404(Folder, pk=pk, owner=signed_in(request))


def _with_articles(items: list[FolderItem]) -> list[tuple[FolderItem, Article]]:
    """Return the items, each with its article, without those that readers may no longer see (one SQL query)."""
    articles = Article.objects.visible().for_lists().in_bulk([item.article_id for item in items])
    return [(item, articles[item.article_id]) for item in items if item.article_id in articles]


def _place(own: Folder, article: int) -> str:
    """Return the address of the page on which an article stands, or stood."""
    ids = list(own.shown_items().values_list("article_id", flat=True))
    at = ids.index(article) if article in ids else 0
    return f"{own.get_absolute_url()}?page={at // _ON_A_PAGE + 1}"


def _put_into(request: HttpRequest, chosen: Folder, ids: list[int]) -> HttpResponse:
    new = put_in(chosen, ids)
    text = (
        ngettext("%(n)s article is put into “%(name)s”.", "%(n)s articles are put into “%(name)s”.", new)
        if new
        else _("“%(name)s” has it already.")
    )
    messages.success(request, text % {"n": number(new), "name": chosen})
    return redirect(within_archive(request, request.POST.get("next", "")) or chosen.get_absolute_url())


def _back(request: HttpRequest) -> str:
    """Return the page of the archive that the reader came from, "" where that is unknown."""
    came_from = request.POST.get("next") or request.headers.get("Referer", "")
    return within_archive(request, came_from)


def _share_address(request: HttpRequest, own: Folder) -> str:
    if not own.share_token:
        return ""
    return request.build_absolute_uri(reverse("shared-folder", args=[own.share_token]))


def _full() -> str:
    return _("That is too much: a folder holds at most %(articles)s articles, an account %(folders)s folders.") % {
        "articles": number(MOST_IN_FOLDER),
        "folders": number(MOST_FOLDERS),
    }
