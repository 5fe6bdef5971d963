"""What a reference to an article says: for plain text, BibTeX, RIS and CSL-JSON alike."""

import re
from dataclasses import dataclass

from django.conf import settings
from django.utils.timezone import localtime

from articles.models import Article, DatePrecision
from articles.text.normal import fold


@dataclass(frozen=True, slots=True)
class Citation:
    """A reference to an article of a newspaper.

    `date` has year, month and day as far as they are known. Authors are whole names, in their own order: the family
    name of a Vietnamese stands first and is not what one cites by, so no name is taken apart. `time` is "10:15", ""
    where it is unknown. `page` is the address in the archive, `address` that of the original where it is known.
    """

    key: str
    title: str
    authors: tuple[str, ...]
    source: str
    section: str
    date: tuple[int, ...]
    time: str
    page: str
    address: str
    lead: str


def citation(article: Article, page: str) -> Citation:
    """Return the reference to an article whose page in the archive has that full address."""
    is_timed = article.date_precision == DatePrecision.TIME
    return Citation(
        key=_key(article),
        title=article.title,
        authors=tuple(article.authors),
        source=article.publisher.name if article.publisher else settings.SITE_NAME,
        section=article.section.name if article.section else "",
        date=tuple(map(int, article.known_day.split("-"))) if article.known_day else (),
        time=f"{localtime(article.published_at):%H:%M}" if article.published_at and is_timed else "",
        page=page,
        address=article.original_address or page,
        lead=article.lead,
    )


def _key(article: Article) -> str:
    """Return a key that no other article has: source, year and id in letters and digits ("tuoitre2018-4711")."""
    source = re.sub(r"[^a-z0-9]", "", fold(article.publisher.name if article.publisher else "")) or "kho"
    return f"{source}{article.published_on.year if article.published_on else ''}-{article.pk}"
