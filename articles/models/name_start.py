"""What names are found by while they are being typed."""

from collections.abc import Iterable
from itertools import chain
from typing import Any

from django.db import models

from articles.models.bulk_rows import add_rows
from articles.models.entity import Entity, EntityAlias
from articles.text.beginnings import starts


class NameStartManager(models.Manager["NameStart"]):
    """Keeps the rows in step with the names."""

    def add(self, names: Iterable[tuple[int, str]]) -> None:
        """Write the rows of names, each given as the id of its entity and the name; those there already are left."""
        rows = {(key.encode(), entity) for entity, name in names for key in starts(name)}
        add_rows(self.model, ["key", "entity"], sorted(rows), ignore_known=True)

    def renew(self, entity: int) -> None:
        """Write the rows of an entity's name and other names in place of those that it had."""
        self.filter(entity=entity).delete()
        names = Entity.objects.filter(pk=entity).values_list("pk", "name")
        aliases = EntityAlias.objects.filter(entity=entity).values_list("entity", "text")
        self.add(chain(names, aliases))


class NameStart(models.Model):
    """A name from one of its words on, folded: where somebody may begin to type it (`text.beginnings.starts`).

    `entity` is the name's own row, merged or not. Keys are bytes, which every database orders alike.
    """

    pk = models.CompositePrimaryKey("key", "entity_id")
    key = models.BinaryField()
    entity = models.ForeignKey(Entity, models.CASCADE, related_name="+")

    objects = NameStartManager()


def follow_entity(instance: Entity, **_: Any) -> None:
    """Keep the starts of a name in step with an entity that is saved or deleted by itself.

    For Django's post_save and post_delete: an entity's other names are deleted first, and each had the rest renewed.
    """
    NameStart.objects.renew(instance.pk)


def follow_alias(instance: EntityAlias, **_: Any) -> None:
    """The same for another name."""
    NameStart.objects.renew(instance.entity_id)
