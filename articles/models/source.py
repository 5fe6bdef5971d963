"""Where articles come from: the newspaper, and the section of it. Both have a unique name, and a slug made from it."""

from typing import Any

from django.db import IntegrityError, models, transaction
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from articles.models.index_outbox import note_changed
from articles.text.normal import fold


def slug_of(name: str) -> str:
    """Return the part of an address that stands for a name: "Bùi Thanh Sơn" -> "bui-thanh-son"."""
    return slugify(fold(name))[:100] or "x"


class NamedQuerySet(models.QuerySet[Any]):
    """Queries by name."""

    def named(self, name: str) -> Any:
        """Return the row of a name, made where there is none; a number is added to a slug that is taken."""
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
    """Something with a unique name, and a unique slug by which addresses and the index refer to it."""

    name = models.CharField(_("name"), max_length=200, unique=True)
    slug = models.SlugField(_("slug"), max_length=120, unique=True)

    objects = NamedQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    @transaction.atomic
    def save(self, *args: Any, **kwargs: Any) -> None:
        """Store it; where its slug is another, have the index follow with its articles."""
        stored = type(self)._default_manager.filter(pk=self.pk)
        has_new_slug = self.pk is not None and stored.exclude(slug=self.slug).exists()
        super().save(*args, **kwargs)
        if has_new_slug:
            note_changed(self.article_set.values_list("pk", flat=True))  # type: ignore[attr-defined]


class Source(NamedModel):
    """A newspaper or agency that articles were taken from."""

    class Meta(NamedModel.Meta):
        verbose_name = _("source")
        verbose_name_plural = _("sources")

    def get_absolute_url(self) -> str:
        """Return the URL of its articles."""
        return reverse("source", args=[self.slug])


class Section(NamedModel):
    """A section of a newspaper, such as sport."""

    class Meta(NamedModel.Meta):
        verbose_name = _("section")
        verbose_name_plural = _("sections")

    def get_absolute_url(self) -> str:
        """Return the URL of its articles."""
        return reverse("section", args=[self.slug])
