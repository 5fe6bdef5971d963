"""The forms of an upload: its files, and the options of the import."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.conf import settings
from django.core.files import File
from django.http import QueryDict
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from articles.admin.correction_forms import (
    RuleRows,
    chosen_rules,
    posted_corrections,
    rule_fields,
    rule_rows,
    rule_values,
)
from articles.importing.encodings.decoding import ENCODING_NAMES
from articles.importing.options import ENCODINGS, FIELDS, ImportOptions, OnKnown, typed_date
from articles.models import Article

# Lines that an editor takes back: how many, and their characters.
_MOST_KEPT, _LONGEST_KEPT = 100, 5_000
ON_KNOWN = [
    (OnKnown.UPDATE.value, _("replace the article with the new version")),
    (OnKnown.SKIP.value, _("keep the article and skip the new version")),
]
# Fields of an article, as options of an import name them, that have another name as a column.
_COLUMNS = {"published": "published_at", "key": "record_id"}
_NAMES = {field.name: field.verbose_name for field in Article._meta.concrete_fields}
FIELD_LABELS = {field: _NAMES[_COLUMNS.get(field, field)] for field in FIELDS}


class FilesInput(forms.ClearableFileInput):
    """A file input for several files."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """One or more uploaded files, limited in total size by UPLOAD_MAX_MB."""

    widget = FilesInput

    def __init__(self, **kwargs: Any) -> None:
        """Accept empty files: each file stands for itself, and the import reports an empty one by its name."""
        super().__init__(allow_empty_file=True, **kwargs)

    def clean(self, data: Any, initial: Any = None) -> Any:
        """Return the list of files; raises ValidationError for a bad file, or for too many megabytes in total."""
        files = [super(FilesField, self).clean(file, initial) for file in (data or [None])]
        if sum(file.size for file in files) > settings.UPLOAD_MAX_MB * 1024**2:
            raise forms.ValidationError(
                _("The files are larger than %(mb)s MB in total."), params={"mb": settings.UPLOAD_MAX_MB}
            )
        return files


class OptionsForm(forms.Form):
    """The options of an import; for records also which of their fields is which field of an article."""

    encoding = forms.ChoiceField(
        label=_("Encoding"),
        required=False,
        choices=[
            ("", _("detect automatically")),
            *((name, ENCODING_NAMES.get(name, name.upper())) for name in ENCODINGS),
        ],
    )
    source = forms.CharField(
        label=_("Source"), required=False, max_length=200, help_text=_("for articles that do not state their own")
    )
    section = forms.CharField(
        label=_("Section"), required=False, max_length=200, help_text=_("for articles that do not state their own")
    )
    published = forms.CharField(
        label=_("Date"),
        required=False,
        max_length=40,
        help_text=_("for articles without a date: 2022, 6/2022 or 14/6/2022"),
    )
    on_known = forms.ChoiceField(
        label=_("When the archive has another version of an article"),
        choices=ON_KNOWN,
        initial=OnKnown.UPDATE.value,
        required=False,
        widget=forms.RadioSelect,
    )

    def __init__(
        self, *args: Any, names: Iterable[str] = (), scopes: Mapping[str, Any] | None = None, **kwargs: Any
    ) -> None:
        """Offer the field names of the records to choose from, and rules for the forms of documents in `scopes`."""
        super().__init__(*args, **kwargs)
        self._columns = tuple(names)
        self._scopes = scopes or {}
        self.fields |= rule_fields(self._scopes)
        choices = [("", _("detect automatically")), *((name, name) for name in self._columns)]
        for field in FIELDS if len(choices) > 1 else ():
            label = capfirst(FIELD_LABELS[field])
            self.fields[_form_name(field)] = forms.ChoiceField(label=label, choices=choices, required=False)

    @classmethod
    def showing(cls, options: ImportOptions, names: Iterable[str], scopes: Mapping[str, Any]) -> "OptionsForm":
        """Return a form with the given options as initial values."""
        initial = options.as_json() | {_form_name(field): name for field, name in options.fields}
        names = dict.fromkeys([*names, *(name for _, name in options.fields)])
        return cls(initial=initial | rule_values(options.rules), names=names, scopes=scopes)

    def clean(self) -> dict[str, Any]:
        """Refuse a date that cannot be read."""
        cleaned = super().clean() or {}
        try:
            cleaned["options"] = self._options(cleaned)
        except ValueError:
            self.add_error("published", _("This is not a date. Write 2022, 6/2022 or 14/6/2022."))
        return cleaned

    def options(self) -> ImportOptions:
        """Return the options of a valid form."""
        options: ImportOptions = self.cleaned_data["options"]
        return options

    def general_fields(self) -> list[forms.BoundField]:
        """Return the fields of the options of every import."""
        return [self[name] for name in ("encoding", "source", "section", "published", "on_known")]

    def record_fields(self) -> list[forms.BoundField]:
        """Return the fields that choose a record field for a field of an article."""
        return [self[_form_name(field)] for field in FIELDS if _form_name(field) in self.fields]

    def rule_rows(self) -> list[RuleRows]:
        """Return for each form of documents its label, the pairs of fields of its rules, and whether any is chosen."""
        return rule_rows(self, self._scopes)

    def _options(self, cleaned: dict[str, Any]) -> ImportOptions:
        return ImportOptions(
            encoding=cleaned.get("encoding", ""),
            fields=tuple((field, name) for field in FIELDS if (name := cleaned.get(_form_name(field)))),
            source=cleaned.get("source", "").strip(),
            section=cleaned.get("section", "").strip(),
            published=typed_date(cleaned.get("published", "")),
            on_known=OnKnown(cleaned.get("on_known") or OnKnown.UPDATE),
            columns=self._columns,
            kept=self._kept(),
            rules=chosen_rules(self, self._scopes),
            corrections=posted_corrections(self),
        )

    def _kept(self) -> tuple[str, ...]:
        """Return the lines that an editor takes back into the articles, by the checkboxes of the preview."""
        chosen = self.data.getlist("keep") if isinstance(self.data, QueryDict) else []
        return tuple(dict.fromkeys(line for line in chosen if 0 < len(line) <= _LONGEST_KEPT))[:_MOST_KEPT]


class UploadForm(OptionsForm):
    """The files of an upload, and the options of their import."""

    documents = FilesField(
        label=_("Files"), help_text=_("articles in any of the formats above, also packed as ZIP, tar or gzip")
    )
    field_order = ["documents"]

    def chosen(self) -> list[File[bytes]]:
        """Return the files of a valid form."""
        return list(self.cleaned_data["documents"])


def _form_name(field: str) -> str:
    return f"name_of_{field}"
