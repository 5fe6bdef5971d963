"""What an editor corrects in the preview of an upload, as parts of its form: rules for documents, and single values."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import astuple, dataclass
from datetime import datetime
from typing import Any, Final

from django import forms
from django.http import QueryDict
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.importing.corrections import CORRECTED, RULES, DocumentCorrection, FieldRule, RuleBasis
from articles.importing.options import ImportOptions
from articles.importing.parsed_article import ParsedArticle
from articles.importing.publication_dates import read_date_value
from articles.importing.readers import form_labels
from articles.importing.running.preview import SAMPLES
from articles.models import Article

# Columns of an article for the fields of a document that have another name.
_COLUMNS: Final = {"published": "published_at"}
_LONGEST: Final = {"title": 500, "lead": 5_000}
_LONGEST_VALUE: Final = 200
# Corrections of one import.
_MOST: Final = 1_000
_BASES: Final = {
    RuleBasis.FILE_NAME: gettext_lazy("the date in the file name"),
    RuleBasis.FOLDER: gettext_lazy("the name of the folder"),
    RuleBasis.VALUE: gettext_lazy("always this:"),
}


RuleRows = tuple[Any, list[tuple[Any, Any]], bool]


@dataclass(frozen=True, slots=True)
class CorrectedField:
    """A field of a document in the preview: its label, the name of its input, and what was read or corrected."""

    name: str
    label: str
    field: str
    value: str


@dataclass(frozen=True, slots=True)
class MadeCorrection:
    """A correction that was made, in words, with what its checkbox posts."""

    text: str
    value: str
    posted: str


def field_label(field: str) -> str:
    """Return the label of a field that can be corrected."""
    column: Any = Article._meta.get_field(_COLUMNS.get(field, field))
    return capfirst(str(column.verbose_name))


def rule_scopes(present: Iterable[str], options: ImportOptions) -> dict[str, Any]:
    """Return the forms for which rules can be given, with their labels: for all, and for each of several."""
    labels = form_labels()
    scopes: dict[str, Any] = {"": gettext_lazy("All documents of this upload")}
    several = [form for form in dict.fromkeys(present) if form]
    wanted = [*(several if len(several) > 1 else ()), *(rule.form for rule in options.rules if rule.form)]
    return scopes | {form: labels.get(form, form) for form in wanted}


def rule_fields(scopes: Iterable[str]) -> dict[str, forms.Field]:
    """Return the fields of a form for rules, two for each rule: where the value is from, and the value."""
    fields: dict[str, forms.Field] = {}
    for scope in scopes:
        for field, bases in RULES.items():
            name, label = _rule_name(scope, field), field_label(field)
            choices = [("", _("as it was read")), *((basis.value, _BASES[basis]) for basis in bases)]
            fields[name] = forms.ChoiceField(label=label, choices=choices, required=False)
            value = forms.CharField(label=label, required=False, max_length=_LONGEST_VALUE)
            value.widget.attrs["aria-label"] = f"{label}: {_BASES[RuleBasis.VALUE]}"
            fields[f"{name}-value"] = value
    return fields


def rule_values(rules: Iterable[FieldRule]) -> dict[str, str]:
    """Return rules as initial values of `rule_fields`."""
    values: dict[str, str] = {}
    for rule in rules:
        name = _rule_name(rule.form, rule.field)
        values |= {name: rule.basis.value, f"{name}-value": rule.value}
    return values


def chosen_rules(form: forms.Form, scopes: Iterable[str]) -> tuple[FieldRule, ...]:
    """Return the rules of a cleaned form; a rule that lacks its value is an error at its field."""
    return tuple(rule for scope in scopes for field in RULES if (rule := _chosen_rule(form, scope, field)))


def rule_rows(form: forms.Form, scopes: Mapping[str, Any]) -> list[RuleRows]:
    """Return for the page the label of each scope, its pairs of fields, and whether a rule is chosen there."""
    names = {scope: [_rule_name(scope, field) for field in RULES] for scope in scopes}
    return [
        (scopes[scope], [(form[name], form[f"{name}-value"]) for name in of], any(form[name].value() for name in of))
        for scope, of in names.items()
    ]


def corrected_fields(number: int, article: ParsedArticle) -> list[CorrectedField]:
    """Return the fields of a sample in which its article can be corrected."""
    values = {field: getattr(article, field) for field in CORRECTED}
    values["authors"] = "; ".join(article.authors)
    values["source"] = article.stored_source
    values["published"] = typed(article.published or (article.inferred.date if article.inferred else ""))
    return [CorrectedField(f"fix-{number}-{field}", field_label(field), field, values[field]) for field in CORRECTED]


def posted_corrections(form: forms.Form) -> tuple[DocumentCorrection, ...]:
    """Return the corrections that stay ticked, and those that were typed into the samples; a later one replaces."""
    data = form.data
    if not isinstance(data, QueryDict):
        return ()
    made = {(one.path, one.place, one.field): one for one in _ticked(data.getlist("correction"))}
    for number in range(SAMPLES):
        made |= {(one.path, one.place, one.field): one for one in _typed_into(form, data, f"fix-{number}")}
    return tuple(made.values())[:_MOST]


def made_corrections(options: ImportOptions) -> list[MadeCorrection]:
    """Return the corrections of an import in words."""
    return [
        MadeCorrection(
            f"{one.path} {one.place}".strip() + f" · {field_label(one.field)}", one.value, json.dumps(astuple(one))
        )
        for one in options.corrections
    ]


def rules_text(options: ImportOptions) -> list[tuple[str, str]]:
    """Return the rules of an import with their labels."""
    labels = form_labels()
    return [
        (
            field_label(rule.field) + (f" ({labels.get(rule.form, rule.form)})" if rule.form else ""),
            rule.value if rule.basis == RuleBasis.VALUE else str(_BASES[rule.basis]),
        )
        for rule in options.rules
    ]


def typed(iso: str) -> str:
    """Return a date in ISO as it is typed: "14/6/2022 10:15", "6/2022", "2022"."""
    if len(iso) < len("2022-06-14"):
        year, _dash, month = iso.partition("-")
        return f"{int(month)}/{year}" if month else year
    moment = datetime.fromisoformat(iso)
    day = f"{moment.day}/{moment.month}/{moment.year}"
    return f"{day} {moment:%H:%M}" if "T" in iso else day


def _rule_name(scope: str, field: str) -> str:
    return f"rule-{scope or 'all'}-{field}"


def _chosen_rule(form: forms.Form, scope: str, field: str) -> FieldRule | None:
    name = _rule_name(scope, field)
    basis, value = form.cleaned_data.get(name), str(form.cleaned_data.get(f"{name}-value") or "").strip()
    if not basis:
        return None
    if basis == RuleBasis.VALUE and not value:
        form.add_error(f"{name}-value", _("Type the value."))
        return None
    if basis == RuleBasis.VALUE and field == "published" and not read_date_value(value).iso:
        form.add_error(f"{name}-value", _("This is not a date. Write 2022, 6/2022 or 14/6/2022."))
        return None
    return FieldRule(scope, field, RuleBasis(basis), value if basis == RuleBasis.VALUE else "")


def _ticked(posted: Iterable[str]) -> Iterator[DocumentCorrection]:
    """Yield the corrections that stay ticked; what this page did not write itself is left out."""
    for one in posted:
        try:
            values = json.loads(one)
            if isinstance(values, list) and all(isinstance(value, str) for value in values):
                yield DocumentCorrection(*values)
        except (ValueError, TypeError, RecursionError):
            continue


def _typed_into(form: forms.Form, data: QueryDict, prefix: str) -> Iterator[DocumentCorrection]:
    """Yield what was typed into the fields of one sample: what differs from what the page showed there."""
    path, place = data.get(f"{prefix}-path", ""), data.get(f"{prefix}-place", "")
    for field in CORRECTED if path else ():
        value = _one_spacing(data.get(f"{prefix}-{field}", ""))
        if value == _one_spacing(data.get(f"{prefix}-{field}-read", "")):
            continue
        if error := _error(field, value):
            form.add_error(None, f"{path}: {field_label(field)}: {error}")
            continue
        yield DocumentCorrection(path, place, field, value)


def _one_spacing(text: str) -> str:
    return " ".join(text.replace("\x00", " ").split())


def _error(field: str, value: str) -> str:
    if field == "title" and not value:
        return _("An article needs a title.")
    if field == "published" and value and not read_date_value(value).iso:
        return _("This is not a date. Write 2022, 6/2022 or 14/6/2022.")
    longest = _LONGEST.get(field, _LONGEST_VALUE)
    return _("At most %(n)s characters.") % {"n": longest} if len(value) > longest else ""
