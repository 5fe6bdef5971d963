"""The tables of articles in which forgotten names are shown as initials, and of their texts as they were."""

from collections.abc import Iterable

from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.models.article import Article
from articles.models.decision import Decision


class FormerText(models.Model):
    """What an article was before names in it were shortened: `packed` JSON, for administrators alone.

    `url` is the address that it had, by which an import still knows it. `shown` is the SHA-256 of its running text as
    it was shortened: where that is another one now, an editor has changed the article since.
    """

    article = models.OneToOneField(
        Article, models.CASCADE, primary_key=True, related_name="former_text", verbose_name=_("article")
    )
    packed = models.BinaryField()
    url = models.URLField(max_length=1000, blank=True, db_index=True)
    shown = models.CharField(max_length=64)

    class Meta:
        verbose_name = _("former text")
        verbose_name_plural = _("former texts")
        default_permissions = ()

    def __str__(self) -> str:
        return str(self.article_id)


class MaskedArticle(models.Model):
    """An article that a decision shortens a name in; while `waiting`, the worker has yet to do or undo it."""

    decision = models.ForeignKey(Decision, models.CASCADE, related_name="masked", verbose_name=_("decision"))
    article = models.ForeignKey(Article, models.CASCADE, related_name="+", verbose_name=_("article"))
    waiting = models.BooleanField(default=False)

    class Meta:
        verbose_name = _("article with a shortened name")
        verbose_name_plural = _("articles with a shortened name")
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["decision", "article"], name="masked_article_once")]
        # Those that wait are few: this finds them without reading the others.
        indexes = [models.Index(fields=["article"], condition=models.Q(waiting=True), name="masked_article_waiting")]

    def __str__(self) -> str:
        return f"{self.article_id} < {self.decision_id}"


def articles_by_address(urls: Iterable[str]) -> dict[str, int]:
    """Return the article of each address that one has, or had before a name in it was shortened (one SQL query)."""
    wanted = set(urls) - {""}
    present = Article.objects.filter(url__in=wanted).order_by().values_list("url", "pk")
    former = FormerText.objects.filter(url__in=wanted).values_list("url", "article")
    return dict(present.union(former))
