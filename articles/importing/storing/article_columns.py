"""What was understood of an article as the columns of its row."""

from datetime import datetime
from functools import cache
from typing import Any

from django.utils import timezone

from articles.importing.annotating.preparation import Prepared
from articles.importing.parsed_article import ParsedArticle
from articles.importing.section_names import section_name
from articles.models import DatePrecision, Section, Source
from articles.text.written_dates import first_day


class Names:
    """Sources and sections by their names, each looked up once, and made where it is new."""

    def __init__(self) -> None:
        self.source = cache(Source.objects.named)
        self.section = cache(Section.objects.named)


def article_columns(one: Prepared, names: Names) -> dict[str, Any]:
    """Return the values of an article's row."""
    parsed = one.read.article
    return {
        "title": parsed.title,
        "lead": parsed.lead,
        "body": list(parsed.body),
        "captions": [{"text": caption.text, "credit": caption.credit} for caption in parsed.captions],
        "authors": list(parsed.authors),
        "source": names.source(parsed.source) if parsed.source else None,
        "section": names.section(section_name(parsed.section)) if parsed.section else None,
        "url": parsed.url,
        "record_id": parsed.key,
        "path": one.read.path,
        "form": parsed.form,
        "content_hash": one.read.content_hash,
        "imported_hash": one.read.imported_hash,
        "annotated_by": one.annotated.annotated_by,
        "words": one.annotated.words,
        "signature": one.annotated.signature,
        "raw": one.read.raw,
    } | _dates(parsed)


def _dates(parsed: ParsedArticle) -> dict[str, Any]:
    """Return the date as it is stated; else as it was inferred, with its precision and what it was inferred from."""
    if parsed.published:
        moment = datetime.fromisoformat(parsed.published)
        precision = DatePrecision.TIME if "T" in parsed.published else DatePrecision.DAY
        return _dated(moment, precision, "")
    if parsed.inferred:
        day = first_day(parsed.inferred.date)
        precision = DatePrecision(parsed.inferred.precision)
        return _dated(datetime.combine(day, datetime.min.time()), precision, parsed.inferred.basis[:200])
    return {"published_at": None, "published_on": None, "date_precision": DatePrecision.UNKNOWN, "date_basis": ""}


def _dated(moment: datetime, precision: DatePrecision, basis: str) -> dict[str, Any]:
    local = moment if moment.tzinfo else timezone.make_aware(moment)
    return {
        "published_at": local,
        "published_on": timezone.localtime(local).date(),
        "date_precision": precision,
        "date_basis": basis,
    }
