"""Suspected duplicates in the admin: two articles side by side, word by word, to merge or to keep apart."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.contrib import admin, messages
from django.contrib.auth.models import User
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from articles.admin.to_do_lists import articles_of, may_be_one_twice, suspected_pairs
from articles.importing.running.article_decisions import MergeRefused, keep_apart, merge_articles
from articles.models import Article
from articles.text.typed_numbers import page_number
from articles.text.word_diff import DiffPiece, Side, word_diff
from articles.views.parts.wording import published_text

_A_PAGE: Final = 50
_BETWEEN: Final = "\n\n"


@dataclass(frozen=True, slots=True)
class SideBySide:
    """One column of two articles: its label, and what each has there, with what the other has not marked."""

    label: str
    sides: tuple[list[DiffPiece], list[DiffPiece]]


def duplicates_page(request: HttpRequest) -> HttpResponse:
    """List the suspected duplicates in pages."""
    articles = articles_of(request)
    paginator = Paginator(suspected_pairs(articles), _A_PAGE)
    page = paginator.page(page_number(request.GET.get("page", ""), most=paginator.num_pages))
    found = articles.with_source().in_bulk({pk for pair in page for pk in pair})
    context = admin.site.each_context(request) | {
        "title": _("Suspected duplicates"),
        "page": page,
        "pairs": [(found[later], found[earlier]) for later, earlier in page if {later, earlier} <= found.keys()],
    }
    return render(request, "desk/duplicates.html", context)


def duplicate_page(request: HttpRequest, later: int, earlier: int) -> HttpResponse:
    """Show two articles side by side; merge them or keep them apart, and go on with the next pair.

    Raises Http404 for two that are no suspected pair.
    """
    articles = articles_of(request)
    one = get_object_or_404(articles.with_source(), pk=earlier)
    other = get_object_or_404(articles.with_source(), pk=later)
    if not may_be_one_twice(other, one):
        raise Http404
    if request.method == "POST" and isinstance(request.user, User):
        return _decided(request, request.user, later, earlier)
    context = admin.site.each_context(request) | {
        "title": _("The same article twice?"),
        "articles": [one, other],
        "columns": [_compared(label, _shown(one, name), _shown(other, name)) for name, label in _labels()],
        "left": suspected_pairs(articles).count(),
    }
    return render(request, "desk/duplicate.html", context)


def _decided(request: HttpRequest, user: User, later: int, earlier: int) -> HttpResponse:
    """Carry out what was chosen, and go to the next pair, or to the list where there is none."""
    try:
        if "keep" in request.POST:
            keep_apart(later, earlier, user)
            messages.success(request, _("They stay two articles. This pair is not suggested again."))
        elif request.POST.get("merge") in (str(later), str(earlier)):
            kept = int(request.POST["merge"])
            merge_articles(later if kept == earlier else earlier, kept, user)
            messages.success(request, _("Merged: the address of the other article leads to this one now."))
    except MergeRefused as error:
        messages.error(request, str(error))
    following = suspected_pairs(articles_of(request)).first()
    if following is None:
        return redirect("admin:articles_article_duplicates")
    return redirect("admin:articles_article_duplicate", *following)


def _labels() -> list[tuple[str, str]]:
    names = ("title", "source", "section", "published_at", "authors", "lead", "body", "captions", "url", "path")
    columns: list[Any] = [Article._meta.get_field(name) for name in names]
    return [(column.name, capfirst(str(column.verbose_name))) for column in columns]


def _shown(article: Article, name: str) -> str:
    value = getattr(article, name)
    match name:
        case "published_at":
            return published_text(article)
        case "captions":
            return _BETWEEN.join(caption["text"] for caption in value)
        case "authors":
            return ", ".join(value)
    return _BETWEEN.join(value) if isinstance(value, list) else str(value or "")


def _compared(label: str, earlier: str, later: str) -> SideBySide:
    pieces = word_diff(earlier, later)
    return SideBySide(label, (_of(pieces, Side.BEFORE), _of(pieces, Side.AFTER)))


def _of(pieces: Sequence[DiffPiece], side: Side) -> list[DiffPiece]:
    return [piece for piece in pieces if piece.side in (Side.BOTH, side)]
