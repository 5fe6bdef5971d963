"""Imports of editors who may touch the articles of some sources alone: what is of another source is refused."""

from collections.abc import Iterable

from articles.importing.annotating.preparation import Prepared
from articles.importing.document import RefusedDocument
from articles.models import Article, ImportBatch
from articles.rights.source_scope import Scope, scope_of
from articles.sources.credit_rows import SourceNames

NOT_ALLOWED = "whoever started the import may not import articles of this source: %(source)s"
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
        replaceable = set(Article.objects.filter(pk__in=ids, source__in=self._scope).values_list("pk", flat=True))
        return [self._refusal(one, pk is None or pk in replaceable) for one, pk in given]

    def _refusal(self, one: Prepared, may_replace: bool) -> RefusedDocument | None:
        parsed = one.read.article
        source = self._names.stored(parsed.source, parsed.authors, parsed.credited)
        if may_replace and source is not None and self._scope is not None and source.pk in self._scope:
            return None
        reason = NOT_ALLOWED % {"source": source or parsed.source} if source or parsed.source else NO_SOURCE
        return RefusedDocument(one.read.path, one.read.place, reason)
