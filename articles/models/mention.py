"""Where articles mention people, places and organisations."""

from enum import IntEnum
from typing import Any

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Length
from django.utils.translation import gettext_lazy as _

from articles.models.article import Article
from articles.models.entity import Entity


class MentionQuerySet(models.QuerySet["Mention"]):
    """Queries for mentions."""

    def shown(self) -> "MentionQuerySet":
        """Return the mentions of entities that are not hidden."""
        return self.filter(entity__hidden=False)

    def listed(self) -> "MentionQuerySet":
        """Return the mentions of entities that have articles enough to be listed, and are not hidden."""
        return self.shown().filter(entity__article_count__gte=F("entity__listed_from"))


class MentionContext(IntEnum):
    """What the words beside a mention say of the name."""

    NOTHING = 0
    # A title or an age: this is a person. "xã": a place. "công ty", "nhóm": an organisation. "phim": none of these.
    PERSON = 1
    PLACE = 2
    ORGANIZATION = 3
    THING = 4
    # The name goes on beside the mention: "Uỷ ban Điều" before "phối".
    CUT = 5
    # "tại": a place, or what has one.
    AT = 6
    # "cho biết": a person or an organisation.
    ACTS = 7
    # Written in capitals among small letters, as photographers are credited.
    CAPITALS = 8


class Mention(models.Model):
    """A mention of an entity in an article: offsets into its running text, in characters.

    `recognised` is the entity that the recogniser found, `entity` the one that it means by the editors' decisions.
    `context` is what stands beside it (a MentionContext), None until entities are resolved.
    """

    article = models.ForeignKey(
        Article, models.CASCADE, related_name="mentions", db_index=False, verbose_name=_("article")
    )
    entity = models.ForeignKey(
        Entity, models.CASCADE, related_name="mentions", db_index=False, verbose_name=_("entity")
    )
    recognised = models.ForeignKey(Entity, models.CASCADE, related_name="readings", verbose_name=_("recognised"))
    start = models.PositiveIntegerField(_("start"))
    end = models.PositiveIntegerField(_("end"))
    context = models.PositiveSmallIntegerField(null=True, editable=False)

    objects = MentionQuerySet.as_manager()

    class Meta:
        verbose_name = _("mention")
        verbose_name_plural = _("mentions")
        ordering = ["article", "start"]
        constraints = [
            models.UniqueConstraint(fields=["article", "start"], name="mention_once"),
            models.CheckConstraint(condition=Q(end__gt=F("start")), name="mention_has_length"),
        ]
        indexes = [
            models.Index(fields=["entity", "article"]),
            models.Index(fields=["article"], condition=Q(context=None), name="mention_without_context"),
        ]

    def __str__(self) -> str:
        return f"{self.entity} {self.start}–{self.end}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Store the mention; without `recognised`, it was recognised as the entity that it means."""
        if self.recognised_id is None:
            self.recognised_id = self.entity_id
        super().save(*args, **kwargs)


def title_names() -> "models.Prefetch[str]":
    """Return what loads the names in the titles of articles, `Article.title_names`, in one SQL query for a list."""
    names = Mention.objects.filter(start__lt=Length("article__title")).order_by("article", "start")
    return models.Prefetch("mentions", names.only("article", "start", "end"), to_attr="title_mentions")
