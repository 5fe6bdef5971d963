"""Makes the archives that the benchmarks run on, each in its own DATA_DIR, and keeps them for the next run.

    python -m bench.archives ARTICLES.jsonl.gz --data FOLDER --sizes 1000 10000 30000 100000

The real articles are imported once, with their words and entities. Smaller archives are parts of that one; larger
ones also hold articles that are each made of two.
"""

import argparse
import os
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

REAL = 30_000
SIZES = (1_000, 10_000, 30_000, 100_000)
QUERIES = "queries.jsonl"
_DATABASE = "archive.sqlite3"
# Written last: a folder without it is incomplete and made again.
_READY = "ready"


def environment(folder: Path, **more: str) -> dict[str, str]:
    """Return the environment variables for the archive in a folder."""
    return {**os.environ, "DATA_DIR": str(folder), "DJANGO_SETTINGS_MODULE": "newsarchive.settings", **more}


def run(folder: Path, *command: str) -> None:
    """Run a Python module on the archive in a folder; raises CalledProcessError if it fails."""
    subprocess.run([sys.executable, "-m", *command], env=environment(folder), check=True)  # noqa: S603


def folder_of(data: Path, size: int) -> Path:
    """Return the folder of the archive of a size."""
    return data / str(size)


def make(data: Path, articles: Path, size: int) -> Path:
    """Make the archive of a size unless it exists, and return its folder.

    An existing archive is migrated to the tables of this version.
    """
    folder = folder_of(data, size)
    if (folder / _READY).exists():
        run(folder, "django", "migrate", "--verbosity=0")
        return folder
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    if size == REAL:
        run(folder, "django", "migrate", "--verbosity=0")
        run(folder, "bench.fill_archive", str(articles), "--articles", str(REAL))
    else:
        _copy(make(data, articles, REAL) / _DATABASE, folder / _DATABASE)
        if size < REAL:
            _cut(folder / _DATABASE, size)
        else:
            run(folder, "bench.fill_archive", "--vary-to", str(size))
    (folder / _READY).touch()
    return folder


def make_queries(data: Path, articles: Path) -> Path:
    """Sample the queries unless they exist, and return their file."""
    file = data / QUERIES
    if not file.exists():
        run(make(data, articles, SIZES[0]), "bench.query_sampling", str(file))
    return file


def _copy(source: Path, target: Path) -> None:
    with sqlite3.connect(source) as one, sqlite3.connect(target) as other:
        one.backup(other)


def _cut(database: Path, size: int) -> None:
    """Keep only the first articles, the entities in them, and what belongs to these."""
    connection = sqlite3.connect(database)
    last = "(SELECT max(id) FROM (SELECT id FROM articles_article ORDER BY id LIMIT ?))"
    with connection:
        connection.execute(f"DELETE FROM articles_mention WHERE article_id > {last}", [size])  # noqa: S608
        connection.execute(f"DELETE FROM articles_article WHERE id > {last}", [size])  # noqa: S608
        named = "SELECT entity_id FROM articles_mention UNION SELECT recognised_id FROM articles_mention"
        connection.execute(f"DELETE FROM articles_entity WHERE id NOT IN ({named})")  # noqa: S608
        _delete_orphans(connection)
        counted = "SELECT count(DISTINCT article_id) FROM articles_mention WHERE entity_id = articles_entity.id"
        connection.execute(f"UPDATE articles_entity SET article_count = ({counted})")  # noqa: S608
    connection.execute("VACUUM")
    connection.close()


def _delete_orphans(connection: sqlite3.Connection) -> None:
    """Delete the rows that refer to a row that is gone, and those that refer to these."""
    while tables := connection.execute('SELECT DISTINCT "table" FROM pragma_foreign_key_check').fetchall():
        for (table,) in tables:
            gone = connection.execute("SELECT DISTINCT rowid FROM pragma_foreign_key_check(?)", [table]).fetchall()
            connection.executemany(f"DELETE FROM {table} WHERE rowid = ?", gone)  # noqa: S608


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add the options of all benchmarks: the articles, the folder for archives, and the sizes."""
    parser.add_argument("articles", type=Path, help="real articles as JSON Lines, at least 30,000")
    parser.add_argument("--data", type=Path, required=True, metavar="FOLDER", help="where archives are made and kept")
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES, help="articles of each archive")


def main() -> None:
    """Make the archives."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    add_options(parser)
    options = parser.parse_args()
    for size in options.sizes:
        make(options.data.resolve(), options.articles, size)
    make_queries(options.data.resolve(), options.articles)


if __name__ == "__main__":
    main()
