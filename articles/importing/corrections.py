"""What an editor corrects of the documents of an import before it is stored: of one document, or of all of a kind.

A correction replaces what the importer read, whatever the document states; `options.fill` adds only what is missing.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import PurePosixPath
from typing import Any, Final

from articles.importing.parsed_article import ParsedArticle
from articles.importing.publication_dates import may_be_dated, read_date_value
from articles.nlp.dates import date_in_path
from articles.text.date_values import date_value
from articles.text.written_dates import calendar_day, first_day, stated_date


class RuleBasis(StrEnum):
    """Where a rule takes the value of a field from."""

    VALUE = "value"
    FILE_NAME = "file name"
    FOLDER = "folder"


# The fields that can be corrected in one document.
CORRECTED: Final = ("title", "lead", "authors", "published", "source", "section")
_BETWEEN_NAMES: Final = re.compile(r"\s*[;\n]\s*")
# What the importer warns of, where the field that it concerns is corrected.
_SETTLED: Final[Mapping[str, tuple[str, ...]]] = {
    "title": (
        "the title could not be told from the lead",
        "the text has no title: its first sentence stands in for it",
    ),
    "source": ("source: import option",),
    "section": ("section: import option",),
}
# Dates as file names have them besides those that `infer_date` knows: 05112017, 5-11-17.
_DAY_FIRST: Final = re.compile(r"(?<!\d)(?P<day>\d\d)(?P<month>\d\d)(?P<year>(?:19|20)\d\d)(?!\d)")
_SHORT_YEAR: Final = re.compile(
    r"(?<!\d)(?P<day>\d{1,2})(?P<sign>[-._])(?P<month>\d{1,2})(?P=sign)(?P<year>\d\d)(?!\d)"
)
_MONTH_FIRST: Final = re.compile(r"(?<!\d)(?P<month>0?[1-9]|1[0-2])[-._ ](?P<year>(?:19|20)\d\d)(?!\d)")
# What is said where a rule finds nothing in the path of a document.
_NOTHING_FOUND: Final = {
    ("published", RuleBasis.FILE_NAME): "the file name has no date",
    ("published", RuleBasis.FOLDER): "the folder name has no date",
}
# The ends of the names of archives, which stand as folders in the path of a document.
_PACKED: Final = re.compile(r"(?:\.(?:zip|tar|tgz|gz|bz2|xz))+$", re.IGNORECASE)


# The fields that a rule can set, and from what.
RULES: Final[Mapping[str, tuple[RuleBasis, ...]]] = {
    "published": (RuleBasis.FILE_NAME, RuleBasis.FOLDER, RuleBasis.VALUE),
    "source": (RuleBasis.FOLDER, RuleBasis.VALUE),
    "section": (RuleBasis.FOLDER, RuleBasis.VALUE),
    "authors": (RuleBasis.VALUE,),
}


@dataclass(frozen=True, slots=True)
class FieldRule:
    """A field of all documents of one form, "" for all forms: a given `value`, or what their path says.

    Raises ValueError where the field or its basis is none of RULES, or the value is missing or no date.
    """

    form: str
    field: str
    basis: RuleBasis
    value: str = ""

    def __post_init__(self) -> None:
        if self.basis not in RULES.get(self.field, ()):
            raise ValueError(f"there is no rule that takes {self.field!r} from {self.basis!r}")
        _check(self.field, self.value, needed=self.basis == RuleBasis.VALUE)


@dataclass(frozen=True, slots=True)
class DocumentCorrection:
    """The right value of a field of one document, "" for none; authors are separated by ";".

    Raises ValueError where the field is none of CORRECTED, a title is empty, or a date is none.
    """

    path: str
    place: str
    field: str
    value: str

    def __post_init__(self) -> None:
        if self.field not in CORRECTED:
            raise ValueError(f"{self.field!r} is no field that can be corrected: {', '.join(CORRECTED)}")
        _check(self.field, self.value, needed=self.field == "title")


def corrected(
    article: ParsedArticle,
    path: str,
    place: str,
    rules: Iterable[FieldRule],
    corrections: Iterable[DocumentCorrection],
) -> ParsedArticle:
    """Return the article of a document by the rules for its form, then by its own corrections.

    A rule that finds nothing in the path leaves the field as it is, with a warning.
    """
    for rule in rules:
        if rule.form in ("", article.form):
            article = _by_rule(article, path, rule)
    for one in corrections:
        if (one.path, one.place) == (path, place):
            article = _with(article, one.field, one.value)
    return article


def date_of_name(name: str) -> str:
    """Return the date in the name of a file or folder as ISO, "2017-11" for a month alone, "" where it has none.

    Years come first or last: 2017-11-05, 20171105, 05-11-2017, 05112017, 5-11-17, 11-2017; also in words.
    """
    return next((iso for iso in _dates_of_name(name) if may_be_dated(first_day(iso))), "")


def folder_name(path: str) -> str:
    """Return the name of the folder, or of the archive, that holds a document; "" where none does."""
    return " ".join(_PACKED.sub("", PurePosixPath(path).parent.name).replace("_", " ").split())


def _dates_of_name(name: str) -> Iterator[str]:
    """Yield what may be the date in a name, the likeliest first."""
    found = date_in_path(f"{name}/")
    if found and found.precision == "day":
        yield found.date
    for pattern in (_DAY_FIRST, _SHORT_YEAR):
        for match in pattern.finditer(name):
            iso = date_value(f"{match['day']}/{match['month']}/{match['year']}")
            if calendar_day(iso[:4], match["month"], match["day"]):
                yield iso
    if words := stated_date(name.replace("_", " ")):
        yield words[: len("2017-11-05")]
    if found:
        yield found.date
    if month := _MONTH_FIRST.search(name):
        yield f"{month['year']}-{int(month['month']):02}"


def _by_rule(article: ParsedArticle, path: str, rule: FieldRule) -> ParsedArticle:
    value = rule.value if rule.basis == RuleBasis.VALUE else _from_path(path, rule)
    if value:
        return _with(article, rule.field, value)
    warning = _NOTHING_FOUND.get((rule.field, rule.basis), "the document is in no folder")
    return replace(article, warnings=(*article.warnings, warning))


def _from_path(path: str, rule: FieldRule) -> str:
    whole = PurePosixPath(path)
    if rule.field != "published":
        return folder_name(path)
    if rule.basis == RuleBasis.FILE_NAME:
        return date_of_name(whole.stem)
    return date_of_name(whole.parent.name) or date_of_name(str(whole.parent))


def _with(article: ParsedArticle, field: str, value: str) -> ParsedArticle:
    values: dict[str, Any] = {field: value}
    match field:
        case "authors":
            values = {"authors": tuple(filter(None, _BETWEEN_NAMES.split(value.strip())))}
        case "published":
            values = {"published": read_date_value(value).iso, "inferred": None}
        case "source":
            values |= {"inferred_source": ""}
        case "lead":
            values |= {"body": _body_below(article, value)}
    settled = _SETTLED.get(field, ())
    return replace(article, **values, warnings=tuple(one for one in article.warnings if one not in settled))


def _body_below(article: ParsedArticle, lead: str) -> tuple[str, ...]:
    """Return the paragraphs below another lead: no text is lost, and none stands twice."""
    if not lead and article.lead:
        return (article.lead, *article.body)
    return article.body[1:] if article.body[:1] == (lead,) and len(article.body) > 1 else article.body


def _check(field: str, value: str, *, needed: bool) -> None:
    if needed and not value:
        raise ValueError(f"a value for {field} is missing")
    if value and field == "published" and not read_date_value(value).iso:
        raise ValueError(f"{value!r} is no date of an article: write 2022, 2022-06 or 2022-06-14")
