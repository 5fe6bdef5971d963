"""SQLite FTS5: its tokenizer removes diacritics, facets are counted in SQL."""

import re
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import django
from django.conf import settings

django.setup()

from bench.queries import BenchQuery  # noqa: E402
from bench.systems import measuring  # noqa: E402
from bench.systems.rows import Row, rows  # noqa: E402

_SCHEMA = """
DROP TABLE IF EXISTS article;
DROP TABLE IF EXISTS facet;
CREATE VIRTUAL TABLE article USING fts5(title, lead, body, tokenize = "unicode61 remove_diacritics 2");
CREATE TABLE facet (article INTEGER, name TEXT, value TEXT);
"""
_INDEXES = """
INSERT INTO article (article) VALUES ('optimize');
CREATE INDEX facet_of_article ON facet (article, name, value);
CREATE INDEX article_of_facet ON facet (name, value, article);
ANALYZE;
"""
_NARROWED = " AND rowid IN (SELECT article FROM facet WHERE name = ? AND value = ?)"
_HITS = """
SELECT rowid, title, snippet(article, -1, '<mark>', '</mark>', '…', 40) FROM article
WHERE article MATCH ?{narrowed} ORDER BY bm25(article, 2.0, 1.3, 1.0) LIMIT 20
"""
_COUNTS = """
WITH found AS MATERIALIZED (SELECT rowid AS id FROM article WHERE article MATCH ?{narrowed}),
counted AS (SELECT name, value, count(*) AS articles FROM found JOIN facet ON article = id GROUP BY name, value),
ranked AS (SELECT *, row_number() OVER (PARTITION BY name ORDER BY articles DESC, value) AS place FROM counted)
SELECT name, value, articles FROM ranked WHERE place <= 20
UNION ALL SELECT '', '', count(*) FROM found
"""


class Fts5:
    """A full-text table and a table of facet values, in their own file."""

    def __init__(self) -> None:
        self._file = Path(settings.DATA_DIR) / "index" / "fts5" / "index.sqlite3"
        self._file.parent.mkdir(parents=True, exist_ok=True)
        self._connection = sqlite3.connect(self._file)

    def index(self) -> int:
        """Fill the tables, then make their indexes."""
        self._connection.executescript(_SCHEMA)
        with self._connection:
            self._connection.executemany("INSERT INTO facet VALUES (?, ?, ?)", self._filling())
        self._connection.executescript(_INDEXES)
        self._connection.execute("VACUUM")
        return int(self._connection.execute("SELECT count(*) FROM article").fetchone()[0])

    def _filling(self) -> Iterator[tuple[int, str, str]]:
        for row in rows():
            self._insert(row)
            yield from ((row.pk, *facet) for facet in row.facets)

    def _insert(self, row: Row) -> None:
        columns = (row.pk, row.title, row.lead, row.text)
        self._connection.execute("INSERT INTO article (rowid, title, lead, body) VALUES (?, ?, ?, ?)", columns)

    def ask(self, query: BenchQuery) -> int:
        """Run two queries: for the hits, and for the facet counts with the total."""
        values = [_match(query.text), *(v for one in query.filters for v in (one.facet, one.value))]
        narrowed = _NARROWED * len(query.filters)
        self._connection.execute(_HITS.format(narrowed=narrowed), values).fetchall()
        counts = self._connection.execute(_COUNTS.format(narrowed=narrowed), values).fetchall()
        return next(int(articles) for name, _, articles in counts if not name)

    def disk(self) -> int:
        """Return the size of the file."""
        return self._file.stat().st_size

    def memory(self) -> measuring.MemoryUse:
        """Return the memory of this process."""
        return measuring.process_memory()


def _match(text: str) -> str:
    """Return an FTS5 query for all words, or for a phrase in quotes."""
    if text.startswith('"'):
        return text
    return " ".join(f'"{word}"' for word in re.findall(r"\w+", text))


if __name__ == "__main__":
    measuring.main(Fts5)
