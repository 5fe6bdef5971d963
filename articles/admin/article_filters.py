"""How articles are found in the admin: by the archive's own search, by what they lack, by form and by import."""

from typing import Any, Final

from django.contrib import admin, messages
from django.contrib.auth.models import User
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.importing.readers import form_labels
from articles.models import Article, ImportBatch, ImportItem, Outcome
from articles.rights.source_scope import rows_of
from articles.search import SearchFailed, SearchRequest, article_ids
from articles.text.normal import fold
from articles.text.typed_numbers import is_row_id

# Databases limit how many ids a query may list.
_MOST: Final = 10_000
_IMPORTS_OFFERED: Final = 20
_LACKING: Final = {"date": Q(published_at=None), "author": Q(authors=[]), "source": Q(source=None)}


def found_in_search(request: HttpRequest, articles: QuerySet[Article], query: str) -> QuerySet[Article]:
    """Return those of the articles that the archive's search finds, or whose ID, file or address has the query in it.

    The index does not hold articles that readers may not see: their titles are compared without marks and capitals.
    """
    written = Q(record_id__icontains=query) | Q(path__icontains=query) | Q(url__icontains=query)
    hidden = Article.objects.hidden().values_list("pk", "title")
    titled = [pk for pk, title in hidden if fold(query) in fold(title)]
    return articles.filter(Q(pk__in=[*_indexed(request, query), *titled]) | written)


def _indexed(request: HttpRequest, query: str) -> list[int]:
    try:
        ids = article_ids(SearchRequest(query=query), most=_MOST + 1)
    except SearchFailed:
        messages.error(request, _("The search does not work at present: only IDs, files and addresses were searched."))
        return []
    if len(ids) > _MOST:
        messages.warning(request, _("More than %(n)s articles were found; the best are shown.") % {"n": _MOST})
    return ids[:_MOST]


class FormFilter(admin.SimpleListFilter):
    """Articles by the form of document that they came in."""

    title = gettext_lazy("form")
    parameter_name = "form"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        """Return the forms and their labels."""
        return [(form, str(label)) for form, label in form_labels().items()]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Article]) -> QuerySet[Article]:
        """Return the articles of the chosen form."""
        return queryset.filter(form=self.value()) if self.value() else queryset


class LackingFilter(admin.SimpleListFilter):
    """Articles without a date, an author or a source."""

    title = gettext_lazy("what is missing")
    parameter_name = "lacking"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        """Return what may be missing."""
        return [("date", _("no date")), ("author", _("no author")), ("source", _("no source"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Article]) -> QuerySet[Article]:
        """Return the articles that lack it."""
        lacking = _LACKING.get(self.value() or "")
        return queryset.filter(lacking) if lacking else queryset


class ImportFilter(admin.SimpleListFilter):
    """Articles that an import added or replaced. The newest imports are offered; any other may stand in the address."""

    title = gettext_lazy("import")
    parameter_name = "import"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        """Return the newest imports."""
        return [(str(batch.pk), str(batch)) for batch in _imports(request)[:_IMPORTS_OFFERED]]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Article]) -> QuerySet[Article]:
        """Return the articles of the import."""
        value = self.value() or ""
        if not is_row_id(value):
            return queryset.none() if value else queryset
        items = ImportItem.objects.filter(batch=int(value), outcome__in=[Outcome.IMPORTED, Outcome.UPDATED])
        return queryset.filter(pk__in=items.values("article"))


def _imports(request: HttpRequest) -> QuerySet[ImportBatch]:
    user = request.user if isinstance(request.user, User) else None
    return rows_of(user, ImportBatch.objects.all())
