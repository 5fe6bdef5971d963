"""The sitemap: articles, days, entities, sections and sources."""

from datetime import date, datetime
from typing import TYPE_CHECKING

from django.contrib.sitemaps import Sitemap
from django.db.models import Max
from django.urls import reverse

from articles.importing.publication_dates import earliest_day, latest_day
from articles.models import Article, ArticleQuerySet, Entity, EntityQuerySet, Section, Source
from articles.models.source import NamedModel, NamedQuerySet

if TYPE_CHECKING:
    ArticleSitemapBase = Sitemap[Article]
    DaySitemapBase = Sitemap[date]
    NamedSitemapBase = Sitemap[NamedModel]
    EntitySitemapBase = Sitemap[Entity]
else:
    ArticleSitemapBase = DaySitemapBase = NamedSitemapBase = EntitySitemapBase = Sitemap


class ArticleSitemap(ArticleSitemapBase):
    """All visible articles, 1,000 on a page: the protocol allows 50,000, which would hold a process for seconds."""

    limit = 1000

    def items(self) -> ArticleQuerySet:
        """Return the articles with the columns that their addresses need."""
        return Article.objects.visible().only("pk", "title", "updated_at").order_by("pk")

    def lastmod(self, item: Article) -> datetime:
        """Return when the article was changed."""
        return item.updated_at

    def get_latest_lastmod(self) -> datetime | None:
        """Return when any article was changed last (one SQL query, where Django would read every article)."""
        latest: datetime | None = Article.objects.visible().aggregate(latest=Max("updated_at"))["latest"]
        return latest


class DaySitemap(DaySitemapBase):
    """All days with articles."""

    def items(self) -> list[date]:
        """Return the days in order."""
        dated = Article.objects.visible().filter(published_on__range=(earliest_day(), latest_day()))
        days = dated.dated_by_day().order_by("published_on")
        return [day for day in days.values_list("published_on", flat=True).distinct() if day]

    def location(self, item: date) -> str:
        """Return the address of the day's page."""
        return reverse("day", args=[item])


class NamedSitemap(NamedSitemapBase):
    """All sections or all sources, of which `model` is one."""

    def __init__(self, model: type[Section] | type[Source]) -> None:
        self._model = model

    def items(self) -> NamedQuerySet:
        """Return the rows that lists show in the order of their slugs."""
        return self._model.objects.listed().order_by("slug")


class EntitySitemap(EntitySitemapBase):
    """All people, places and organisations named by more than one article."""

    limit = 1000

    def items(self) -> EntityQuerySet:
        """Return the entities with the columns that their addresses need."""
        return Entity.objects.listed().filter(article_count__gt=1).only("pk", "name").order_by("pk")


SITEMAPS = {
    "articles": ArticleSitemap,
    "days": DaySitemap,
    "entities": EntitySitemap,
    "sections": NamedSitemap(Section),
    "sources": NamedSitemap(Source),
}
