"""The form of an article in the admin, with lists edited as text."""

import re
from datetime import datetime
from typing import Any, Final

from django import forms
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from articles.importing.publication_dates import earliest_day, latest_day, may_be_dated
from articles.models import Article, DatePrecision
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


def _unified(value: Any) -> str:
    """Return text with "\n" for line breaks, and without NUL, which PostgreSQL cannot store."""
    return str(value or "").replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "")


class ArticleForm(forms.ModelForm[Article]):
    """An article as editors see it. The date, its precision and its day are kept consistent."""

    body = ParagraphsField(
        label=capfirst(_("body")), required=False, help_text=_("separate paragraphs with a blank line")
    )
    captions = CaptionsField(label=capfirst(_("captions")), required=False, help_text=_("one per line: text | credit"))
    authors = LinesField(label=capfirst(_("authors")), required=False, help_text=_("one per line"))
    url = forms.URLField(label=capfirst(_("address")), required=False, max_length=1000, assume_scheme="https")

    class Meta:
        model = Article
        fields = [
            "title",
            "lead",
            "body",
            "captions",
            "authors",
            "source",
            "section",
            "published_at",
            "date_precision",
            "date_basis",
            "url",
            "withdrawn",
        ]

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
        """Refuse a date without a precision, and a precision without a date."""
        cleaned = super().clean() or {}
        if "published_at" in self.errors:
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
