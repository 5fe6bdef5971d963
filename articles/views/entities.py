"""The page of a person, place or organisation."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.functional import cached_property

from articles.models import Article, ArticleQuerySet, Entity
from articles.search.facets import FACET_OF_KIND
from articles.search.request import Choice, SearchRequest
from articles.views.lists import ArticleList


@dataclass(frozen=True, slots=True)
class Seen:
    """The oldest and the newest dated article that names an entity."""

    first: Article
    last: Article


def articles_about(entity: Entity) -> ArticleQuerySet:
    """Return the visible articles that name the entity, each once."""
    return Article.objects.visible().filter(pk__in=entity.mentions.order_by().values("article"))


class EntityView(ArticleList):
    """What the archive has of an entity: its names, and its articles newest first, those without a date last."""

    template_name = "articles/entity.html"

    @cached_property
    def entity(self) -> Entity:
        """The entity that the address names by its number."""
        return get_object_or_404(Entity, pk=self.kwargs["pk"])

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the page, or send to its present address where the name in it is another."""
        address = self.entity.get_absolute_url()
        return super().get(request, *args, **kwargs) if request.path == address else redirect(address, permanent=True)

    def get_queryset(self) -> ArticleQuerySet:
        """Return the articles that name it."""
        return articles_about(self.entity).for_lists().latest_first()

    def within(self) -> SearchRequest:
        """Return the search for the articles that name it."""
        return SearchRequest(choices=(Choice(FACET_OF_KIND[self.entity.kind], str(self.entity.pk)),))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add its other names, and when it was named first and last."""
        return super().get_context_data(
            aliases=[alias.text for alias in self.entity.aliases.all() if alias.text != self.entity.name],
            seen=_seen(self.entity),
            **kwargs,
        )


def _seen(entity: Entity) -> Seen | None:
    dated = articles_about(entity).only("published_at", "published_on", "date_precision").latest_dated()
    first, last = dated.reverse().first(), dated.first()
    return Seen(first, last) if first and last else None
