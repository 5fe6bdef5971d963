"""The archive itself, on the engine that SEARCH_ENGINE names: from a SearchRequest to a SearchPage."""

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
from bench.questions import Question  # noqa: E402
from bench.systems import running  # noqa: E402

_FACETS = {"organization": "org"}


class ArchiveSystem:
    """Search as the web pages call it."""

    def index(self) -> int:
        """Rebuild the index as `manage.py reindex` does."""
        return reindex()

    def ask(self, question: Question) -> int:
        """Search, with all facets."""
        return search(_request(question)).total

    def disk(self) -> int:
        """Return the size of the generation that is read."""
        return running.folder_bytes(connections["default"].get_backend().versions.current())

    def memory(self) -> running.MemoryUse:
        """Return the memory of this process."""
        return running.process_memory()


def _request(question: Question) -> SearchRequest:
    choices = (Choice(FACET_BY_NAME[_FACETS.get(n.facet, n.facet)].name, n.value) for n in question.narrowings)
    return SearchRequest(query=question.text, choices=tuple(choices))


if __name__ == "__main__":
    running.main(ArchiveSystem)
