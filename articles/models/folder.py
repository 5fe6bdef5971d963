"""The tables of folders: articles that a reader keeps together, with notes."""

from secrets import token_urlsafe
from typing import Final

from django.conf import settings
from django.db import models
from django.db.models import Count, F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from articles.models.article import Article

MOST_FOLDERS: Final = 500
MOST_IN_FOLDER: Final = 5000
NOTE_LENGTH: Final = 2000


def new_token() -> str:
    """Return 192 random bits for an address that nobody guesses."""
    return token_urlsafe(24)


class FolderOrder(models.TextChoices):
    """In which order the articles of a folder stand."""

    HAND = "hand", _("your own order")
    NEWEST = "newest", _("newest first")
    OLDEST = "oldest", _("oldest first")


class FolderQuerySet(models.QuerySet["Folder"]):
    """Queries for folders."""

    def open_to_all(self) -> "FolderQuerySet":
        """Return the folders whose owners can still log in; addresses with a token show no others."""
        return self.filter(owner__is_active=True)

    def with_counts(self) -> "FolderQuerySet":
        """Return the folders with `count`, the number of articles that readers may see."""
        items = FolderItem.objects.visible().filter(folder=OuterRef("pk")).order_by()
        counted = items.values("folder").annotate(n=Count("pk")).values("n")
        return self.annotate(count=Coalesce(Subquery(counted), 0))


class Folder(models.Model):
    """Articles that an account keeps together. It is seen by its owner, and by those who have one of its two addresses.

    `feed_token` stands in the address of its feed, `share_token` in that of its public page; it is None while the
    folder is not shared.
    """

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="folders")
    name = models.CharField(_("name"), max_length=100)
    order = models.CharField(_("order"), max_length=6, choices=FolderOrder, default=FolderOrder.HAND)
    feed_token = models.CharField(max_length=32, unique=True)
    share_token = models.CharField(max_length=32, unique=True, null=True)
    shows_notes = models.BooleanField(default=False)
    created_at = models.DateTimeField(auto_now_add=True)
    # When something was put in last; the folder that is in use is offered first.
    used_at = models.DateTimeField(auto_now_add=True)

    objects = FolderQuerySet.as_manager()

    class Meta:
        verbose_name = _("folder")
        verbose_name_plural = _("folders")
        default_permissions = ()
        ordering = ["-used_at", "-id"]
        constraints = [
            models.CheckConstraint(condition=~Q(name=""), name="folder_has_name"),
            models.CheckConstraint(condition=Q(order__in=FolderOrder.values), name="folder_order"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """Return the URL of its page, which only its owner sees."""
        return reverse("folder", args=[self.pk])

    def shown_items(self) -> "FolderItemQuerySet":
        """Return its articles that readers may see, in its order."""
        dated = F("article__published_at")
        match self.order:
            case FolderOrder.NEWEST:
                return self.items.visible().order_by(dated.desc(nulls_last=True), "-article_id")
            case FolderOrder.OLDEST:
                return self.items.visible().order_by(dated.asc(nulls_last=True), "article_id")
        return self.items.visible().order_by("place")


class FolderItemQuerySet(models.QuerySet["FolderItem"]):
    """Queries for the articles of folders."""

    def visible(self) -> "FolderItemQuerySet":
        """Return the items without those articles that readers may no longer see, which are few."""
        return self.exclude(article__in=Article.objects.hidden().values("pk"))


class FolderItem(models.Model):
    """An article in a folder: its place in the owner's own order, and the owner's note about it."""

    folder = models.ForeignKey(Folder, models.CASCADE, related_name="items")
    article = models.ForeignKey(Article, models.CASCADE, related_name="folder_items")
    place = models.IntegerField()
    note = models.TextField(_("note"), blank=True, max_length=NOTE_LENGTH)
    added_at = models.DateTimeField(auto_now_add=True)

    objects = FolderItemQuerySet.as_manager()

    class Meta:
        verbose_name = _("article of a folder")
        verbose_name_plural = _("articles of folders")
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["folder", "article"], name="folder_item_once")]
        indexes = [models.Index(fields=["folder", "place"], name="folder_place")]

    def __str__(self) -> str:
        return f"{self.folder_id}: {self.article_id}"
