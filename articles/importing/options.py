"""The options of an import: how to read its files, and what to fill in where an article states nothing."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, fields, replace
from enum import StrEnum
from typing import Any, Final, Self

from articles.importing.corrections import DocumentCorrection, FieldRule, RuleBasis
from articles.importing.metadata import METADATA_FIELDS
from articles.importing.parsed_article import InferredDate, ParsedArticle
from articles.importing.publication_dates import may_be_dated
from articles.text.date_values import date_value
from articles.text.written_dates import first_day

# The fields of an article that a record may have, under whatever name.
FIELDS: Final = ("title", "lead", "body", "captions", *METADATA_FIELDS)
ENCODINGS: Final = ("utf-8", "utf-16", "windows-1258", "tcvn3", "vni", "viscii", "vps")
# The basis that is recorded of what an option filled in.
BASIS: Final = "import option"
PRECISIONS: Final = {4: "year", 7: "month", 10: "day"}


_OPTIONAL_LISTS: Final = ("columns", "kept", "rules", "corrections")


class OnKnown(StrEnum):
    """What to do with another text of a stored article (same address, or same id at the same source)."""

    UPDATE = "update"
    SKIP = "skip"


@dataclass(frozen=True, slots=True)
class ImportOptions:
    """The options of one import. `ImportOptions()` leaves everything to the files.

    `encoding` is one of ENCODINGS, "" to recognise it. `fields` pairs a field of an article (one of FIELDS) with its
    name in the files. `source`, `section` and `published` ("2022", "2022-06" or "2022-06-14") are for articles that
    state none. `columns` are the names in the files for which `fields` was chosen, by which the choice is remembered;
    `kept` are lines that belong to the articles though they look like something else of a page. `rules` and
    `corrections` are what an editor corrected in the preview. Raises ValueError where a value is none of these.
    """

    encoding: str = ""
    fields: tuple[tuple[str, str], ...] = ()
    source: str = ""
    section: str = ""
    published: str = ""
    on_known: OnKnown = OnKnown.UPDATE
    columns: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()
    rules: tuple[FieldRule, ...] = ()
    corrections: tuple[DocumentCorrection, ...] = ()

    def __post_init__(self) -> None:
        if self.encoding and self.encoding not in ENCODINGS:
            raise ValueError(f"{self.encoding!r} is no encoding that can be read: {', '.join(ENCODINGS)}")
        for field, name in self.fields:
            if field not in FIELDS or not name:
                raise ValueError(f"{field}={name} names no field of an article: {', '.join(FIELDS)}")
        if self.published:
            _check_date(self.published)

    @classmethod
    def from_json(cls, values: Mapping[str, Any]) -> Self:
        """Return the options that `as_json` returned; raises ValueError for an unknown key or a wrong value."""
        if unknown := set(values) - {field.name for field in fields(cls)}:
            raise ValueError(f"no such import option: {', '.join(sorted(unknown))}")
        known = dict(values)
        if "fields" in known:
            known["fields"] = tuple((field, name) for field, name in known["fields"])
        known |= {name: tuple(known[name]) for name in _OPTIONAL_LISTS if name in known}
        known["rules"] = tuple(FieldRule(**one | {"basis": RuleBasis(one["basis"])}) for one in known.get("rules", ()))
        known["corrections"] = tuple(DocumentCorrection(**one) for one in known.get("corrections", ()))
        if "on_known" in known:
            known["on_known"] = OnKnown(known["on_known"])
        return cls(**known)

    def as_json(self) -> dict[str, Any]:
        """Return the options as JSON values, `fields` as a list of pairs; empty lists of others are left out."""
        values = asdict(self) | {"fields": [list(pair) for pair in self.fields], "on_known": str(self.on_known)}
        lists = {name: list(values.pop(name)) for name in _OPTIONAL_LISTS}
        return values | {name: listed for name, listed in lists.items() if listed}

    def names(self, field: str) -> tuple[str, ...]:
        """Return the names that a field of an article has in the files, by these options."""
        return tuple(name for known, name in self.fields if known == field)


def field_pairs(texts: Iterable[str]) -> tuple[tuple[str, str], ...]:
    """Return texts such as "title=Tiêu đề" as the pairs of `ImportOptions.fields`, which checks them."""
    pairs = [tuple(part.strip() for part in text.partition("=")[::2]) for text in texts]
    return tuple((field, name) for field, name in pairs)


def fill(article: ParsedArticle, options: ImportOptions) -> ParsedArticle:
    """Return the article with what it lacks filled in from the options, each named in its warnings."""
    stated = {"source": article.stored_source, "section": article.section}
    lacking = {field: value for field in stated if (value := getattr(options, field)) and not stated[field]}
    notes = tuple(f"{field}: {BASIS}" for field in lacking)
    if options.published and not article.published and article.inferred is None:
        inferred = InferredDate(options.published, PRECISIONS[len(options.published)], BASIS)
        article = replace(article, inferred=inferred)
    return replace(article, **lacking, warnings=(*article.warnings, *notes))


def typed_date(text: str) -> str:
    """Return a date that was typed for `ImportOptions.published` as ISO, without its time; as it is if it is none."""
    return date_value(text)[: len("2022-06-14")] or text.strip()


def _check_date(text: str) -> None:
    try:
        day = first_day(text)
    except ValueError as error:
        raise ValueError(f"{text!r} is no date: write 2022, 2022-06 or 2022-06-14") from error
    if not may_be_dated(day):
        raise ValueError(f"{text!r} cannot be the date of an article: it is too early, or in the future")
