"""What articles say people to be: posts, and who is said to hold each, where."""

from typing import Any

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from articles.models.article import Article
from articles.models.entity import Entity
from articles.models.mention import Mention
from articles.models.source import slug_of

# Characters of the longest title that is kept.
LONGEST_TITLE = 200


class Post(models.Model):
    """An office, one row for all its spellings, which share `key` (`nlp.offices.office_forms`).

    `title` is how the first article wrote it, with its short forms written out. `in_body` tells a post in a body
    ("Bộ trưởng Y tế") from a rank or a profession ("ca sĩ"), which has no page. `body` is null where no entity has the
    name of the body.
    """

    key = models.CharField(max_length=LONGEST_TITLE, unique=True, editable=False)
    title = models.CharField(_("title"), max_length=LONGEST_TITLE)
    folded_title = models.CharField(max_length=LONGEST_TITLE, db_index=True, editable=False)
    in_body = models.BooleanField(default=False, editable=False)
    body = models.ForeignKey(Entity, models.SET_NULL, null=True, blank=True, editable=False, related_name="posts")

    class Meta:
        verbose_name = _("post")
        verbose_name_plural = _("posts")
        ordering = ["folded_title"]
        constraints = [models.CheckConstraint(condition=~Q(title=""), name="post_has_title")]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """Return the URL of its page."""
        return reverse("post", args=[self.pk, slug_of(self.title)])


class Office(models.Model):
    """A place where an article says that somebody holds a post, in words from `start` to `end` of its running text.

    `mention_start` is where the mention of the holder begins; the holder is the mention's entity, so that it follows
    what editors decide, and nobody's once the mention is gone.
    """

    article = models.ForeignKey(Article, models.CASCADE, related_name="offices", db_index=False)
    post = models.ForeignKey(Post, models.CASCADE, related_name="offices", db_index=False)
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    mention_start = models.PositiveIntegerField()
    former = models.BooleanField(default=False)
    acting = models.BooleanField(default=False)
    mention: Any = models.ForeignObject(
        Mention,
        models.DO_NOTHING,
        from_fields=["article", "mention_start"],
        to_fields=["article", "start"],
        related_name="offices",
    )

    class Meta:
        verbose_name = _("office")
        verbose_name_plural = _("offices")
        ordering = ["article", "start"]
        constraints = [
            models.UniqueConstraint(fields=["article", "start", "mention_start"], name="office_once"),
            models.CheckConstraint(condition=Q(end__gt=F("start")), name="office_has_length"),
        ]
        indexes = [models.Index(fields=["post", "article"], name="office_of_post")]

    def __str__(self) -> str:
        return f"{self.post} {self.start}–{self.end}"
