"""People, places and organisations, their other names, and where articles mention them."""

from typing import Any

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from articles.models.article import Article
from articles.models.naming import slug_of
from articles.text.normal import fold
from articles.text.terms import name_key


class EntityKind(models.TextChoices):
    """What an entity is."""

    PERSON = "person", _("person")
    PLACE = "place", _("place")
    ORGANIZATION = "organization", _("organisation")


class Entity(models.Model):
    """A person, place or organisation, one row for all spellings of its name."""

    kind = models.CharField(_("kind"), max_length=12, choices=EntityKind)
    name = models.CharField(_("name"), max_length=200)
    name_key = models.CharField(max_length=200, editable=False)
    folded_name = models.CharField(max_length=200, editable=False, db_index=True)
    created_at = models.DateTimeField(_("added"), auto_now_add=True)

    class Meta:
        verbose_name = _("entity")
        verbose_name_plural = _("entities")
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["kind", "name_key"], name="entity_once"),
            models.CheckConstraint(condition=Q(kind__in=EntityKind.values), name="entity_kind"),
            models.CheckConstraint(condition=~Q(name=""), name="entity_has_name"),
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Store the entity with the two forms of its name that it is found by."""
        self.set_name_forms()
        super().save(*args, **kwargs)

    def set_name_forms(self) -> None:
        """Derive the forms of the name that make it unique and that it is filtered by."""
        self.name_key = name_key(self.name)
        self.folded_name = fold(self.name)

    def get_absolute_url(self) -> str:
        """Return the address of its page."""
        return reverse("entity", args=[self.pk, slug_of(self.name)])


class EntityAlias(models.Model):
    """Another form that articles write an entity's name in."""

    entity = models.ForeignKey(Entity, models.CASCADE, related_name="aliases", verbose_name=_("entity"))
    text = models.CharField(_("form of the name"), max_length=200)

    class Meta:
        verbose_name = _("other name")
        verbose_name_plural = _("other names")
        ordering = ["text"]
        constraints = [
            models.UniqueConstraint(fields=["entity", "text"], name="alias_once"),
            models.CheckConstraint(condition=~Q(text=""), name="alias_has_text"),
        ]

    def __str__(self) -> str:
        return self.text


class Mention(models.Model):
    """A place in an article's running text that names an entity; offsets in characters."""

    article = models.ForeignKey(Article, models.CASCADE, related_name="mentions", verbose_name=_("article"))
    entity = models.ForeignKey(Entity, models.CASCADE, related_name="mentions", verbose_name=_("entity"))
    start = models.PositiveIntegerField(_("start"))
    end = models.PositiveIntegerField(_("end"))

    class Meta:
        verbose_name = _("mention")
        verbose_name_plural = _("mentions")
        ordering = ["article", "start"]
        constraints = [
            models.UniqueConstraint(fields=["article", "start"], name="mention_once"),
            models.CheckConstraint(condition=Q(end__gt=F("start")), name="mention_has_length"),
        ]
        indexes = [models.Index(fields=["entity", "article"])]

    def __str__(self) -> str:
        return f"{self.entity} {self.start}–{self.end}"
