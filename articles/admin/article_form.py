"""Forms of the admin: articles edited as text."""

import re
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.models import Article, DatePrecision

_CREDIT = " | "


class ParagraphsField(forms.CharField):
    """A list of paragraphs, edited as text with a blank line between two."""

    widget = forms.Textarea(attrs={"rows": 24, "cols": 100})

    def prepare_value(self, value: Any) -> Any:
        """Return the list as the text that is edited; text that was refused stays as typed."""
        return "\n\n".join(value) if isinstance(value, list) else value

    def to_python(self, value: Any) -> Any:
        """Return the edited text as a list."""
        return [paragraph.strip() for paragraph in re.split(r"\n\s*\n", _unified(value)) if paragraph.strip()]


class LinesField(forms.CharField):
    """A list of names, edited one a line."""

    widget = forms.Textarea(attrs={"rows": 3, "cols": 60})

    def prepare_value(self, value: Any) -> Any:
        """Return the list as the text that is edited; text that was refused stays as typed."""
        return "\n".join(value) if isinstance(value, list) else value

    def to_python(self, value: Any) -> Any:
        """Return the edited text as a list."""
        return [line.strip() for line in _unified(value).split("\n") if line.strip()]


class CaptionsField(LinesField):
    """A list of captions, edited one a line as "text | credit"."""

    widget = forms.Textarea(attrs={"rows": 4, "cols": 100})

    def prepare_value(self, value: Any) -> Any:
        """Return the list as the text that is edited; text that was refused stays as typed."""
        if not isinstance(value, list):
            return value
        return "\n".join(f"{c['text']}{_CREDIT}{c['credit']}" if c["credit"] else c["text"] for c in value)

    def to_python(self, value: Any) -> Any:
        """Return the edited text as a list."""
        parts = (line.partition(_CREDIT) for line in super().to_python(value))
        return [{"text": text.strip(), "credit": credit.strip()} for text, _separator, credit in parts]


def _unified(value: Any) -> str:
    """Return edited text with one kind of line break, and without NUL, which no database stores."""
    return str(value or "").replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "")


class ArticleForm(forms.ModelForm[Article]):
    """An article as an editor sees it; the date, its precision and its day are kept consistent."""

    body = ParagraphsField(label=_("body"), required=False, help_text=_("separate paragraphs with a blank line"))
    captions = CaptionsField(label=_("captions"), required=False, help_text=_("one per line: text | credit"))
    authors = LinesField(label=_("authors"), required=False, help_text=_("one per line"))
    url = forms.URLField(label=_("address"), required=False, max_length=1000, assume_scheme="https")

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

    def clean(self) -> dict[str, Any]:
        """Refuse a precision without a date and a date without a precision."""
        cleaned = super().clean() or {}
        if bool(cleaned.get("published_at")) != bool(cleaned.get("date_precision")):
            raise forms.ValidationError(_("Fill in both the date and its precision, or neither."))
        return cleaned

    def save(self, commit: bool = True) -> Article:
        """Set the day that the date falls on here, and save."""
        moment = self.cleaned_data["published_at"]
        self.instance.published_on = timezone.localtime(moment).date() if moment else None
        self.instance.date_precision = self.cleaned_data["date_precision"] or DatePrecision.UNKNOWN
        return super().save(commit)
