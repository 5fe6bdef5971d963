"""The life of the index: built whole from the database, brought up to date with it, and known to be stale."""

import hashlib
import logging
from collections.abc import Iterable

from haystack import connections
from haystack.exceptions import SearchBackendError
from haystack.indexes import SearchIndex
from haystack.utils import get_model_ct

from articles.models import Article
from articles.search.index import fingerprint
from articles.text import terms

logger = logging.getLogger(__name__)

_CHUNK = 500


def stamp() -> str:
    """Return what an index is made by: terms, fields, and the engine's layout of them. Another stamp: rebuild."""
    layout = connections["default"].get_backend().layout
    fields = connections["default"].get_unified_index().all_searchfields()
    schema = ",".join(f"{name}:{type(field).__name__}" for name, field in sorted(fields.items()))
    digest = hashlib.sha256(schema.encode()).hexdigest()[:12]
    return f"terms {terms.VERSION}, fingerprint {fingerprint.VERSION}, layout {layout}, schema {digest}"


def reindex() -> int:
    """Build a new index of all visible articles beside the old one and swap it in; return how many it holds."""
    backend = connections["default"].get_backend()
    index = article_index()
    backend.rebuild(index, index.index_queryset().iterator(chunk_size=_CHUNK), stamp=stamp())
    return int(backend.document_count())


def reason_to_rebuild() -> str:
    """Return why the index as a whole is of no use, "" where single articles at most differ."""
    backend = connections["default"].get_backend()
    try:
        found = backend.versions.stamp()
        backend.document_count()
    except SearchBackendError as error:
        return str(error)
    return "" if found == stamp() else f"it was made by another version ({found})"


def reason_to_reindex() -> str:
    """Return why the index must be built anew, "" where it need not be; compares the numbers of articles alone."""
    if reason := reason_to_rebuild():
        return reason
    held = connections["default"].get_backend().document_count()
    kept = Article.objects.visible().count()
    return "" if held == kept else f"it holds {held} articles, the database {kept}"


def update_index(article_ids: Iterable[int]) -> None:
    """Index these articles as the database has them now, and take out those withdrawn or deleted."""
    ids = list(article_ids)
    index = article_index()
    backend = connections["default"].get_backend()
    for start in range(0, len(ids), _CHUNK):
        chunk = ids[start : start + _CHUNK]
        articles = list(index.index_queryset().filter(pk__in=chunk))
        backend.replace(index, articles, gone=[_identifier(pk) for pk in set(chunk) - {a.pk for a in articles}])


def _identifier(pk: int) -> str:
    return f"{get_model_ct(Article)}.{pk}"


def article_index() -> SearchIndex:
    """Return the Haystack index of articles."""
    return connections["default"].get_unified_index().get_index(Article)
