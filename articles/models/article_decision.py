"""The table of what editors decided about single articles: what one may lack, and which are one article twice."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from articles.models.article import Article
from articles.models.undoable_decision import UndoableDecision, UndoableDecisionQuerySet


class ArticleDecisionKind(models.TextChoices):
    """The kinds of decisions about articles."""

    DATE = "date", _("its date is left as it is")
    AUTHORS = "authors", _("its authors are left as they are")
    SECTION = "section", _("its section is left as it is")
    SOURCE = "source", _("its source is left as it is")
    READING = "reading", _("read well")
    APART = "apart", _("another article than")
    MERGE = "merge", _("merged into")


class ArticleDecision(UndoableDecision):
    """A decision about an article, in force until it is undone.

    date, authors, section, source: what is missing or doubtful there stays so. reading: what the import warned of is
    in order. apart: it is not `other`, though their texts are nearly the same. merge: it is `other`, and withdrawn.
    """

    kind = models.CharField(_("decision"), max_length=8, choices=ArticleDecisionKind)
    article = models.ForeignKey(Article, models.CASCADE, related_name="decisions", verbose_name=_("article"))
    other = models.ForeignKey(
        Article,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="decisions_as_other",
        verbose_name=_("other article"),
    )

    objects = UndoableDecisionQuerySet["ArticleDecision"].as_manager()

    class Meta(UndoableDecision.Meta):
        verbose_name = _("decision about an article")
        verbose_name_plural = _("decisions about articles")
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=ArticleDecisionKind.values), name="article_decision_kind"),
            models.CheckConstraint(
                condition=Q(kind__in=["apart", "merge"], other__isnull=False)
                | (~Q(kind__in=["apart", "merge"]) & Q(other__isnull=True)),
                name="article_decision_other",
            ),
        ]
        indexes = [
            models.Index(fields=["kind", "article"], condition=Q(undone_at=None), name="article_decision_in_force")
        ]

    def __str__(self) -> str:
        return f"{self.article_id}: {self.get_kind_display()}"


def merged_into(article: Article) -> Article | None:
    """Return the visible article that a withdrawn one was merged into, None for none (one SQL query)."""
    merges = ArticleDecision.objects.in_force().filter(kind=ArticleDecisionKind.MERGE, article=article)
    merge = merges.select_related("other").first()
    return merge.other if merge and merge.other and merge.other.is_visible else None
