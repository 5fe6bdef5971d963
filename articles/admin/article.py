"""Articles in the admin: edited as text, annotated again after a change, with a link to the original."""

from io import BytesIO
from typing import Any, ClassVar

from django.contrib import admin
from django.contrib.admin.options import IncorrectLookupParameters
from django.contrib.admin.views.main import ChangeList
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError
from django.db.models import QuerySet
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from articles.admin.article_deletion_page import deletion_page
from articles.admin.article_filters import FormFilter, ImportFilter, LackingFilter, found_in_search
from articles.admin.article_form import ArticleForm
from articles.admin.read_only import WithoutBulkDeletion
from articles.importing.readers import form_labels
from articles.importing.storing.editing import save_edited
from articles.models import Article


@admin.register(Article)
class ArticleAdmin(WithoutBulkDeletion):
    """Articles, newest first."""

    class Media:
        css: ClassVar = {"all": ["css/admin/articles.css"]}

    form = ArticleForm
    list_display = ["title", "source", "section", "published_on", "form_of_origin", "withdrawn"]
    list_filter = ["withdrawn", LackingFilter, ImportFilter, "created_at", FormFilter, "section", "source"]
    list_select_related = ["source", "section"]
    list_per_page = 50
    actions = ["delete_chosen"]
    # Shows the box; `get_search_results` says what is searched.
    search_fields = ["title"]
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

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Article], search_term: str
    ) -> tuple[QuerySet[Article], bool]:
        """Search as readers do, and in IDs, files and addresses."""
        query = search_term.replace("\x00", " ").strip()
        return (found_in_search(request, queryset, query) if query else queryset), False

    def original(self, request: HttpRequest, pk: int) -> FileResponse:
        """Return the original of the article as a file, byte for byte."""
        article = get_object_or_404(Article.objects.defer(None), pk=pk)
        name = article.path.rpartition("/")[2] or f"{article.pk}.txt"
        return FileResponse(BytesIO(article.original()), as_attachment=True, filename=name)

    def changeform_view(
        self, request: HttpRequest, object_id: str | None = None, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        """Show or save an article.

        Where another article got the same text while this one was being saved, the form is checked again and says so.
        """
        try:
            return super().changeform_view(request, object_id, form_url, extra_context)
        except IntegrityError:
            return super().changeform_view(request, object_id, form_url, extra_context)

    @admin.action(description=_("Delete the selected articles"), permissions=["delete"])
    def delete_chosen(self, request: HttpRequest, chosen: QuerySet[Article]) -> HttpResponse:
        """Show what goes with the chosen articles, and delete them once that is confirmed."""
        return deletion_page(request, list(chosen.order_by("pk").values_list("pk", flat=True)))

    def delete_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> HttpResponse:
        """Show what goes with an article, and delete it once that is confirmed."""
        if not self.has_delete_permission(request):
            raise PermissionDenied
        return deletion_page(request, [get_object_or_404(Article, pk=object_id).pk])

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
