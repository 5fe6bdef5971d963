"""PostgreSQL full-text search: `simple` with `unaccent`, a GIN index, facets counted in SQL.

BENCH_POSTGRES is the connection string of an empty database, which `bench.search_speed` starts.
"""

import os
import re

import django
import psycopg

django.setup()

from bench.queries import BenchQuery  # noqa: E402
from bench.systems import measuring  # noqa: E402
from bench.systems.rows import rows  # noqa: E402

_SCHEMA = """
DROP TABLE IF EXISTS facet, article;
DROP TEXT SEARCH CONFIGURATION IF EXISTS folded;
CREATE EXTENSION IF NOT EXISTS unaccent;
CREATE TEXT SEARCH CONFIGURATION folded (COPY = simple);
ALTER TEXT SEARCH CONFIGURATION folded ALTER MAPPING FOR asciiword, asciihword, hword_asciipart, word, hword, hword_part
    WITH unaccent, simple;
CREATE TABLE article (id integer PRIMARY KEY, title text, lead text, body text, day date, words tsvector);
CREATE TABLE facet (article integer, name text, value text);
"""
_WORDS = """
UPDATE article SET words = setweight(to_tsvector('folded', title), 'A')
    || setweight(to_tsvector('folded', lead), 'B') || setweight(to_tsvector('folded', body), 'C')
"""
_INDEXES = """
CREATE INDEX ON article USING gin (words);
CREATE INDEX ON facet (article) INCLUDE (name, value);
CREATE INDEX ON facet (name, value, article);
"""
_NARROWED = " AND id IN (SELECT article FROM facet WHERE name = %s AND value = %s)"
_HITS = """
SELECT id, title, ts_headline('folded', lead || ' ' || body, asked, 'MinWords=20, MaxWords=40')
FROM (
    SELECT * FROM article, websearch_to_tsquery('folded', %s) AS asked WHERE words @@ asked{narrowed}
    ORDER BY ts_rank(words, asked) DESC, id LIMIT 20
) AS best
"""
_COUNTS = """
WITH found AS MATERIALIZED (
    SELECT id FROM article, websearch_to_tsquery('folded', %s) AS asked WHERE words @@ asked{narrowed}
), counted AS (
    SELECT name, value, count(*) AS articles FROM facet JOIN found ON article = id GROUP BY name, value
), ranked AS (
    SELECT *, row_number() OVER (PARTITION BY name ORDER BY articles DESC, value) AS place FROM counted
)
SELECT name, value, articles FROM ranked WHERE place <= 20
UNION ALL SELECT '', '', count(*) FROM found
"""


class Postgres:
    """A table of articles and a table of facet values."""

    def __init__(self) -> None:
        self._connection = psycopg.connect(os.environ["BENCH_POSTGRES"], autocommit=True)

    def index(self) -> int:
        """Fill the tables, then make their indexes."""
        with self._connection.cursor() as cursor:
            cursor.execute(_SCHEMA)
            self._fill(cursor)
            for statement in (_WORDS, _INDEXES, "VACUUM FULL ANALYZE article", "VACUUM ANALYZE facet"):
                cursor.execute(statement)
        return int(self._connection.execute("SELECT count(*) FROM article").fetchall()[0][0])

    def _fill(self, cursor: psycopg.Cursor) -> None:
        facets: list[tuple[int, str, str]] = []
        with cursor.copy("COPY article (id, title, lead, body, day) FROM STDIN") as copy:
            for row in rows():
                copy.write_row((row.pk, row.title, row.lead, row.text, row.day))
                facets += [(row.pk, *facet) for facet in row.facets]
        with cursor.copy("COPY facet (article, name, value) FROM STDIN") as copy:
            for facet in facets:
                copy.write_row(facet)

    def ask(self, query: BenchQuery) -> int:
        """Run two queries: for the hits, and for the facet counts with the total."""
        text = re.sub(r"\s-(?=\s)", " ", query.text)
        values = [text, *(value for one in query.filters for value in (one.facet, one.value))]
        narrowed = _NARROWED * len(query.filters)
        self._connection.execute(_HITS.format(narrowed=narrowed).encode(), values).fetchall()
        counts = self._connection.execute(_COUNTS.format(narrowed=narrowed).encode(), values).fetchall()
        return next(int(articles) for name, _, articles in counts if not name)

    def disk(self) -> int:
        """Return the size of both tables with their indexes."""
        sizes = "SELECT pg_total_relation_size('article') + pg_total_relation_size('facet')"
        return int(self._connection.execute(sizes).fetchall()[0][0])

    def memory(self) -> measuring.MemoryUse:
        """Return the memory of the server process of this connection, with the shared buffers that it used."""
        return measuring.process_memory(pid=self._connection.info.backend_pid)


if __name__ == "__main__":
    measuring.main(Postgres)
