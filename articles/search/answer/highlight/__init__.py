"""Marks the words of a query in titles and texts, and cuts out the passage of an article that shows most of them."""

from articles.search.answer.highlight.highlight_terms import HighlightTerms
from articles.search.answer.highlight.marker import Marker
from articles.search.query.language.tree import Query

__all__ = ["Marker", "markers"]


def markers(query: Query, *, strict: bool) -> tuple[Marker, Marker]:
    """Return a marker for titles and one for the other parts; with `strict`, only the marks typed are marked."""
    in_title, in_text = (HighlightTerms.of(query, strict=strict, title=title) for title in (True, False))
    texts = Marker(in_text)
    return (texts if in_title == in_text else Marker(in_title)), texts
