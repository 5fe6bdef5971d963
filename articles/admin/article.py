"""Articles in the admin: edited as text, annotated again after a change, with a link to the original."""

from io import BytesIO
from typing import Any, ClassVar

from django.contrib import admin, messages
from django.contrib.admin.options import IncorrectLookupParameters
from django.contrib.admin.views.main import ChangeList
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError
from django.db.models import QuerySet
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import mark_safe
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from articles.admin.article_change_page import CHANGE_FORMS, ArticleChangeForm, change_page
from articles.admin.article_deletion_page import deletion_page
from articles.admin.article_filters import FormFilter, ImportFilter, LackingFilter, found_in_search
from articles.admin.article_form import ArticleForm
from articles.admin.article_versions_page import version_page, versions_page
from articles.admin.correction_inline import CorrectionInline, save_corrections
from articles.admin.duplicate_pages import duplicate_page, duplicates_page
from articles.admin.read_only import WithoutBulkDeletion
from articles.admin.to_do_pages import note_looked_at, to_do_page
from articles.importing.readers import form_labels
from articles.importing.storing.editing import save_edited
from articles.models import Article, ArticleChange, ChangeKind, FormerText
from articles.views.parts.wording import moment_text, visibility_text


def _readers_see(article: Article) -> str:
    """Return whether readers see an article, and from when on where they do not yet."""
    if article.is_visible:
        return gettext("public")
    if article.is_embargoed and article.visible_from:
        return gettext("visible from %(moment)s") % {"moment": moment_text(article.visible_from)}
    return gettext("withdrawn")


def _action(form: type[ArticleChangeForm]) -> Any:
    """Return the action of the list that changes the chosen articles by a form."""

    @admin.action(description=form.heading, permissions=["change"])
    def act(model_admin: "ArticleAdmin", request: HttpRequest, chosen: QuerySet[Article]) -> HttpResponse:
        return change_page(request, list(chosen.order_by("pk").values_list("pk", flat=True)), form.kind)

    act.__name__ = f"set_{form.kind}"
    return act


@admin.register(Article)
class ArticleAdmin(WithoutBulkDeletion):
    """Articles, newest first."""

    class Media:
        css: ClassVar = {"all": ["css/admin/articles.css"]}

    form = ArticleForm
    inlines: ClassVar = [CorrectionInline]
    list_display = ["title", "source", "section", "published_on", "form_of_origin", "withdrawn"]
    list_filter = ["withdrawn", LackingFilter, ImportFilter, "created_at", FormFilter, "section", "source"]
    list_select_related = ["source", "section"]
    list_per_page = 50
    actions = [*(_action(form) for form in CHANGE_FORMS.values()), "delete_chosen"]
    # Shows the box; `get_search_results` says what is searched.
    search_fields = ["title"]
    date_hierarchy = "published_on"
    ordering = ["-id"]
    readonly_fields = ["shown_to_readers", "form_of_origin", "came_as", "original_file", "created_at", "updated_at"]
    show_full_result_count = False

    def get_changelist_instance(self, request: HttpRequest) -> ChangeList:
        """Return the list; the years before 1 and after 9999 that an address can ask for are wrong filters."""
        try:
            return super().get_changelist_instance(request)
        except (ValueError, OverflowError) as error:
            raise IncorrectLookupParameters(error) from error

    def get_exclude(self, request: HttpRequest, obj: Article | None = None) -> list[str]:
        """Return the columns that the form lacks: an article that there is already is hidden on a page of its own."""
        return [*ArticleForm.Meta.exclude, *(["visible_from"] if obj else [])]

    def get_urls(self) -> list[URLPattern]:
        """Add the URLs of the original, of a version, and of the pages that withdraw an article and make it public."""
        original = path(
            "<int:pk>/original/", self.admin_site.admin_view(self.original), name="articles_article_original"
        )
        change = self.admin_site.admin_view(self.change_visibility)
        kinds = (ChangeKind.WITHDRAWAL, ChangeKind.EMBARGO, ChangeKind.RESTORATION)
        pages = [path(f"<int:pk>/{kind}/", change, {"kind": kind}, f"articles_article_{kind}") for kind in kinds]
        version = path(
            "<int:pk>/history/<int:number>/", self.admin_site.admin_view(self.version), name="articles_article_version"
        )
        desk = [
            path("to-do/duplicates/", self.admin_site.admin_view(duplicates_page), name="articles_article_duplicates"),
            path(
                "to-do/duplicates/<int:later>/<int:earlier>/",
                self.admin_site.admin_view(duplicate_page),
                name="articles_article_duplicate",
            ),
            path("to-do/<slug:key>/", self.admin_site.admin_view(to_do_page), name="articles_article_to_do"),
        ]
        return [original, *pages, version, *desk, *super().get_urls()]

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Article], search_term: str
    ) -> tuple[QuerySet[Article], bool]:
        """Search as readers do, and in IDs, files and addresses."""
        query = search_term.replace("\x00", " ").strip()
        return (found_in_search(request, queryset, query) if query else queryset), False

    def change_visibility(self, request: HttpRequest, pk: int, kind: str) -> HttpResponse:
        """Withdraw one article, or make it public again, once that is confirmed."""
        if not self.has_change_permission(request):
            raise PermissionDenied
        return change_page(request, [get_object_or_404(Article, pk=pk).pk], kind)

    def history_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> HttpResponse:
        """List the versions of the article, in place of Django's list of who saved it when."""
        if not self.has_view_or_change_permission(request):
            raise PermissionDenied
        return versions_page(request, get_object_or_404(Article, pk=object_id))

    def version(self, request: HttpRequest, pk: int, number: int) -> HttpResponse:
        """Show one version of the article; restore it once that is asked for."""
        if not self.has_view_or_change_permission(request):
            raise PermissionDenied
        return version_page(request, get_object_or_404(Article, pk=pk), number)

    def original(self, request: HttpRequest, pk: int) -> FileResponse:
        """Return the original of the article as a file, byte for byte.

        Where the archive shortened a name in the article, its original is for administrators.
        """
        article = get_object_or_404(Article.objects.defer(None), pk=pk)
        if FormerText.objects.filter(article=pk).exists() and not request.user.has_perm("articles.delete_entity"):
            raise PermissionDenied
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
        """Save the article, queue the annotation of a text that changed, and warn of a reason that nobody sees."""
        if change:
            note_looked_at(obj, request.user)  # type: ignore[arg-type]
        save_edited(obj, request.user)  # type: ignore[arg-type]
        if obj.withdrawal_reason and obj.is_visible:
            text = gettext("The article is not withdrawn, so its public reason is shown to nobody.")
            self.message_user(request, text, messages.WARNING)

    def save_formset(self, request: HttpRequest, form: Any, formset: Any, change: bool) -> None:
        """Save the corrections with who wrote them."""
        save_corrections(formset, request.user)  # type: ignore[arg-type]

    @admin.display(description=_("readers"))
    def shown_to_readers(self, article: Article) -> str:
        """Return whether readers see the article, since when and why not, with links to change that."""
        if article.pk is None:
            return "-"
        kinds = [ChangeKind.WITHDRAWAL, ChangeKind.EMBARGO] if article.is_visible else [ChangeKind.RESTORATION]
        lines = [(_readers_see(article),)]
        lines += [(visibility_text(change),) for change in ArticleChange.objects.of_visibility(article)]
        links = [
            (reverse(f"admin:articles_article_{kind}", args=[article.pk]), CHANGE_FORMS[kind].heading) for kind in kinds
        ]
        text = format_html_join(mark_safe("<br>"), "{}", lines)
        return format_html("{}<br>{}", text, format_html_join(" · ", '<a href="{}">{}</a>', links))

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
