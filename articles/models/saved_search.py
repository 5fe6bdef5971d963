"""The tables of saved searches: what readers keep looking for, and the new articles that each found."""

from typing import Final

from django.conf import settings
from django.db import models
from django.db.models import Count, F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.models.article import Article

MOST_SAVED: Final = 200


class SavedSearchQuerySet(models.QuerySet["SavedSearch"]):
    """Queries for saved searches."""

    def of_active(self) -> "SavedSearchQuerySet":
        """Return the searches whose owners can still log in; no others are tried on new articles."""
        return self.filter(owner__is_active=True)

    def with_new(self) -> "SavedSearchQuerySet":
        """Return the searches with `new`, the number of visible articles found since their owner last looked."""
        new = SearchMatch.objects.new().filter(search=OuterRef("pk")).order_by()
        counted = new.values("search").annotate(n=Count("pk")).values("n")
        return self.annotate(new=Coalesce(Subquery(counted), 0))


class SavedSearch(models.Model):
    """A search that an account keeps. It finds each article once: when that is added to the archive.

    `address` is the query string of the search's address, `site` the address of the archive as its owner reached it,
    for links in mails where SITE_ADDRESS is not set. `feed_token` stands in the address of its feed. `failed_at` is
    when it last could not be read.
    """

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="saved_searches")
    name = models.CharField(_("name"), max_length=200)
    address = models.TextField()
    site = models.CharField(max_length=200)
    mailed = models.BooleanField(_("mail new articles"), default=True)
    feed_token = models.CharField(max_length=32, unique=True)
    created_at = models.DateTimeField(auto_now_add=True)
    seen_at = models.DateTimeField(default=timezone.now)
    failed_at = models.DateTimeField(null=True)

    objects = SavedSearchQuerySet.as_manager()

    class Meta:
        verbose_name = _("saved search")
        verbose_name_plural = _("saved searches")
        default_permissions = ()
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(condition=~Q(name=""), name="saved_search_has_name"),
            models.UniqueConstraint(fields=["owner", "address"], name="saved_search_once"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """Return the URL of the page of what it found."""
        return reverse("saved-search", args=[self.pk])


class SearchMatchQuerySet(models.QuerySet["SearchMatch"]):
    """Queries for what saved searches found."""

    def visible(self) -> "SearchMatchQuerySet":
        """Return those of articles that readers may see."""
        return self.exclude(article__in=Article.objects.hidden().values("pk"))

    def new(self) -> "SearchMatchQuerySet":
        """Return the visible ones since the owner of the search last looked."""
        return self.visible().filter(matched_at__gt=F("search__seen_at"))

    def to_mail(self) -> "SearchMatchQuerySet":
        """Return those that are not mailed yet, and whose owners want mails and have an address."""
        wanted = self.visible().filter(mailed_at=None, search__mailed=True, search__owner__is_active=True)
        return wanted.exclude(search__owner__email="")


class SearchMatch(models.Model):
    """An article that a saved search found when it was added. `mailed_at` is when the owner was told by mail."""

    # Indexes below begin with it.
    search = models.ForeignKey(SavedSearch, models.CASCADE, related_name="matches", db_index=False)
    article = models.ForeignKey(Article, models.CASCADE, related_name="search_matches")
    matched_at = models.DateTimeField(auto_now_add=True)
    mailed_at = models.DateTimeField(null=True)

    objects = SearchMatchQuerySet.as_manager()

    class Meta:
        verbose_name = _("find of a saved search")
        verbose_name_plural = _("finds of saved searches")
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["search", "article"], name="search_match_once")]
        indexes = [
            models.Index(fields=["search", "-matched_at"], name="search_match_latest"),
            models.Index(fields=["search"], condition=Q(mailed_at=None), name="search_match_to_mail"),
        ]

    def __str__(self) -> str:
        return f"{self.search_id}: {self.article_id}"
