"""The versions of an article in the admin: who changed it, when and what, word by word; each can be restored."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.contrib import admin, messages
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from articles.importing.storing.article_versions import (
    Version,
    article_in_the_way,
    article_versions,
    names_somebody_forgotten,
    restore_version,
)
from articles.models import Article, RevisionKind, Source
from articles.rights.source_scope import may_use_source
from articles.text.word_diff import DiffBlock, paragraph_diff
from articles.views.parts.wording import basis_text, moment_text, published_text

# The columns that a version's page compares, in order; those of the date are one.
_COMPARED: Final = (
    *("title", "lead", "body", "captions", "authors", "source", "credited", "section", "published_at", "date_basis"),
    *("url", "withdrawn", "withdrawal_reason", "visible_from"),
)


@dataclass(frozen=True, slots=True)
class ColumnDiff:
    """What differs between two versions in one column."""

    label: str
    blocks: list[DiffBlock]


@dataclass(frozen=True, slots=True)
class VersionLine:
    """A version in the list: what it is by, when it was made, and which columns it changed."""

    version: Version
    by: str
    when: str
    what: str
    columns: str


def versions_page(request: HttpRequest, article: Article) -> HttpResponse:
    """List the versions of an article, the newest first."""
    versions = _versions(request, article)
    before: list[Version | None] = [None, *versions[:-1]]
    lines = [_line(article, version, earlier) for version, earlier in zip(versions, before, strict=True)]
    context = admin.site.each_context(request) | {
        "title": _("Versions"),
        "article": article,
        "lines": lines[::-1],
    }
    return render(request, "articles_admin/versions.html", context)


def version_page(request: HttpRequest, article: Article, number: int) -> HttpResponse:
    """Show what a version changed and, for an earlier one, what restoring it would change; restore it on POST."""
    versions = _versions(request, article)
    if not 1 <= number <= len(versions):
        raise Http404
    version, now = versions[number - 1], versions[-1]
    if request.method == "POST" and version is not now:
        return _restored(request, article.pk, number, len(versions))
    earlier = versions[number - 2] if number > 1 else None
    context = admin.site.each_context(request) | {
        "title": _("Version %(number)s") % {"number": number},
        "article": article,
        "line": _line(article, version, earlier),
        "changes": _differences(earlier, version) if earlier else [],
        "earlier": earlier,
        "to_restore": _differences(now, version) if version is not now else [],
        "is_now": version is now,
        "count": len(versions),
        "can_restore": request.user.has_perm("articles.change_article"),
    }
    return render(request, "articles_admin/version.html", context)


def _versions(request: HttpRequest, article: Article) -> list[Version]:
    versions = article_versions(article)
    if not request.user.has_perm("articles.delete_entity") and names_somebody_forgotten(article, versions):
        raise PermissionDenied
    return versions


@transaction.atomic
def _restored(request: HttpRequest, pk: int, number: int, count: int) -> HttpResponse:
    """Restore a version of those that the page showed, and go to the list; where that cannot be, say why."""
    if not isinstance(request.user, User) or not request.user.has_perm("articles.change_article"):
        raise PermissionDenied
    article = Article.objects.select_for_update(of=("self",)).get(pk=pk)
    versions = article_versions(article)
    version = versions[number - 1]
    if request.POST.get("count") != str(len(versions)):
        messages.error(request, _("The article has been changed meanwhile. Nothing was restored; please look again."))
        return redirect("admin:articles_article_version", pk, number)
    then = Source.objects.filter(name=version.values.get("source") or "").first()
    if not may_use_source(request.user, then):
        raise PermissionDenied
    if other := article_in_the_way(article, version):
        text = _("Nothing was restored: the article “%(title)s” (%(number)s) has this text or address now.")
        messages.error(request, text % {"title": other.title, "number": other.pk})
        return redirect("admin:articles_article_version", pk, number)
    restore_version(article, version, request.user)
    messages.success(request, _("Version %(number)s was restored.") % {"number": number})
    return redirect("admin:articles_article_history", pk)


def _line(article: Article, version: Version, earlier: Version | None) -> VersionLine:
    made = version.made
    if made is None:
        item = article.import_items.filter(outcome="imported").select_related("batch__created_by").first()
        by = str(item.batch.created_by or "") if item else ""
        what = _("added by the import %(name)s") % {"name": item.batch} if item else _("the earliest version kept")
        return VersionLine(version, by, moment_text(article.created_at), what, "")
    what = made.get_kind_display()
    if made.kind in (RevisionKind.IMPORT, RevisionKind.UNDO) and made.batch:
        what = f"{what}: {made.batch}"
    if made.change:
        what = made.change.get_kind_display() + (f" – {made.change.reason}" if made.change.reason else "")
    labels = [one.label for one in _differences(earlier, version)] if earlier else []
    return VersionLine(version, made.made_by_name, moment_text(made.made_at), what, ", ".join(labels))


def _differences(before: Version, after: Version) -> list[ColumnDiff]:
    found = [(name, paragraph_diff(_shown(before, name), _shown(after, name))) for name in _COMPARED]
    return [ColumnDiff(_label(name), blocks) for name, blocks in found if blocks]


def _label(name: str) -> str:
    column: Any = Article._meta.get_field(name)
    return capfirst(str(column.verbose_name))


def _shown(version: Version, name: str) -> Sequence[str]:
    """Return a column of a version as paragraphs."""
    value = version.values.get(name)
    match name:
        case "published_at":
            return [published_text(version.article)]
        case "date_basis":
            return [basis_text(version.article)]
        case "visible_from":
            moment = version.article.visible_from
            return [moment_text(moment)] if moment else []
        case "withdrawn":
            return [_("withdrawn") if value else _("public")]
        case "captions":
            return [_caption_text(one) for one in value or ()]
    return list(value or ()) if isinstance(value, list) else str(value or "").splitlines()


def _caption_text(caption: Mapping[str, Any]) -> str:
    credit = caption.get("credit", "")
    return f"{caption['text']} | {credit}" if credit else str(caption["text"])
