"""A prepared article as the columns of its row."""

from dataclasses import asdict, fields
from datetime import datetime
from functools import cache
from typing import Any, Final

from django.utils import timezone

from articles.importing.annotating.preparation import Annotated, Prepared, ReadArticle
from articles.importing.options import PRECISIONS
from articles.importing.parsed_article import ParsedArticle
from articles.models import Article, DatePrecision, Section
from articles.sources.credit_rows import SourceNames
from articles.text.written_dates import first_day

_COLUMNS: Final = frozenset(field.name for field in Article._meta.concrete_fields)
# The sections that Vietnamese dailies share, by their slugs, which records often give instead of a name.
_SECTION_NAMES: Final = {
    "the-gioi": "Thế giới",
    "the-thao": "Thể thao",
    "thoi-su": "Thời sự",
    "kinh-te": "Kinh tế",
    "kinh-doanh": "Kinh doanh",
    "van-hoa": "Văn hóa",
    "giao-duc": "Giáo dục",
    "khoa-hoc": "Khoa học",
    "phap-luat": "Pháp luật",
    "suc-khoe": "Sức khỏe",
    "giai-tri": "Giải trí",
    "du-lich": "Du lịch",
    "doi-song": "Đời sống",
    "xa-hoi": "Xã hội",
    "chinh-tri": "Chính trị",
    "cong-nghe": "Công nghệ",
    "bat-dong-san": "Bất động sản",
    "ban-doc": "Bạn đọc",
    "moi-truong": "Môi trường",
    "quoc-phong": "Quốc phòng",
    "an-ninh": "An ninh",
    "xe": "Xe",
}


class Names:
    """Sources and sections by name, each looked up once, and created where it is new."""

    def __init__(self) -> None:
        self.sources = SourceNames()
        self.section = cache(Section.objects.named)


def article_columns(one: Prepared, names: Names) -> dict[str, Any]:
    """Return the values of an article's row: every field that has the name of a column, and those of other names."""
    parsed = one.read.article
    source, named = names.sources.read(parsed.stored_source, parsed.authors, parsed.credited)
    return {
        **_columns_of(one.read),
        **_columns_of(one.annotated),
        **_columns_of(parsed),
        "captions": [asdict(caption) for caption in parsed.captions],
        "authors": list(named.authors),
        "source": source,
        "credited": list(named.credited),
        "section": names.section(section_name(parsed.section)) if parsed.section else None,
        "record_id": parsed.key,
        **_dates(parsed),
    }


def section_name(stated: str) -> str:
    """Return the name of a section that is stated by name or slug: "the-thao" -> "Thể thao"."""
    return _SECTION_NAMES.get(stated.strip().lower(), stated.strip())


def _columns_of(values: ReadArticle | Annotated | ParsedArticle) -> dict[str, Any]:
    """Return the fields of a dataclass that have the name of a column; tuples as lists, which JSON has."""
    found = {field.name: getattr(values, field.name) for field in fields(values) if field.name in _COLUMNS}
    return {name: list(value) if isinstance(value, tuple) else value for name, value in found.items()}


def _dates(parsed: ParsedArticle) -> dict[str, Any]:
    """Return the columns of the stated date, else of the inferred one, with its precision and basis."""
    if parsed.published:
        return stated_date_columns(parsed.published)
    if parsed.inferred:
        day = first_day(parsed.inferred.date)
        precision = DatePrecision(parsed.inferred.precision)
        return _dated(datetime.combine(day, datetime.min.time()), precision, parsed.inferred.basis[:200])
    return {"published_at": None, "published_on": None, "date_precision": DatePrecision.UNKNOWN, "date_basis": ""}


def stated_date_columns(iso: str) -> dict[str, Any]:
    """Return the columns of a date that an article or an editor states: "2022", "2022-06", or a day or more in ISO."""
    precision = DatePrecision(PRECISIONS.get(len(iso), DatePrecision.TIME))
    is_partial = precision in (DatePrecision.YEAR, DatePrecision.MONTH)
    return _dated(datetime.fromisoformat(first_day(iso).isoformat() if is_partial else iso), precision, "")


def _dated(moment: datetime, precision: DatePrecision, basis: str) -> dict[str, Any]:
    local = moment if moment.tzinfo else timezone.make_aware(moment)
    return {
        "published_at": local,
        "published_on": timezone.localtime(local).date(),
        "date_precision": precision,
        "date_basis": basis,
    }
