"""What tells the index from the database, article by article, and how it is mended."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain

from haystack.query import SearchQuerySet

from articles.models import Article
from articles.search.index.fingerprint import fingerprint
from articles.search.index.lifecycle import article_index, update_index

# Articles compared at once: what is held in memory, whatever the size of the archive.
_SLICE = 1000


@dataclass(frozen=True, slots=True)
class IndexDifferences:
    """Ids of articles that the index lacks, that it should not have, and that it has otherwise than the database."""

    missing: tuple[int, ...]
    extra: tuple[int, ...]
    outdated: tuple[int, ...]

    def mend(self) -> None:
        """Bring these articles of the index up to date."""
        update_index(chain(self.missing, self.extra, self.outdated))


def differences() -> Iterator[IndexDifferences]:
    """Compare index and database, some articles at a time in order of their ids.

    A part may be mended before the next is asked for. Raises SearchFailed where the index cannot be read.
    """
    low: int | None = 0
    while low is not None:
        kept = _kept_after(low)
        high = max(kept) if len(kept) == _SLICE else None
        yield _compared(kept, _indexed_between(low, high))
        low = high


def _kept_after(low: int) -> dict[int, str]:
    articles = article_index().index_queryset().filter(pk__gt=low)[:_SLICE]
    return {article.pk: fingerprint(article) for article in articles}


def _indexed_between(low: int, high: int | None) -> list[tuple[int, str]]:
    """Return id and fingerprint of what is indexed with ids above `low` up to `high`; None is open."""
    found = SearchQuerySet().models(Article).filter(number__gt=low)
    if high is not None:
        found = found.filter(number__lte=high)
    return [(int(result.pk), result.fingerprint) for result in found[: found.count()]]


def _compared(kept: dict[int, str], rows: list[tuple[int, str]]) -> IndexDifferences:
    indexed = dict(rows)
    twice = {pk for (pk, _), (after, _) in zip(sorted(rows), sorted(rows)[1:], strict=False) if pk == after}
    both = kept.keys() & indexed.keys()
    return IndexDifferences(
        missing=tuple(sorted(kept.keys() - indexed.keys())),
        extra=tuple(sorted(indexed.keys() - kept.keys())),
        outdated=tuple(sorted(pk for pk in both if pk in twice or kept[pk] != indexed[pk])),
    )
