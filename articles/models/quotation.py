"""What articles report as said: where, of which kind, by whom, and by which word."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from articles.models.article import Article
from articles.models.bulk_rows import add_rows
from articles.models.entity import EntityQuerySet
from articles.models.mention import Mention
from articles.text.packing import Span
from articles.text.quotation_spans import KINDS
from articles.text.terms import terms
from articles.text.winnowing import fingerprints


class SaidHow(models.IntegerChoices):
    """The kinds of quotations: in quotation marks, reported, or reported with words in quotation marks."""

    DIRECT = KINDS["direct"], _("direct")
    INDIRECT = KINDS["indirect"], _("indirect")
    MIXED = KINDS["mixed"], _("mixed")

    @property
    def word(self) -> str:
        """What programs call it: direct, indirect or mixed."""
        return self.name.lower()


class QuotationQuerySet(models.QuerySet["Quotation"]):
    """Queries for quotations."""

    def by(self, entities: EntityQuerySet) -> "QuotationQuerySet":
        """Return the quotations of entities, as editors decided who they are."""
        return self.filter(mention__entity__in=entities)


class Quotation(models.Model):
    """What an article reports as said, from `start` to `end` in its running text, in characters.

    `speaker_start` and `speaker_end` are where the sentence names the speaker, null where it does not.
    `mention_start` is where a mention of the speaker begins; the entity is the mention's, so that it follows what
    editors decide, and nobody's once the mention is gone. The span of the cue is empty where nothing reports it.
    """

    article = models.ForeignKey(Article, models.CASCADE, related_name="quotations", db_index=False)
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    kind = models.PositiveSmallIntegerField(choices=SaidHow.choices)
    speaker_start = models.PositiveIntegerField(null=True)
    speaker_end = models.PositiveIntegerField(null=True)
    mention_start = models.PositiveIntegerField(null=True)
    cue_start = models.PositiveIntegerField()
    cue_end = models.PositiveIntegerField()
    mention: Any = models.ForeignObject(
        Mention,
        models.DO_NOTHING,
        from_fields=["article", "mention_start"],
        to_fields=["article", "start"],
        related_name="quotations",
        null=True,
    )

    objects = QuotationQuerySet.as_manager()

    class Meta:
        verbose_name = _("quotation")
        verbose_name_plural = _("quotations")
        ordering = ["article", "start"]
        indexes = [models.Index(fields=["article", "mention_start"], name="quotation_by_mention")]
        constraints = [
            models.UniqueConstraint(fields=["article", "start"], name="quotation_once"),
            models.CheckConstraint(condition=Q(end__gt=F("start")), name="quotation_has_length"),
        ]

    def __str__(self) -> str:
        return f"{self.article_id} {self.start}–{self.end}"


class StatementKeyManager(models.Manager["StatementKey"]):
    """Writes the rows of articles."""

    def renew(self, spans: Mapping[int, Iterable[Span]]) -> None:
        """Write the keys of articles, by their stored texts, in place of those they had.

        `spans` are those of the quotations of each, by its id.
        """
        self.filter(article__in=spans).delete()
        rows: list[tuple[int, int, int]] = []
        for article in Article.objects.filter(pk__in=spans).only("title", "lead", "body", "captions"):
            text = article.text
            for start, end in spans[article.pk]:
                rows += ((key, article.pk, start) for key in sorted(fingerprints(terms(text[start:end]).folded)))
        add_rows(self.model, ["key", "article", "start"], rows)


class StatementKey(models.Model):
    """A fingerprint of what a quotation says (`text.winnowing`), by which other versions of a statement are found.

    The quotation is the one of `article` that begins at `start`.
    """

    pk = models.CompositePrimaryKey("key", "article_id", "start")
    key = models.IntegerField()
    article = models.ForeignKey(Article, models.CASCADE, related_name="+")
    start = models.PositiveIntegerField()

    objects = StatementKeyManager()

    def __str__(self) -> str:
        return f"{self.key} {self.article_id} {self.start}"
