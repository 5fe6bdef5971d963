"""The index of the tutorial: one text field from a template, and faceted fields."""

from datetime import datetime
from typing import Any

from django.db.models import Prefetch
from haystack import indexes

from articles.models import Article, ArticleQuerySet, EntityKind, Mention


class StockIndex(indexes.SearchIndex, indexes.Indexable):  # type: ignore[misc]  # Haystack has no types
    """An article."""

    text = indexes.CharField(document=True, use_template=True)
    author = indexes.MultiValueField(faceted=True)
    source = indexes.CharField(model_attr="source__name", faceted=True, null=True)
    section = indexes.CharField(model_attr="section__name", faceted=True, null=True)
    year = indexes.CharField(faceted=True, null=True)
    published = indexes.DateTimeField(null=True)
    people = indexes.MultiValueField(faceted=True)
    places = indexes.MultiValueField(faceted=True)
    organizations = indexes.MultiValueField(faceted=True)

    def get_model(self) -> type[Article]:
        """Return the model that is indexed."""
        return Article

    def index_queryset(self, using: str | None = None) -> ArticleQuerySet:
        """Return all articles, with what is read of each fetched for many at once."""
        mentions = Prefetch("mentions", Mention.objects.select_related("entity"))
        return Article.objects.visible().select_related("source", "section").prefetch_related(mentions)

    def prepare_author(self, obj: Article) -> list[str]:
        """Return the authors."""
        return list(obj.authors)

    def prepare_year(self, obj: Article) -> str | None:
        """Return the year of publication."""
        return str(obj.published_on.year) if obj.published_on else None

    def prepare_published(self, obj: Article) -> datetime | None:
        """Return when it was published, as Whoosh can hold it."""
        return obj.published_at.replace(tzinfo=None) if obj.published_at else None

    def prepare_people(self, obj: Article) -> list[str]:
        """Return the names of people."""
        return _names(obj, EntityKind.PERSON)

    def prepare_places(self, obj: Article) -> list[str]:
        """Return the names of places."""
        return _names(obj, EntityKind.PLACE)

    def prepare_organizations(self, obj: Article) -> list[str]:
        """Return the names of organisations."""
        return _names(obj, EntityKind.ORGANIZATION)


def _names(article: Any, kind: EntityKind) -> list[str]:
    return sorted({m.entity.name for m in article.mentions.all() if m.entity.kind == kind})
