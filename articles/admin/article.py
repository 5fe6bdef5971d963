"""Articles in the admin: edited as text, annotated again after a change, with a link to the original."""

from io import BytesIO
from typing import Any

from django.contrib import admin
from django.contrib.admin.options import IncorrectLookupParameters
from django.contrib.admin.views.main import ChangeList
from django.db.models import QuerySet
from django.http import FileResponse, HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from articles.admin.article_form import ArticleForm
from articles.importing.readers import form_labels
from articles.importing.storing.editing import save_edited
from articles.models import Article


class FormFilter(admin.SimpleListFilter):
    """Articles by the form of document that they came in."""

    title = _("form")
    parameter_name = "form"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        """Return the forms and their labels."""
        return [(form, str(label)) for form, label in form_labels().items()]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Article]) -> QuerySet[Article]:
        """Return the articles of the chosen form."""
        return queryset.filter(form=self.value()) if self.value() else queryset


@admin.register(Article)
class ArticleAdmin(admin.ModelAdmin[Article]):
    """Articles, newest first."""

    form = ArticleForm
    list_display = ["title", "source", "section", "published_on", "form_of_origin", "withdrawn"]
    list_filter = ["withdrawn", FormFilter, "section", "source"]
    list_select_related = ["source", "section"]
    list_per_page = 50
    search_fields = ["title", "record_id", "path", "url"]
    date_hierarchy = "published_on"
    ordering = ["-id"]
    readonly_fields = ["form_of_origin", "came_as", "original_file", "created_at", "updated_at"]
    show_full_result_count = False

    def get_changelist_instance(self, request: HttpRequest) -> ChangeList:
        """Return the list; the years before 1 and after 9999 that an address can ask for are wrong filters."""
        try:
            return super().get_changelist_instance(request)
        except (ValueError, OverflowError) as error:
            raise IncorrectLookupParameters(error) from error

    def get_urls(self) -> list[URLPattern]:
        """Add the URL of the original."""
        original = path(
            "<int:pk>/original/", self.admin_site.admin_view(self.original), name="articles_article_original"
        )
        return [original, *super().get_urls()]

    def original(self, request: HttpRequest, pk: int) -> FileResponse:
        """Return the original of the article as a file, byte for byte."""
        article = get_object_or_404(Article.objects.defer(None), pk=pk)
        name = article.path.rpartition("/")[2] or f"{article.pk}.txt"
        return FileResponse(BytesIO(article.original()), as_attachment=True, filename=name)

    def save_model(self, request: HttpRequest, obj: Article, form: Any, change: bool) -> None:
        """Save the article, and queue the annotation of a text that changed."""
        save_edited(obj)

    @admin.display(description=_("form"))
    def form_of_origin(self, article: Article) -> str:
        """Return the form of the imported document."""
        return str(form_labels().get(article.form, article.form))

    @admin.display(description=_("file"))
    def came_as(self, article: Article) -> str:
        """Return the ID or the path of the imported document."""
        return article.record_id or article.path or "-"

    @admin.display(description=_("original"))
    def original_file(self, article: Article) -> str:
        """Return a link to the original."""
        if article.pk is None or not article.raw:
            return "-"
        address = reverse("admin:articles_article_original", args=[article.pk])
        return format_html('<a href="{}">{}</a>', address, _("download"))
