"""What the archive holds as a whole, its sources and its sections, as the API answers them."""

from articles.api.answers import (
    GapAnswer,
    HoldingsAnswer,
    NamedAnswer,
    SectionsAnswer,
    SourceAnswer,
    SourcesAnswer,
)
from articles.models import DatePrecision, Section
from articles.sources.credit_rows import counted_sources
from articles.text.alphabet import alphabetical
from articles.views.parts.holdings import Stretch, holdings


def holdings_answer() -> HoldingsAnswer:
    """Return what the archive holds (two SQL queries, none until the index changes). Raises SearchFailed."""
    held = holdings()
    months = sorted(held.months)
    return HoldingsAnswer(
        articles=held.articles,
        first=f"{months[0]:%Y-%m}" if months else None,
        last=f"{months[-1]:%Y-%m}" if months else None,
        undated=held.precisions[DatePrecision.UNKNOWN],
        gaps=[_gap(stretch) for stretch in held.gaps],
        thin=[_gap(stretch) for stretch in held.thin],
    )


def sources_answer() -> SourcesAnswer:
    """Return the listed sources (four SQL queries)."""
    counted = counted_sources()
    ordered = sorted(counted, key=lambda source: (-counted[source], source.name))
    return SourcesAnswer(sources=[SourceAnswer(slug=one.slug, name=one.name, articles=counted[one]) for one in ordered])


def sections_answer() -> SectionsAnswer:
    """Return the sections (one SQL query)."""
    sections = alphabetical(Section.objects.listed())
    return SectionsAnswer(sections=[NamedAnswer(slug=one.slug, name=one.name) for one in sections])


def _gap(stretch: Stretch) -> GapAnswer:
    return GapAnswer(first=f"{stretch.first:%Y-%m}", last=f"{stretch.last:%Y-%m}")
