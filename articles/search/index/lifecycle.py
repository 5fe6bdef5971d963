"""The life of the index: built whole from the database, updated article by article, and checked for its version."""

import hashlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from threading import local
from typing import Final

from haystack import connections
from haystack.exceptions import SearchBackendError
from haystack.indexes import SearchIndex
from haystack.utils import get_model_ct

from articles.models import Article, IndexOutbox
from articles.models.bulk_rows import in_chunks
from articles.models.locks import FOR_EVER, named_lock
from articles.search.index import fingerprint
from articles.text import terms
from haystack_engines import IndexUnreachable

_CHUNK: Final = 500


class _ThisThread(local):
    """Whether this thread has the lock of the index."""

    holds_index = False


_this_thread: Final = _ThisThread()


def stamp() -> str:
    """Return the version of what makes an index: terms, fields, and the engine's layout of them.

    An index with another stamp must be rebuilt.
    """
    layout = connections["default"].get_backend().layout
    fields = connections["default"].get_unified_index().all_searchfields()
    schema = ",".join(f"{name}:{type(field).__name__}" for name, field in sorted(fields.items()))
    digest = hashlib.sha256(schema.encode()).hexdigest()[:12]
    return f"terms {terms.VERSION}, fingerprint {fingerprint.VERSION}, layout {layout}, schema {digest}"


@contextmanager
def index_lock(patience: float = FOR_EVER) -> Iterator[None]:
    """Keep out all others who read articles to index them, in any thread, process or machine. Re-entrant.

    Held while articles are read and written to the index, so that nobody writes what he read before a newer version
    was indexed. Waits `patience` seconds, FOR_EVER without end. Raises LockTaken.
    """
    if _this_thread.holds_index:
        yield
        return
    with named_lock("index", patience):
        _this_thread.holds_index = True
        try:
            yield
        finally:
            _this_thread.holds_index = False


def reindex() -> int:
    """Build a new index of all visible articles beside the old one and swap it in; return how many it holds.

    What waited in the outbox before is done by that.
    """
    backend = connections["default"].get_backend()
    index = article_index()
    with index_lock():  # so that nobody goes on to write what he read before these rows were committed
        noted = list(IndexOutbox.objects.values_list("pk", flat=True))
    backend.rebuild_all(index, stamp=stamp())
    for chunk in in_chunks(noted, _CHUNK):
        IndexOutbox.objects.filter(pk__in=chunk).delete()
    return int(backend.document_count())


def reason_to_rebuild() -> str:
    """Return why the whole index must be rebuilt, "" where it need not be; single articles may still differ.

    Raises IndexUnreachable where nobody can tell.
    """
    backend = connections["default"].get_backend()
    try:
        found = backend.versions.stamp()
        backend.document_count()
    except IndexUnreachable:
        raise
    except SearchBackendError as error:
        return str(error)
    if found == stamp():
        return ""
    return f"it was made by another version ({found})" if found else "it was not built whole yet"


def damage() -> str:
    """Return which files of the index differ from their checksums, "" where none does. It reads the whole index.

    Raises SearchBackendError where the index cannot be read.
    """
    backend = connections["default"].get_backend()
    names = ", ".join(str(file) for file in backend.damaged_files())
    return f"damaged files: {names}" if names else ""


def refuse_damaged() -> None:
    """Raise SearchBackendError where new files of the index differ from their checksums; each is read once."""
    connections["default"].get_backend().refuse_damaged()


def reason_to_reindex() -> str:
    """Return why the index must be rebuilt, "" where it need not be. Of the articles only their number is compared.

    Raises IndexUnreachable where nobody can tell.
    """
    if reason := reason_to_rebuild():
        return reason
    held = connections["default"].get_backend().document_count()
    kept = Article.objects.visible().count()
    return "" if held == kept else f"it holds {held} articles, the database {kept}"


def update_index(article_ids: Iterable[int]) -> None:
    """Index these articles as the database has them now, and remove those withdrawn or deleted from the index."""
    index = article_index()
    backend = connections["default"].get_backend()
    for chunk in in_chunks(article_ids, _CHUNK):
        with index_lock():
            articles = list(index.index_queryset().filter(pk__in=chunk))
            backend.replace(index, articles, gone=[_identifier(pk) for pk in set(chunk) - {a.pk for a in articles}])


def _identifier(pk: int) -> str:
    return f"{get_model_ct(Article)}.{pk}"


def article_index() -> SearchIndex:
    """Return the Haystack index of articles."""
    return connections["default"].get_unified_index().get_index(Article)
