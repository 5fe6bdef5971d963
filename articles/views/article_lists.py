"""Pages that list articles: of a source, of a section, without a date; and the base that days and entities share."""

from typing import TYPE_CHECKING, Any

from django.shortcuts import get_object_or_404
from django.utils.functional import cached_property
from django.views.generic import ListView

from articles.models import Article, ArticleQuerySet, Section, Source
from articles.search import Choice, SearchRequest
from articles.views.frequent_names import most_named
from articles.views.paging import pager

if TYPE_CHECKING:
    ListBase = ListView[Article]
else:
    ListBase = ListView


class ArticleList(ListBase):
    """A list of articles in pages, each page with an address; a page that is not there is a 404."""

    http_method_names = ["get", "head", "options"]
    paginate_by = 30
    context_object_name = "articles"

    def within(self) -> SearchRequest | None:
        """Return the search that finds the same articles, None where no search does."""
        return None

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the links to the other pages, the number of articles, and whom they name most."""
        context = super().get_context_data(**kwargs)
        page = context["page_obj"]
        context["pager"] = pager(page.number, page.paginator.num_pages, self._page_address)
        context["total"] = page.paginator.count
        context["within"] = within = self.within()
        context["named"] = most_named(within) if within else []
        return context

    def _page_address(self, number: int) -> str:
        return f"{self.request.path}?page={number}" if number > 1 else self.request.path


class SourceView(ArticleList):
    """The articles of a source, newest first."""

    template_name = "articles/source.html"

    @cached_property
    def source(self) -> Source:
        """The source that the address names."""
        return get_object_or_404(Source, slug=self.kwargs["slug"])

    def get_queryset(self) -> ArticleQuerySet:
        """Return its visible articles."""
        return Article.objects.visible().filter(source=self.source).for_lists().latest_first()

    def within(self) -> SearchRequest:
        """Return the search in this source."""
        return SearchRequest(choices=(Choice("source", self.source.slug),))


class SectionView(ArticleList):
    """The articles of a section, newest first."""

    template_name = "articles/section.html"

    @cached_property
    def section(self) -> Section:
        """The section that the address names."""
        return get_object_or_404(Section, slug=self.kwargs["slug"])

    def get_queryset(self) -> ArticleQuerySet:
        """Return its visible articles."""
        return Article.objects.visible().filter(section=self.section).for_lists().latest_first()

    def within(self) -> SearchRequest:
        """Return the search in this section."""
        return SearchRequest(choices=(Choice("section", self.section.slug),))


class UndatedView(ArticleList):
    """The articles whose date nobody knows, last added first."""

    template_name = "articles/undated.html"

    def get_queryset(self) -> ArticleQuerySet:
        """Return the visible articles without any date."""
        return Article.objects.visible().filter(published_at__isnull=True).for_lists().order_by("-id")
