"""Where articles come from: the newspaper, and the section of it. Both have a unique name, and a slug made from it.

What editors decide about sources is kept here too; `articles.sources` carries it out.
"""

from collections.abc import Iterable
from typing import Any

from django.apps import apps
from django.db import IntegrityError, models, transaction
from django.db.models import Exists, F, OuterRef, Q
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from articles.models.index_outbox import note_changed
from articles.models.undoable_decision import UndoableDecision, UndoableDecisionQuerySet
from articles.text.normal import fold
from articles.text.papers import paper_key


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


def _visible_articles() -> Any:
    """Return the articles that readers see; their model refers to those of this module."""
    return apps.get_model("articles", "Article").objects.visible().order_by()


class SourceQuerySet(NamedQuerySet):
    """Queries for sources."""

    def listed(self) -> "SourceQuerySet":
        """Return the sources that lists show: those that stand for themselves and that enough articles name.

        Readers must see one of these articles: a list tells nothing of withdrawn and hidden ones.
        """
        printed = _visible_articles().filter(source=OuterRef("pk"))
        credited = _visible_articles().filter(credits__source=OuterRef("pk"))
        named = Source.objects.filter(Q(Exists(printed)) | Q(Exists(credited)))
        whole = named.order_by().values_list(Coalesce("merged_into", "pk"))
        return self.standing().filter(listed=True, pk__in=whole)

    def standing(self) -> "SourceQuerySet":
        """Return the sources that stand for themselves: not hidden, not merged into another."""
        return self.filter(hidden=False, merged_into=None)


class Source(NamedModel):
    """A newspaper or agency that articles were taken from: one row for each name that it was found by.

    `key` (`text.papers.paper_key`) is that of the name it was found by, and never changes. A row merged into another
    is a name of that one; `merged_into` is always a row that stands for itself. A source that is only credited is
    `listed` once several articles name it.
    """

    key = models.CharField(max_length=200, editable=False, db_index=True, default="")
    merged_into = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="names",
        verbose_name=_("merged into"),
    )
    hidden = models.BooleanField(_("hidden"), default=False, editable=False)
    listed = models.BooleanField(default=True, editable=False)

    objects = SourceQuerySet.as_manager()

    class Meta(NamedModel.Meta):
        verbose_name = _("source")
        verbose_name_plural = _("sources")
        constraints = [models.CheckConstraint(condition=~Q(merged_into=F("id")), name="source_not_its_own_name")]

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Store it with the key of its first name; the index follows with its articles."""
        self.key = self.key or paper_key(self.name)
        super().save(*args, **kwargs)

    @property
    def canonical(self) -> "Source":
        """The source that it is a name of, or itself."""
        return self.merged_into or self

    @property
    def whole(self) -> "Source | None":
        """Its canonical source; None where that is hidden, since it names nobody."""
        return None if self.canonical.hidden else self.canonical

    def get_absolute_url(self) -> str:
        """Return the URL of its articles."""
        return reverse("source", args=[self.slug])


class SourceDecisionKind(models.TextChoices):
    """The kinds of decisions about sources."""

    MERGE = "merge", _("merged")
    SPLIT = "split", _("split")
    RENAME = "rename", _("renamed")
    HIDE = "hide", _("hidden")


class SourceDecisionQuerySet(UndoableDecisionQuerySet["SourceDecision"]):
    """Queries for decisions about sources."""

    def about(self, source: Source) -> "SourceDecisionQuerySet":
        """Return the decisions about a source, with the sources and users that they refer to."""
        return self.filter(Q(source=source) | Q(target=source)).select_related(
            "source", "target", "made_by", "undone_by"
        )


class SourceDecision(UndoableDecision):
    """A decision about a source, in force until it is undone.

    merge: `source` is a name of `target`. split: the `articles`, pairs of the id of an article and of its source
    before, were printed by `target`. rename: the name is `text` instead of `before`. hide: it is no source.
    """

    kind = models.CharField(_("decision"), max_length=8, choices=SourceDecisionKind)
    source = models.ForeignKey(Source, models.CASCADE, related_name="decisions", verbose_name=_("source"))
    target = models.ForeignKey(
        Source,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="decisions_as_target",
        verbose_name=_("other source"),
    )
    articles = models.JSONField(_("articles"), default=list, blank=True)
    automatic = models.BooleanField(_("made by the archive"), default=False, editable=False)

    objects = SourceDecisionQuerySet.as_manager()

    class Meta(UndoableDecision.Meta):
        verbose_name = _("decision about a source")
        verbose_name_plural = _("decisions about sources")
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=SourceDecisionKind.values), name="source_decision_kind")
        ]

    def __str__(self) -> str:
        return f"{self.source}: {self.get_kind_display()}"


class SectionQuerySet(NamedQuerySet):
    """Queries for sections."""

    def listed(self) -> "SectionQuerySet":
        """Return the sections that lists show: those of articles that readers see."""
        return self.filter(Exists(_visible_articles().filter(section=OuterRef("pk"))))


class Section(NamedModel):
    """A section of a newspaper, such as sport."""

    objects = SectionQuerySet.as_manager()

    class Meta(NamedModel.Meta):
        verbose_name = _("section")
        verbose_name_plural = _("sections")

    def get_absolute_url(self) -> str:
        """Return the URL of its articles."""
        return reverse("section", args=[self.slug])


class CreditQuerySet(models.QuerySet["Credit"]):
    """Queries for credits."""

    def with_source(self) -> "CreditQuerySet":
        """Return them in order, each with its source, in one query."""
        return self.select_related("source__merged_into").order_by("pk")


class Credit(models.Model):
    """A source that an article credits, under the name that it was found by."""

    article = models.ForeignKey("articles.Article", models.CASCADE, related_name="credits")
    source = models.ForeignKey(Source, models.PROTECT, related_name="credits")

    objects = CreditQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["article", "source"], name="credit_once")]

    def __str__(self) -> str:
        return f"{self.article}: {self.source}"


def read_credits(articles: Iterable[Any]) -> None:
    """Read the credits of articles ahead (one SQL query; none where no article has any)."""
    models.prefetch_related_objects(
        [article for article in articles if article.credited],
        models.Prefetch("credits", Credit.objects.with_source()),
    )


def is_read_ahead(article: Any) -> bool:
    """Tell whether the credits of an article were read ahead."""
    return "credits" in getattr(article, "_prefetched_objects_cache", ())
