"""The search of the archive with the engine SEARCH_ENGINE, from a SearchRequest to a SearchPage."""

import django

django.setup()

from haystack import connections  # noqa: E402

from articles.search import (  # noqa: E402
    FACET_BY_NAME,
    Choice,
    SearchRequest,
    reindex,
    search,
)
from bench.queries import BenchQuery  # noqa: E402
from bench.systems import measuring  # noqa: E402

_FACETS = {"organization": "org"}


class ArchiveSystem:
    """Search as the web pages call it."""

    def index(self) -> int:
        """Rebuild the index as `manage.py reindex` does."""
        return reindex()

    def ask(self, query: BenchQuery) -> int:
        """Search, with all facets."""
        return search(_request(query)).total

    def disk(self) -> int:
        """Return the size of the current index version."""
        return measuring.folder_bytes(connections["default"].get_backend().versions.current())

    def memory(self) -> measuring.MemoryUse:
        """Return the memory of this process."""
        return measuring.process_memory()


def _request(query: BenchQuery) -> SearchRequest:
    choices = (Choice(FACET_BY_NAME[_FACETS.get(n.facet, n.facet)].name, n.value) for n in query.filters)
    return SearchRequest(query=query.text, choices=tuple(choices))


if __name__ == "__main__":
    measuring.main(ArchiveSystem)
