"""Pages that list articles: of a source, of a section, without a date; and the base of the pages of dates."""

import logging
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.functional import cached_property
from django.views.generic import ListView

from articles.models import Article, ArticleQuerySet, Section, Source, title_names
from articles.search import Choice, SearchFailed, SearchRequest, search
from articles.views.parts.addresses import moved
from articles.views.parts.listings import SectionListing, SourceListing, UndatedListing
from articles.views.parts.paging import pager, requested_page
from articles.views.parts.search_links import FacetBox, facet_boxes

logger = logging.getLogger(__name__)

if TYPE_CHECKING:
    ListBase = ListView[Article]
else:
    ListBase = ListView


class ArticleList(ListBase):
    """A list of articles in pages. A page number that is not a number or too high is a 404."""

    http_method_names = ["get", "head", "options"]
    paginate_by = 30
    context_object_name = "articles"

    def within(self) -> SearchRequest | None:
        """Return the search that finds the same articles, None where no search does."""
        return None

    def paginate_queryset(self, queryset: Any, page_size: int) -> tuple[Paginator[Article], Page[Article], Any, bool]:
        """Return the page of the address with its articles; raises Http404 where no page has the number."""
        paginator = self.get_paginator(queryset, page_size)
        page = paginator.page(requested_page(self.request, last=paginator.num_pages))
        return paginator, page, page.object_list, page.has_other_pages()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the links to other pages, the number of articles, and the entities that they name most often."""
        context = super().get_context_data(**kwargs)
        page = context["page_obj"]
        context["pager"] = pager(page.number, page.paginator.num_pages, self._page_address)
        context["total"] = page.paginator.count
        context["within"] = within = self.within()
        context["frequent_entities"] = _frequent_entities(within) if within else []
        return context

    def _page_address(self, number: int) -> str:
        return f"{self.request.path}?page={number}" if number > 1 else self.request.path


class SourceView(ArticleList):
    """The articles of a source, newest first; those dated in the future wait for their date."""

    template_name = "articles/source.html"

    @cached_property
    def source(self) -> Source:
        """The source whose slug is in the address."""
        return get_object_or_404(Source, slug=self.kwargs["slug"], hidden=False)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the page, or redirect from the address of a source that was merged into another."""
        if whole := self.source.merged_into:
            return moved(request, whole.get_absolute_url(), permanent=False)
        return super().get(request, *args, **kwargs)

    def get_queryset(self) -> ArticleQuerySet:
        """Return the visible articles that the source printed or that credit it."""
        return SourceListing().shown(self.source).for_lists().prefetch_related(title_names())

    def within(self) -> SearchRequest:
        """Return the search in this source."""
        return SearchRequest(choices=(Choice("source", self.source.slug),))


class SectionView(ArticleList):
    """The articles of a section, newest first; those dated in the future wait for their date."""

    template_name = "articles/section.html"

    @cached_property
    def section(self) -> Section:
        """The section whose slug is in the address."""
        return get_object_or_404(Section, slug=self.kwargs["slug"])

    def get_queryset(self) -> ArticleQuerySet:
        """Return the visible articles of the section."""
        return SectionListing().shown(self.section).for_lists().prefetch_related(title_names())

    def within(self) -> SearchRequest:
        """Return the search in this section."""
        return SearchRequest(choices=(Choice("section", self.section.slug),))


class UndatedView(ArticleList):
    """The articles whose date is unknown, last added first."""

    template_name = "articles/undated.html"

    def get_queryset(self) -> ArticleQuerySet:
        """Return the visible articles without any date."""
        return UndatedListing().shown(None).for_lists().prefetch_related(title_names())


def _frequent_entities(within: SearchRequest) -> list[FacetBox]:
    """Return the people, places and organisations that the articles of a search name most often.

    Entities that the search itself is narrowed to are left out. The list of articles is useful without these boxes,
    so a failing index is logged and gives none.
    """
    try:
        page = search(replace(within, page_size=1))
    except SearchFailed as error:
        logger.warning("Lists are shown without their frequent entities: %s", error)
        return []
    of_entities = [found for found in page.facets if found.facet.kind]
    open_values = [
        replace(found, values=[value for value in found.values if not value.chosen]) for found in of_entities
    ]
    return facet_boxes(replace(page, facets=open_values))
