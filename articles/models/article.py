"""The table of articles, and the keys by which articles of one story are found."""

import zlib
from typing import Any, Final

from django.db import models, transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.models.article_indexes import ARTICLE_INDEXES, MAYBE_HIDDEN, NOT_WITHDRAWN
from articles.models.index_outbox import note_changed
from articles.models.new_article import note_new
from articles.models.source import Credit, Section, Source, is_read_ahead, slug_of
from articles.text.markup import is_web_address
from articles.text.packing import Span, unpack
from articles.text.running_text import Part, parts, running_text


class DatePrecision(models.TextChoices):
    """How precise the date of an article is."""

    UNKNOWN = "", _("unknown")
    YEAR = "year", _("year")
    MONTH = "month", _("month")
    DAY = "day", _("day")
    TIME = "time", _("time of day")


# How many characters of an ISO 8601 date are known at a precision: 2022, 2022-06.
_KNOWN_LETTERS: Final = {DatePrecision.YEAR: 4, DatePrecision.MONTH: 7}


class ArticleQuerySet(models.QuerySet["Article"]):
    """Queries for articles.

    The index follows `save` and `delete`. As with Django's signals, it does not follow `update`, `bulk_update` and
    `bulk_create`: who calls these calls `articles.models.index_outbox.note_changed` as well.
    """

    @transaction.atomic
    def delete(self) -> tuple[int, dict[str, int]]:
        """Delete the articles and what belongs to them, and have the index follow."""
        note_changed(self.order_by().values_list("pk", flat=True))
        return super().delete()

    def visible(self) -> "ArticleQuerySet":
        """Return the articles that readers may see now: the one rule by which every page, feed, list and index goes.

        `Article.is_visible` is the same for one that is loaded.
        """
        return self.filter(NOT_WITHDRAWN, Q(visible_from=None) | Q(visible_from__lte=timezone.now()))

    def not_withdrawn(self) -> "ArticleQuerySet":
        """Return the articles that no editor withdrew, those included that wait for their moment."""
        return self.filter(NOT_WITHDRAWN)

    def hidden(self) -> "ArticleQuerySet":
        """Return the articles that readers may not see now, which are few."""
        return self.filter(MAYBE_HIDDEN, Q(withdrawn=True) | Q(visible_from__gt=timezone.now()))

    def waiting(self) -> "ArticleQuerySet":
        """Return the articles that readers see from a moment on which is yet to come."""
        return self.filter(NOT_WITHDRAWN, visible_from__gt=timezone.now())

    def released(self) -> "ArticleQuerySet":
        """Return the articles whose moment has come, and which nobody has released yet (`release_due`)."""
        return self.filter(visible_from__lte=timezone.now())

    def latest_first(self) -> "ArticleQuerySet":
        """Return the newest articles first, those without a date last."""
        return self.order_by(models.F("published_at").desc(nulls_last=True), "-id")

    def latest_dated(self) -> "ArticleQuerySet":
        """Return the articles with a date, newest first; every database reads that order from an index."""
        return self.filter(published_at__isnull=False).order_by("-published_at", "-id")

    def out_by_now(self) -> "ArticleQuerySet":
        """Return the articles but those dated in the future, which wait for their date."""
        return self.exclude(published_at__gt=timezone.now())

    def dated_by_day(self) -> "ArticleQuerySet":
        """Return the articles whose date is precise to the day or better."""
        return self.filter(date_precision__in=[DatePrecision.DAY, DatePrecision.TIME])

    def from_source(self, source: Source) -> "ArticleQuerySet":
        """Return the articles that a source printed or that credit it, under any of its names."""
        names = [source.pk, *source.names.values_list("pk", flat=True)]
        credited = Credit.objects.filter(source__in=names).order_by().values("article")
        return self.filter(Q(source__in=names) | Q(pk__in=credited))

    def with_source(self) -> "ArticleQuerySet":
        """Return them with source and section, in one query."""
        return self.select_related("source__merged_into", "section")

    def for_lists(self) -> "ArticleQuerySet":
        """Return them with source and section, in one query, without columns that lists don't show."""
        return self.with_source().defer("body", "captions")


class ArticleManager(models.Manager["Article"]):
    """Defers columns that are large or rarely read: the original, the words, protected names and the signature."""

    def get_queryset(self) -> ArticleQuerySet:
        """Return all articles, their large columns deferred."""
        return ArticleQuerySet(self.model, using=self._db).defer("raw", "words", "protected_names", "signature")


class Article(models.Model):
    """One article. Words and mentions are given by offsets into its `text`, in characters."""

    title = models.CharField(_("title"), max_length=500)
    lead = models.TextField(_("lead"), blank=True)
    body = models.JSONField(_("body"), default=list, blank=True, help_text=_("a list of paragraphs"))
    captions = models.JSONField(
        _("captions"), default=list, blank=True, help_text=_('a list of {"text": ..., "credit": ...}')
    )
    authors = models.JSONField(_("authors"), default=list, blank=True, help_text=_("a list of names"))
    source = models.ForeignKey(Source, models.PROTECT, null=True, blank=True, verbose_name=_("source"))
    # The sources that it credits beside its publisher, by the names that an import read; `Credit` has their rows.
    credited = models.JSONField(_("credited sources"), default=list, blank=True, help_text=_("a list of names"))
    section = models.ForeignKey(Section, models.PROTECT, null=True, blank=True, verbose_name=_("section"))
    published_at = models.DateTimeField(
        _("published"),
        null=True,
        blank=True,
        help_text=_("the start of the year, month or day if the time is not known exactly"),
    )
    published_on = models.DateField(_("day"), null=True, blank=True, editable=False)
    date_precision = models.CharField(
        _("date precision"), max_length=5, choices=DatePrecision, default=DatePrecision.UNKNOWN, blank=True
    )
    date_basis = models.CharField(
        _("date inferred from"), max_length=200, blank=True, help_text=_("empty if the article states its date")
    )
    url = models.URLField(_("address"), max_length=1000, blank=True)
    record_id = models.CharField(_("ID at the source"), max_length=200, blank=True, db_index=True)
    path = models.CharField(_("file"), max_length=1000, blank=True)
    # The key of a reader (articles.importing.readers), which knows its label; "written" for one written here.
    form = models.CharField(_("form"), max_length=10, default="written")
    content_hash = models.CharField(_("content hash"), max_length=64, unique=True, editable=False)
    imported_hash = models.CharField(
        _("hash of what was imported"), max_length=64, blank=True, db_index=True, editable=False
    )
    withdrawn = models.BooleanField(_("withdrawn"), default=False, help_text=_("hidden from readers and search"))
    # What the page of a withdrawn article tells readers. Why an editor withdrew it is in its ArticleChange.
    withdrawal_reason = models.CharField(_("public reason"), max_length=500, blank=True)
    # Empty again once the moment has come and index, counts and saved searches have followed.
    visible_from = models.DateTimeField(
        _("visible from"), null=True, blank=True, help_text=_("readers see it from this moment on; empty for at once")
    )
    created_at = models.DateTimeField(_("added"), auto_now_add=True)
    updated_at = models.DateTimeField(_("changed"), auto_now=True)
    # When an editor last changed the article; None since an import wrote it.
    edited_at = models.DateTimeField(null=True, editable=False)
    # The date of the last of its corrections, which keeps it; None for an article without one.
    corrected_at = models.DateTimeField(null=True, editable=False)
    annotated_by = models.CharField(_("annotated by"), max_length=60, blank=True, editable=False)
    story = models.ForeignKey(
        "self",
        models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="retellings",
        verbose_name=_("story"),
        help_text=_("the first article of the archive with this story in nearly the same words"),
    )
    signature = models.BinaryField(default=b"", editable=False)
    words = models.BinaryField(default=b"", editable=False)
    # Where the text has names that the paper protects by an initial: packed offsets, which no entity ever knows of.
    protected_names = models.BinaryField(default=b"", editable=False)
    raw = models.BinaryField(default=b"", editable=False)

    objects = ArticleManager.from_queryset(ArticleQuerySet)()

    class Meta:
        verbose_name = _("article")
        verbose_name_plural = _("articles")
        indexes = ARTICLE_INDEXES
        constraints = [
            models.CheckConstraint(condition=~Q(title=""), name="article_has_title"),
            models.CheckConstraint(
                condition=Q(date_precision="", published_at__isnull=True, published_on__isnull=True)
                | Q(~Q(date_precision=""), published_at__isnull=False, published_on__isnull=False),
                name="article_date_with_precision",
            ),
            models.CheckConstraint(condition=Q(date_precision__in=DatePrecision.values), name="article_date_precision"),
            models.CheckConstraint(condition=~Q(form=""), name="article_has_form"),
            models.UniqueConstraint(fields=["url"], condition=~Q(url=""), name="article_url_once"),
        ]

    def __str__(self) -> str:
        return self.title

    @transaction.atomic
    def save(self, *args: Any, **kwargs: Any) -> None:
        """Store the article and have the index follow, and saved searches where it is new."""
        is_new = self._state.adding
        super().save(*args, **kwargs)
        note_changed([self.pk])
        if is_new:
            note_new([self.pk])

    @transaction.atomic
    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """Delete the article and what belongs to it, and have the index follow."""
        note_changed([self.pk])
        return super().delete(*args, **kwargs)

    def get_absolute_url(self) -> str:
        """Return the URL of its page, with the title in it."""
        return reverse("article", args=[self.pk, slug_of(self.title)])

    @property
    def original_address(self) -> str:
        """The address of the original on the web; "" where what is stored is none, as in archives of before."""
        return self.url if is_web_address(self.url) else ""

    @property
    def key(self) -> str:
        """The id or path that the article was imported with, else its id in the database."""
        return self.record_id or self.path or str(self.pk)

    @property
    def is_visible(self) -> bool:
        """Whether readers may see the article now: the rule of `ArticleQuerySet.visible`."""
        return not self.withdrawn and not self.is_embargoed

    @property
    def is_embargoed(self) -> bool:
        """Whether it waits for the moment from which readers see it; until then there is no such article for them."""
        return self.visible_from is not None and self.visible_from > timezone.now()

    @property
    def known_day(self) -> str:
        """The date in ISO 8601 as precisely as it is known, to the day: 2022-06-14, 2022-06, 2022; "" where unknown."""
        if self.published_on is None:
            return ""
        return self.published_on.isoformat()[: _KNOWN_LETTERS.get(DatePrecision(self.date_precision))]

    @property
    def publisher(self) -> Source | None:
        """The source that printed it, by the name that stands for all of its names; None where it is not known."""
        return self.source.whole if self.source else None

    def credited_sources(self) -> list[Source]:
        """Return the sources that it credits beside its publisher, each once, in order.

        One SQL query; none where `read_credits` read them ahead.
        """
        rows = self.credits.all() if is_read_ahead(self) else Credit.objects.with_source().filter(article=self)
        found = dict.fromkeys(whole for credit in rows if (whole := credit.source.whole))
        return [source for source in found if source != self.publisher]

    @property
    def story_number(self) -> int:
        """The id of the first stored article of its story, which all articles of the story share."""
        return self.story_id or self.pk

    def story_articles(self) -> ArticleQuerySet:
        """Return the other visible articles of the same story, in the order they were stored."""
        same = Q(pk=self.story_number) | Q(story=self.story_number)
        return Article.objects.visible().filter(same).exclude(pk=self.pk).order_by("pk")

    @property
    def parts(self) -> list[Part]:
        """Title, lead, paragraphs and captions, each with its offset in the running text."""
        return parts(self.title, self.lead, self.body, [caption["text"] for caption in self.captions])

    @property
    def text(self) -> str:
        """The running text, which offsets of words and mentions refer to."""
        return running_text(self.parts)

    @property
    def title_names(self) -> list[Span]:
        """The (start, end) offsets of the names in its title, in order; none unless `title_names` loaded them."""
        return [(name.start, name.end) for name in getattr(self, "title_mentions", ()) if name.end <= len(self.title)]

    def word_spans(self) -> list[Span]:
        """Return the (start, end) offsets of the words; one SQL query where they are deferred."""
        return unpack(bytes(self.words))

    def protected_spans(self) -> list[Span]:
        """Return the (start, end) offsets of the names that belong to it alone; one SQL query where deferred."""
        return unpack(bytes(self.protected_names))

    def original(self) -> bytes:
        """Return the original document, b"" for an article written in the admin."""
        return zlib.decompress(bytes(self.raw)) if self.raw else b""


class StoryKey(models.Model):
    """One of the keys of an article's signature (`text.minhash.bands`): articles that share one may be nearly alike."""

    pk = models.CompositePrimaryKey("key", "article_id")
    key = models.IntegerField()
    article = models.ForeignKey(Article, models.CASCADE, related_name="+")
