"""What tools for assistants answer: less than the API, and with what of the archive an answer covers."""

from collections.abc import Iterator
from datetime import date

from articles.api.answers import (
    Answer,
    ArticleAnswer,
    CorrectionAnswer,
    EntityAnswer,
    EntityLinkAnswer,
    EntitySummary,
    GapAnswer,
    HitAnswer,
    HoldingsAnswer,
    MonthAnswer,
    NamedAnswer,
    SearchAnswer,
)
from articles.api.collection_answers import holdings_answer
from articles.text.written_dates import written_period


class CoverageAnswer(Answer):
    """What of the archive an answer rests on."""

    articles: int
    """Articles that the answer is about."""
    first: str | None
    last: str | None
    """The first and the last date of these articles, as precisely as known."""
    gaps: list[GapAnswer]
    """Months within the time asked for of which the archive has no article: nothing can be found there."""
    thin: list[GapAnswer]
    """Months within it of which the archive has far fewer articles than is usual."""
    archive_articles: int
    archive_first: str | None
    archive_last: str | None
    """All articles of the archive, and its first and last month."""


class SearchReading(Answer):
    """What a search found."""

    total: int
    articles: list[HitAnswer]
    months: list[MonthAnswer]
    """Articles found by month, and all of the archive in that month."""
    did_you_mean: str
    cursor: str
    """What to give for `cursor` to read on; empty at the end."""
    covers: CoverageAnswer


class ArticleReading(Answer):
    """An article to read."""

    id: int
    title: str
    published: str | None
    source: NamedAnswer | None
    section: NamedAnswer | None
    authors: list[str]
    text: str
    names: list[EntityLinkAnswer]
    """People, places and organisations that it names, each once, in order."""
    corrections: list[CorrectionAnswer]
    """What was wrong in it, as the archive tells its readers; the last first."""
    page: str
    covers: CoverageAnswer


class EntityReading(Answer):
    """A person, place or organisation, and others whose names begin alike."""

    entity: EntityAnswer
    alike: list[EntitySummary]
    covers: CoverageAnswer


class HoldingsReading(Answer):
    """What the archive holds."""

    holdings: HoldingsAnswer
    covers: CoverageAnswer


def reading_of(answer: ArticleAnswer) -> ArticleReading:
    """Return an article without what only programs use."""
    names = {mention.entity.id: mention.entity for mention in answer.mentions}
    return ArticleReading(
        id=answer.id,
        title=answer.title,
        published=answer.published,
        source=answer.source,
        section=answer.section,
        authors=answer.authors,
        text=answer.text,
        names=list(names.values()),
        corrections=answer.corrections,
        page=answer.page,
        covers=coverage(1, answer.published or "", answer.published or ""),
    )


def months_of_search(answer: SearchAnswer, since: str, until: str) -> CoverageAnswer:
    """Return what a search covers: the months of what it found, and gaps of the archive between its days."""
    months = [one.month for one in answer.histogram]
    return coverage(answer.total, months[0] if months else "", months[-1] if months else "", asked=(since, until))


def coverage(
    articles: int | None = None, first: str = "", last: str = "", *, asked: tuple[str, str] | None = None
) -> CoverageAnswer:
    """Return what so many articles from a date to another cover of the archive; all of it where none are given.

    Gaps are those of the archive between the days that were `asked` for, each a day, month or year, "" for no limit;
    without, those between the dates. Raises SearchFailed.
    """
    held = holdings_answer()
    if articles is None:
        articles, first, last = held.articles, held.first or "", held.last or ""
    low, high = asked if asked is not None else (first, last)
    return CoverageAnswer(
        articles=articles,
        first=first or None,
        last=last or None,
        gaps=[*(gap for gap in held.gaps if _overlaps(gap, low, high)), *_outside(held, low, high)],
        thin=[gap for gap in held.thin if _overlaps(gap, low, high)],
        archive_articles=held.articles,
        archive_first=held.first,
        archive_last=held.last,
    )


def _outside(held: HoldingsAnswer, low: str, high: str) -> Iterator[GapAnswer]:
    """Yield the months that were asked for before the archive begins, and after it ends."""
    first, last = _month(low, 0), _month(high, 1)
    if held.first and first and first < held.first:
        yield GapAnswer(first=first, last=min(_shifted(held.first, -1), last or held.first))
    if held.last and last and last > held.last:
        yield GapAnswer(first=max(_shifted(held.last, 1), first), last=last)


def _shifted(month: str, months: int) -> str:
    number = int(month[:4]) * 12 + int(month[5:]) - 1 + months
    return f"{number // 12:04}-{number % 12 + 1:02}"


def _overlaps(gap: GapAnswer, low: str, high: str) -> bool:
    """Tell whether months lie between two dates, each included and as precise as known; "" is no limit."""
    first, last = _month(low, 0), _month(high, 1)
    return (not last or gap.first <= last) and (not first or gap.last >= first)


def _month(text: str, end: int) -> str:
    """Return the month of the first (0) or last (1) day that a date names, "" where it names none."""
    period: tuple[date, date] | None = written_period(text[:10]) if text else None
    return f"{period[end]:%Y-%m}" if period else ""
