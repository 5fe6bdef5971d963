"""Imports of editors who may touch the articles of some sources alone: what is of another source is refused."""

from collections.abc import Iterable

from articles.importing.annotating.preparation import Prepared
from articles.importing.document import RefusedDocument
from articles.models import Article, ImportBatch
from articles.rights.source_scope import Scope, scope_of
from articles.sources.credit_rows import SourceNames

NOT_ALLOWED = "whoever started the import may not import articles of this source: %(source)s"
_OF_OTHER = "whoever started the import may not change this known article, which is of another source: %(source)s"
_OF_NONE = "whoever started the import may not change this known article, which has no source"
NO_SOURCE = "the document states no source, and whoever started the import may import those of certain sources only"


class AllowedSources:
    """What the account that started an import may write."""

    def __init__(self, batch: ImportBatch) -> None:
        self._scope: Scope | None = scope_of(batch.created_by)
        self._names = SourceNames()

    def refusals(self, articles: Iterable[tuple[Prepared, int | None]]) -> list[RefusedDocument | None]:
        """Return for each article, given with the id of the one that it replaces, why it may not be written, or None.

        Both must be of the account's sources.
        """
        given = list(articles)
        if self._scope is None:
            return [None] * len(given)
        ids = [pk for _, pk in given if pk is not None]
        foreign = Article.objects.filter(pk__in=ids).exclude(source__in=self._scope)
        kept: dict[int | None, str] = {pk: _kept_reason(name) for pk, name in foreign.values_list("pk", "source__name")}
        reasons = [self._stated_reason(one) or kept.get(pk) for one, pk in given]
        return [
            RefusedDocument(one.read.path, one.read.place, reason) if reason else None
            for (one, _), reason in zip(given, reasons, strict=True)
        ]

    def _stated_reason(self, one: Prepared) -> str | None:
        """Return why no article of the source that a document states may be written, None where it may."""
        parsed = one.read.article
        stated = parsed.stored_source
        source = self._names.stored(stated, parsed.authors, parsed.credited)
        if source is not None and self._scope is not None and source.pk in self._scope:
            return None
        return NOT_ALLOWED % {"source": source or stated} if source or stated else NO_SOURCE


def _kept_reason(source: str | None) -> str:
    """Return why an article that the archive has from a foreign source, or without one, may not be replaced."""
    return _OF_NONE if source is None else _OF_OTHER % {"source": source}
