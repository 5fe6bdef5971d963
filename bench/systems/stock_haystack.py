"""Haystack with its own Whoosh backend and facets; see `bench.stock_site`."""

from pathlib import Path

import django
from django.conf import settings
from django.core.management import call_command

django.setup()

from haystack.query import SearchQuerySet  # noqa: E402

from articles.models import Article  # noqa: E402
from bench.queries import BenchQuery  # noqa: E402
from bench.systems import measuring  # noqa: E402

_FACETS = ("people", "places", "organizations", "author", "source", "section", "year")
_FIELDS = {"person": "people", "place": "places", "organization": "organizations"}
_HITS = 20


class Stock:
    """Haystack as its tutorial uses it."""

    def index(self) -> int:
        """Rebuild the index with Haystack's command."""
        call_command("rebuild_index", interactive=False, verbosity=0)
        return Article.objects.visible().count()

    def ask(self, query: BenchQuery) -> int:
        """Search with all facets and the snippets that Whoosh highlights."""
        found = SearchQuerySet().auto_query(query.text).highlight()
        for facet in _FACETS:
            found = found.facet(facet)
        for one in query.filters:
            found = found.narrow(f'{_FIELDS.get(one.facet, one.facet)}:"{one.name}"')
        hits = found.load_all()[:_HITS]
        for hit in hits:
            assert hit.object.title  # noqa: S101
        found.facet_counts()
        return len(found)

    def disk(self) -> int:
        """Return the size of Whoosh's folder."""
        return measuring.folder_bytes(Path(settings.DATA_DIR) / "index" / "stock")

    def memory(self) -> measuring.MemoryUse:
        """Return the memory of this process."""
        return measuring.process_memory()


if __name__ == "__main__":
    measuring.main(Stock)
