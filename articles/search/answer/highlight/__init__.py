"""Marks the words of a query in titles and texts, and cuts out the passage of an article that shows most of them."""

from collections.abc import Sequence

from articles.search.answer.highlight.highlight_terms import HighlightTerms
from articles.search.answer.highlight.marker import Marker, Names
from articles.search.query.language.tree import Query
from articles.search.query.synonyms import Synonym
from articles.search.query.units import Units

__all__ = ["Marker", "Names", "markers"]


def markers(
    query: Query, *, strict: bool, units: Units | None = None, synonyms: Sequence[Synonym] = ()
) -> tuple[Marker, Marker]:
    """Return a marker for titles and one for the other parts; with `strict`, only the marks typed are marked.

    Plain words are marked as the `units` that they were read as, or each alone where they were not; `synonyms` are
    marked besides those that the table has.
    """
    in_title, in_text = (
        HighlightTerms.of(query, units or {}, synonyms, strict=strict, title=title) for title in (True, False)
    )
    texts = Marker(in_text)
    return (texts if in_title == in_text else Marker(in_title)), texts
