"""What sources and sections share: a unique name, and an address made from it."""

from typing import Any

from django.db import IntegrityError, models, transaction
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from articles.text.normal import fold


def slug_of(name: str) -> str:
    """Return the part of an address that stands for a name: "Bùi Thanh Sơn" -> "bui-thanh-son"."""
    return slugify(fold(name))[:100] or "x"


class NamedQuerySet(models.QuerySet[Any]):
    """Rows found, or made, by their name."""

    def named(self, name: str) -> Any:
        """Return the row of that name, made where there is none; a taken slug gets a number behind it."""
        if found := self.filter(name=name).first():
            return found
        slug = slug_of(name)
        taken = self.filter(slug__startswith=slug).count()
        try:
            with transaction.atomic():
                return self.create(name=name, slug=f"{slug}-{taken + 1}" if taken else slug)
        except IntegrityError:  # another process made it between the two queries
            return self.get(name=name)


class NamedModel(models.Model):
    """Something with a unique name and a unique slug."""

    name = models.CharField(_("name"), max_length=200, unique=True)
    slug = models.SlugField(_("slug"), max_length=120, unique=True)

    objects = NamedQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name
