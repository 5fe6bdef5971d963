"""People, places and organisations, their other names, and what their names are found by."""

import re
from collections.abc import Iterable
from itertools import chain
from typing import Any, Final

from django.db import models, transaction
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from articles.models.article import Article, ArticleQuerySet
from articles.models.bulk_rows import add_rows
from articles.models.index_outbox import note_changed
from articles.models.source import slug_of
from articles.text.alphabet import SORT_KEY_LENGTH, initial, sort_key
from articles.text.beginnings import starts
from articles.text.name_shapes import is_odd_name
from articles.text.normal import fold
from articles.text.papers import is_sign_off
from articles.text.province_mergers import former_provinces
from articles.text.terms import name_key


class EntityKind(models.TextChoices):
    """The kinds of entities."""

    PERSON = "person", _("person")
    PLACE = "place", _("place")
    ORGANIZATION = "organization", _("organisation")


class EntityQuerySet(models.QuerySet["Entity"]):
    """Queries for entities."""

    def listed(self) -> "EntityQuerySet":
        """Return the entities that lists show: with articles enough, not hidden, and not merged into another."""
        # Django writes hidden=False as NOT hidden, for which SQLite uses no index.
        return self.filter(article_count__gte=F("listed_from"), hidden__in=[False], merged_into=None)

    def known_by(self, keys: Iterable[str]) -> "EntityQuerySet":
        """Return the entities of any kind that the recogniser found by these keys (`text.terms.name_key`)."""
        # The index of keys begins with the kind, so it is used only if all kinds are listed.
        return self.filter(found_kind__in=EntityKind.values, name_key__in=set(keys))

    def called(self, kind: str, name: str) -> "EntityQuerySet":
        """Return the entity that the recogniser finds by a name of a kind, as a queryset of one or none."""
        return self.filter(found_kind=kind, name_key=name_key(name))

    def with_former_provinces(self) -> "EntityQuerySet":
        """Return the entities whose mentions lead to these: themselves, and provinces that became part of them in 2025.

        Hidden ones are among them. `articles.entities.province_entities.provinces_of_today` is the same rule the other
        way round. A name that was merged into an entity counts as an entity of its own here.
        """
        provinces = self.filter(found_kind=EntityKind.PLACE).values_list("name_key", flat=True)
        formers = {name_key(former) for province in provinces for former in former_provinces(province)}
        found = Q(pk__in=self.values("pk"))
        if formers:
            found |= Q(kind=EntityKind.PLACE, name_key__in=formers)
        return Entity.objects.filter(found)

    def article_ids(self) -> "models.QuerySet[Entity, int]":
        """Return the ids of the articles that are found under these entities, each once."""
        mentioned = self.with_former_provinces().filter(mentions__isnull=False)
        return mentioned.order_by().values_list("mentions__article", flat=True).distinct()

    @transaction.atomic
    def delete(self) -> tuple[int, dict[str, int]]:
        """Delete the entities with their mentions, and have the index follow with the articles."""
        note_changed(self.article_ids())
        return super().delete()


# Articles that must speak for a name of an odd shape.
_ODD_FROM: Final = 2
# As in "Trần Tuấn Anh (cầu thủ)".
_REMARK: Final = re.compile(r"(?<=\w) \([^()]+\)$")
# More articles than there are.
NEVER_LISTED: Final = 2**31 - 1
# What of an entity decides under which entities the index has articles.
_INDEXED: Final = ("kind", "hidden", "merged_into", "listed_from")


class Entity(models.Model):
    """A name that the recogniser found, one row for all its spellings, and what editors decided about it.

    `found_kind` and `name_key` identify it for the recogniser and never change. `kind`, `name`, `hidden` and
    `merged_into` are what editors decided (see `articles.entities`): a row merged into another is a name of that one.
    `namesake_of` is the entity of the name of which this one is a further bearer, and `told_apart` says in a few words
    which of them it is. `namesakes_seen` tells for which mentions of a name its bearers were last told apart.
    `article_count` is the number of visible articles that mention it; lists, facets and suggestions have it from
    `listed_from` articles on: a name of an odd shape needs a second article that speaks for it.
    """

    kind = models.CharField(_("kind"), max_length=12, choices=EntityKind)
    name = models.CharField(_("name"), max_length=200)
    found_kind = models.CharField(_("recognised as"), max_length=12, choices=EntityKind, editable=False)
    name_key = models.CharField(max_length=200, editable=False)
    folded_name = models.CharField(max_length=200, editable=False, db_index=True)
    sort_key = models.CharField(max_length=SORT_KEY_LENGTH, editable=False)
    letter = models.CharField(max_length=1, editable=False)
    hidden = models.BooleanField(_("hidden"), default=False, editable=False)
    merged_into = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="names",
        verbose_name=_("merged into"),
    )
    article_count = models.PositiveIntegerField(_("articles"), default=0, editable=False)
    listed_from = models.PositiveIntegerField(default=1, editable=False)
    namesake_of = models.ForeignKey(
        "self",
        models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="namesakes",
        verbose_name=_("namesake of"),
    )
    told_apart = models.CharField(_("told apart by"), max_length=80, blank=True, editable=False)
    namesakes_seen = models.CharField(max_length=16, blank=True, editable=False)
    created_at = models.DateTimeField(_("added"), auto_now_add=True)

    objects = EntityQuerySet.as_manager()

    class Meta:
        verbose_name = _("entity")
        verbose_name_plural = _("entities")
        ordering = ["sort_key"]
        constraints = [
            models.UniqueConstraint(fields=["found_kind", "name_key"], name="entity_found_once"),
            models.CheckConstraint(condition=Q(kind__in=EntityKind.values), name="entity_kind"),
            models.CheckConstraint(condition=Q(found_kind__in=EntityKind.values), name="entity_found_kind"),
            models.CheckConstraint(condition=~Q(name=""), name="entity_has_name"),
            models.CheckConstraint(condition=~Q(merged_into=F("id")), name="entity_not_its_own_name"),
        ]
        indexes = [
            # These begin with the conditions of `listed`, so that lists are filtered and counted by the index alone.
            models.Index(
                fields=["kind", "hidden", "merged_into", "letter", "sort_key", "article_count", "listed_from"],
                name="entity_by_letter",
            ),
            models.Index(
                fields=["kind", "hidden", "merged_into", "-article_count", "sort_key", "folded_name", "listed_from"],
                name="entity_most_named",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @transaction.atomic
    def save(self, *args: Any, **kwargs: Any) -> None:
        """Store the entity with the forms of its name that it is found by, and have the index follow."""
        self.set_name_forms()
        stored = Entity.objects.filter(pk=self.pk)
        before = stored.values_list(*_INDEXED).first()
        super().save(*args, **kwargs)
        NameStart.objects.renew(self.pk)
        if before != (self.kind, self.hidden, self.merged_into_id, self.listed_from):
            note_changed(stored.article_ids())

    @transaction.atomic
    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """Delete the entity with its mentions, and have the index follow with the articles."""
        note_changed(Entity.objects.filter(pk=self.pk).article_ids())
        return super().delete(*args, **kwargs)

    def set_name_forms(self) -> None:
        """Set the columns derived from the name and, for a new entity, those that identify it for the recogniser."""
        self.found_kind = self.found_kind or self.kind
        self.name_key = self.name_key or name_key(self.name)
        self.folded_name = fold(self.name)
        self.sort_key = sort_key(self.name)
        self.letter = initial(self.name)
        self.listed_from = listed_from(self.kind, self.name)

    def articles(self) -> ArticleQuerySet:
        """Return the articles that name it, each once."""
        return Article.objects.filter(pk__in=self.mentions.order_by().values("article"))

    @property
    def label(self) -> str:
        """The name, with what tells it apart from its namesakes: "Trần Tuấn Anh · cầu thủ · 2015–2019"."""
        return entity_label(self.name, self.told_apart)

    @property
    def has_page(self) -> bool:
        """Whether readers may see its page and feed: a name that only withdrawn articles hold has none."""
        return not self.hidden and self.article_count > 0

    def get_absolute_url(self) -> str:
        """Return the URL of its page."""
        return reverse("entity", args=[self.pk, slug_of(self.name)])


def entity_label(name: str, told_apart: str) -> str:
    """Return a name with what tells it apart from its namesakes, where it has any."""
    return f"{name} · {told_apart}" if told_apart else name


def listed_from(kind: str, name: str) -> int:
    """Return the number of articles from which on lists have an entity of this kind and name.

    A paper of Vietnam is a source, not an organisation that articles are about: they name it as a sign-off. What an
    editor writes in brackets behind a person's name tells namesakes apart, and is no part of the name.
    """
    if kind == EntityKind.ORGANIZATION and is_sign_off(name):
        return NEVER_LISTED
    name = _REMARK.sub("", name) if kind == EntityKind.PERSON else name
    return _ODD_FROM if is_odd_name(kind, name) else 1


class EntityAlias(models.Model):
    """Another form that articles write a name in; `entity` is the row of that name, merged or not."""

    entity = models.ForeignKey(Entity, models.CASCADE, related_name="aliases", verbose_name=_("entity"))
    text = models.CharField(_("spelling"), max_length=200)

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

    @transaction.atomic
    def save(self, *args: Any, **kwargs: Any) -> None:
        """Store it, and what the entity is found by while its names are typed."""
        super().save(*args, **kwargs)
        NameStart.objects.renew(self.entity_id)

    @transaction.atomic
    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """Delete it, and what it is found by while it is typed."""
        deleted = super().delete(*args, **kwargs)
        NameStart.objects.renew(self.entity_id)
        return deleted


class NameStartManager(models.Manager["NameStart"]):
    """Writes the rows of names."""

    def add(self, names: Iterable[tuple[int, str]]) -> None:
        """Write the rows of names, each given as the id of its entity and the name; rows that are there stay."""
        rows = {(key.encode(), entity) for entity, name in names for key in starts(name)}
        add_rows(self.model, ["key", "entity"], sorted(rows), ignore_known=True)

    def renew(self, entity: int) -> None:
        """Write the rows of an entity's name and other names in place of those it had."""
        self.filter(entity=entity).delete()
        names = Entity.objects.filter(pk=entity).values_list("pk", "name")
        aliases = EntityAlias.objects.filter(entity=entity).values_list("entity", "text")
        self.add(chain(names, aliases))


class NameStart(models.Model):
    """A name from one of its words on, folded, so that it is found while it is typed (`text.beginnings.starts`).

    `entity` is the row of the name, merged or not. Keys are bytes, which every database sorts alike.
    """

    pk = models.CompositePrimaryKey("key", "entity_id")
    key = models.BinaryField()
    entity = models.ForeignKey(Entity, models.CASCADE, related_name="+")

    objects = NameStartManager()
