"""The query's words marked on the original text, and the passage of an article that shows most of them."""

from articles.search.answer.highlight.passages import Marker
from articles.search.answer.highlight.sought import HighlightTerms
from articles.search.query.language import Query

__all__ = ["Marker", "markers"]


def markers(query: Query, *, strict: bool) -> tuple[Marker, Marker]:
    """Return what marks titles and what marks the other parts; `strict` where marks are as typed."""
    in_title, in_text = (HighlightTerms.of(query, strict=strict, title=title) for title in (True, False))
    texts = Marker(in_text)
    return (texts if in_title == in_text else Marker(in_title)), texts
