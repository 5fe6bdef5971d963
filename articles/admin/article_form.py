"""The form of an article in the admin, with lists edited as text.

What the form refuses is said at the field, and what was typed stays in it.
"""

import re
from datetime import datetime
from typing import Any, Final

from django import forms
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from articles.importing.annotating.preparation import text_hash
from articles.importing.publication_dates import earliest_day, latest_day, may_be_dated
from articles.models import Article, ArticleQuerySet, DatePrecision
from articles.views.parts.wording import day_text

# Separates caption and credit.
_SEPARATOR: Final = " | "


class ParagraphsField(forms.CharField):
    """A list of paragraphs, edited as text with blank lines between paragraphs."""

    widget = forms.Textarea(attrs={"rows": 24, "cols": 100})

    def prepare_value(self, value: Any) -> Any:
        """Return the list as text to edit, and refused text as it was typed."""
        return "\n\n".join(value) if isinstance(value, list) else value

    def to_python(self, value: Any) -> Any:
        """Return edited text as a list."""
        return [paragraph.strip() for paragraph in re.split(r"\n\s*\n", _unified(value)) if paragraph.strip()]


class LinesField(forms.CharField):
    """A list of names, edited one per line."""

    widget = forms.Textarea(attrs={"rows": 3, "cols": 60})

    def prepare_value(self, value: Any) -> Any:
        """Return the list as text to edit, and refused text as it was typed."""
        return "\n".join(value) if isinstance(value, list) else value

    def to_python(self, value: Any) -> Any:
        """Return edited text as a list."""
        return [line.strip() for line in _unified(value).split("\n") if line.strip()]


class CaptionsField(LinesField):
    """A list of captions, edited one per line as "text | credit"."""

    widget = forms.Textarea(attrs={"rows": 4, "cols": 100})

    def prepare_value(self, value: Any) -> Any:
        """Return the list as text to edit, and refused text as it was typed."""
        if not isinstance(value, list):
            return value
        return "\n".join(f"{c['text']}{_SEPARATOR}{c['credit']}" if c["credit"] else c["text"] for c in value)

    def to_python(self, value: Any) -> Any:
        """Return edited text as a list."""
        parts = (line.partition(_SEPARATOR) for line in super().to_python(value))
        return [{"text": text.strip(), "credit": credit.strip()} for text, _separator, credit in parts]


def label_moment(field: forms.Field) -> None:
    """Label the two inputs of a moment: the admin writes these words beside them, but not as their labels."""
    widgets = getattr(field.widget, "widgets", ())
    for widget, label in zip(widgets, (_("Date"), _("Time")), strict=False):
        widget.attrs["aria-label"] = label


def _unified(value: Any) -> str:
    """Return text with "\n" for line breaks, and without NUL, which PostgreSQL cannot store."""
    return str(value or "").replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "")


class ArticleForm(forms.ModelForm[Article]):
    """An article as editors see it. The date, its precision and its day are kept consistent.

    `version` is when the article that the form shows was last changed. A form without it is not compared with what is
    stored.
    """

    body = ParagraphsField(
        label=capfirst(_("body")), required=False, help_text=_("separate paragraphs with a blank line")
    )
    captions = CaptionsField(label=capfirst(_("captions")), required=False, help_text=_("one per line: text | credit"))
    authors = LinesField(label=capfirst(_("authors")), required=False, help_text=_("one per line"))
    url = forms.URLField(label=capfirst(_("address")), required=False, max_length=1000, assume_scheme="https")
    version = forms.CharField(label="", required=False, widget=forms.HiddenInput)

    class Meta:
        model = Article
        # Where an article came from stays as it was; hiding one has pages of its own.
        exclude = ["record_id", "path", "form", "credited", "withdrawn"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["version"] = _version(self.instance)
        for name in {"published_at", "visible_from"} & self.fields.keys():
            label_moment(self.fields[name])

    def clean_visible_from(self) -> datetime | None:
        """Return None for a moment that has come: nobody is to be told of that any more."""
        moment: datetime | None = self.cleaned_data["visible_from"]
        return moment if moment and moment > timezone.now() else None

    def clean_published_at(self) -> datetime | None:
        """Refuse a date that no article can have. One that was stored before may stay."""
        moment: datetime | None = self.cleaned_data["published_at"]
        if moment and "published_at" in self.changed_data and not may_be_dated(timezone.localtime(moment).date()):
            raise forms.ValidationError(
                _("The date must lie between %(first)s and %(last)s."),
                params={"first": day_text(earliest_day()), "last": day_text(latest_day())},
            )
        return moment

    def clean(self) -> dict[str, Any]:
        """Refuse half a date, what another article has already, and a version that is not the newest."""
        cleaned = super().clean() or {}
        self._refuse_older_version(cleaned)
        self._refuse_doubles(cleaned)
        if {"published_at", "date_precision"} & self.errors.keys():
            return cleaned
        if bool(cleaned.get("published_at")) != bool(cleaned.get("date_precision")):
            raise forms.ValidationError(_("Fill in both the date and its precision, or neither."))
        return cleaned

    def save(self, commit: bool = True) -> Article:
        """Set the day of the date in the archive's time zone, and save."""
        moment = self.cleaned_data["published_at"]
        self.instance.published_on = timezone.localtime(moment).date() if moment else None
        self.instance.date_precision = self.cleaned_data["date_precision"] or DatePrecision.UNKNOWN
        return super().save(commit)

    def _refuse_doubles(self, cleaned: dict[str, Any]) -> None:
        """Refuse the text or the address of another article: only one article may have it."""
        others = Article.objects.exclude(pk=self.instance.pk)
        if {"title", "lead", "body"} <= cleaned.keys():
            content_hash = text_hash(cleaned["title"], cleaned["lead"], cleaned["body"])
            same_text = _("Another article has this title and text already: {}.")
            self._refuse_at("body", same_text, others.filter(content_hash=content_hash))
        if cleaned.get("url"):
            same_address = _("Another article has this address already: {}.")
            self._refuse_at("url", same_address, others.filter(url=cleaned["url"]))

    def _refuse_at(self, field: str, message: Any, others: ArticleQuerySet) -> None:
        if other := others.first():
            address = reverse("admin:articles_article_change", args=[other.pk])
            link = format_html('<a href="{}">{}</a>', address, other.title)
            self.add_error(field, forms.ValidationError(format_html(message, link)))

    def _refuse_older_version(self, cleaned: dict[str, Any]) -> None:
        """Refuse to overwrite a version that the editor has not seen; show it beside what was typed.

        Saving once more overwrites the version that is shown then. The row is locked until the article is saved.
        """
        seen = cleaned.pop("version", "")
        stored = Article.objects.select_for_update().filter(pk=self.instance.pk).first()
        if stored is None or not seen or seen == _version(stored):
            return
        typed = {name: self.data[name] for name in self.data}
        self.data = typed | {self.add_prefix("version"): _version(stored)}
        self.add_error(
            None,
            _(
                "Somebody else has changed this article since you opened it. Both versions are shown below: what is "
                "stored now above each field that differs, what you typed in the field. Nothing is saved yet; saving "
                "again replaces what is stored."
            ),
        )
        for name in self.fields:
            if name in cleaned and cleaned[name] != getattr(stored, name):
                self.add_error(name, self._stored_now(stored, name))

    def _stored_now(self, stored: Article, name: str) -> SafeString:
        value = getattr(stored, name)
        if isinstance(value, list):
            value = self.fields[name].prepare_value(value)
        elif isinstance(value, datetime):
            value = date_format(timezone.localtime(value), "SHORT_DATETIME_FORMAT")
        elif display := getattr(stored, f"get_{name}_display", None):
            value = display()
        return format_html('{} <span class="stored-now">{}</span>', gettext("Stored now:"), value or "—")


def _version(article: Article) -> str:
    return article.updated_at.isoformat() if article.pk else ""
