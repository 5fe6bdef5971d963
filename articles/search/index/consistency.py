"""Index and database compared article by article, and the differences mended."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain

from haystack.query import SearchQuerySet

from articles.models import Article
from articles.search.index.fingerprint import fingerprint
from articles.search.index.lifecycle import article_index, update_index

# Articles held in memory at once, whatever the size of the archive.
_SLICE = 1000


@dataclass(frozen=True, slots=True)
class IndexDifferences:
    """Ids of articles that the index lacks, that it should not hold, and that it holds in another version."""

    missing: tuple[int, ...]
    extra: tuple[int, ...]
    outdated: tuple[int, ...]

    def mend(self) -> None:
        """Update these articles in the index."""
        update_index(chain(self.missing, self.extra, self.outdated))


def differences() -> Iterator[IndexDifferences]:
    """Compare index and database, a slice of articles at a time in order of their ids.

    A slice may be mended before the next is compared. Raises SearchFailed where the index cannot be read.
    """
    low: int | None = 0
    while low is not None:
        stored = _stored_after(low)
        high = max(stored) if len(stored) == _SLICE else None
        yield _difference(stored, _indexed_between(low, high))
        low = high


def _stored_after(low: int) -> dict[int, str]:
    articles = article_index().index_queryset().filter(pk__gt=low)[:_SLICE]
    return {article.pk: fingerprint(article) for article in articles}


def _indexed_between(low: int, high: int | None) -> list[tuple[int, str]]:
    """Return id and fingerprint of the indexed articles with low < id <= high, without a limit where `high` is None."""
    found = SearchQuerySet().models(Article).filter(number__gt=low)
    if high is not None:
        found = found.filter(number__lte=high)
    return [(int(result.pk), result.fingerprint) for result in found[: found.count()]]


def _difference(stored: dict[int, str], rows: list[tuple[int, str]]) -> IndexDifferences:
    indexed = dict(rows)
    duplicates = {pk for (pk, _), (after, _) in zip(sorted(rows), sorted(rows)[1:], strict=False) if pk == after}
    both = stored.keys() & indexed.keys()
    return IndexDifferences(
        missing=tuple(sorted(stored.keys() - indexed.keys())),
        extra=tuple(sorted(indexed.keys() - stored.keys())),
        outdated=tuple(sorted(pk for pk in both if pk in duplicates or stored[pk] != indexed[pk])),
    )
