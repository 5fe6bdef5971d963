"""Haystack with its own Whoosh backend and facets; see `bench.stock`."""

from pathlib import Path

import django
from django.conf import settings
from django.core.management import call_command

django.setup()

from haystack.query import SearchQuerySet  # noqa: E402

from articles.models import Article  # noqa: E402
from bench.questions import Question  # noqa: E402
from bench.systems import running  # noqa: E402

_FACETS = ("people", "places", "organizations", "author", "source", "section", "year")
_FIELDS = {"person": "people", "place": "places", "organization": "organizations"}
_HITS = 20


class Stock:
    """Haystack as its tutorial uses it."""

    def index(self) -> int:
        """Rebuild the index by Haystack's command."""
        call_command("rebuild_index", interactive=False, verbosity=0)
        return Article.objects.visible().count()

    def ask(self, question: Question) -> int:
        """Search, with all facets, and the passages that Whoosh marks."""
        found = SearchQuerySet().auto_query(question.text).highlight()
        for facet in _FACETS:
            found = found.facet(facet)
        for one in question.narrowings:
            found = found.narrow(f'{_FIELDS.get(one.facet, one.facet)}:"{one.name}"')
        hits = found.load_all()[:_HITS]
        for hit in hits:
            assert hit.object.title  # noqa: S101
        found.facet_counts()
        return len(found)

    def disk(self) -> int:
        """Return the size of Whoosh's folder."""
        return running.folder_bytes(Path(settings.DATA_DIR) / "index" / "stock")

    def memory(self) -> running.MemoryUse:
        """Return the memory of this process."""
        return running.process_memory()


if __name__ == "__main__":
    running.main(Stock)
