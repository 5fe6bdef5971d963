"""Measures what saved searches cost an import: the work of the processor with ten thousand of them, and without.

    python -m bench.alert_costs ARTICLES.jsonl.gz [--articles 4000] [--searches 10000] [--queries QUERIES.tsv]

Imports articles into a temporary archive, then tries them on saved searches as the worker does while it imports. They
are tried on two sets of searches: names of the archive's entities with words of its headlines, which find a lot, and
queries of readers (the last column of a file), plain and by source, with names that a source prints, which find what a
newsroom may want to be told of. A search is compiled once for the life of a worker.
"""

import argparse
import json
import os
import random
import resource
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path
from time import process_time
from typing import TYPE_CHECKING, Final

from bench import archives
from bench.report import machine_and_versions, save_section, table

if TYPE_CHECKING:
    from articles.search import SearchRequest

# Of the searches, the share that are names; the others are this many syllables of headlines.
_NAMES: Final = 0.8
_SYLLABLES: Final = (4, 5)
_TRY: Final = "--try"


def main() -> None:
    """Import, try the articles on the searches, print and save the figures."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("archive", type=Path, help="real articles as JSON Lines")
    parser.add_argument("--articles", type=int, default=4000)
    parser.add_argument("--searches", type=int, default=10_000)
    parser.add_argument("--queries", type=Path, default=Path(os.devnull), help="queries of readers")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        environment = archives.environment(Path(folder), IMPORT_PROCESSES="1")
        articles = Path(folder) / "articles.jsonl.gz"
        head = f"zcat {options.archive} | head -n {options.articles} | gzip -1 > {articles}"
        subprocess.run(["sh", "-c", head], check=True)  # noqa: S603, S607
        for command in (["migrate", "--verbosity=0"], ["reindex"]):
            subprocess.run([sys.executable, "manage.py", *command], env=environment, check=True)  # noqa: S603
        importing = _work([sys.executable, "manage.py", "import_articles", str(articles)], environment)
        inside = [sys.executable, "-m", "bench.alert_costs", _TRY, str(options.searches), str(options.queries)]
        printed = subprocess.run(inside, env=environment, check=True, stdout=subprocess.PIPE).stdout  # noqa: S603
        tried = json.loads(printed)
    report = _report(options, importing, tried)
    print(report)
    save_section("saved searches", report)


def _work(command: list[str], environment: dict[str, str]) -> float:
    """Return the seconds of the processor that a command and its children take."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, env=environment, check=True, stdout=subprocess.DEVNULL)  # noqa: S603
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def _report(options: argparse.Namespace, importing: float, tried: dict[str, dict[str, float]]) -> str:
    of_import = importing / options.articles * 1000
    rows = [("import without saved searches", "", f"{of_import:.1f}", "1.00", "")]
    for name, figures in tried.items():
        rows.append(
            (
                f"trying on {options.searches:,} searches: {name}",
                f"{figures['matches'] / options.articles:.1f}",
                f"{figures['seconds'] / options.articles * 1000:.1f}",
                f"{figures['seconds'] / importing:.2f}",
                f"{figures['compiled']:.0f}",
            )
        )
    columns = ["work of the processor", "finds an article", "ms an article", "to the import", "compiling once, s"]
    return "\n\n".join(
        [f"{options.articles:,} articles.", table(columns, rows), machine_and_versions("Django", "tantivy")]
    )


def _try(count: int, queries: Path) -> None:
    """Save each set of searches, try all articles on it, and print what it took."""
    import django

    django.setup()
    from articles.models import Article, NewArticle, SavedSearch, SearchMatch
    from articles.models.new_article import note_new
    from articles.saved_searches import trying
    from articles.saved_searches.saving import request_of

    sets = {"names and words of headlines": _requests(_names_and_headlines(count))}
    if asked := [line.split("\t")[-1] for line in queries.read_text().splitlines()]:
        sets["queries of readers"] = _of_readers(asked, count)
    figures = {}
    for name, requests in sets.items():
        SavedSearch.objects.all().delete()
        NewArticle.objects.all().delete()
        _save(requests)
        started = process_time()
        kept = {pk: request_of(address) for pk, address in SavedSearch.objects.values_list("pk", "address")}
        list(trying.percolator.matches(kept, []))
        compiled = process_time() - started
        note_new(Article.objects.order_by("pk").values_list("pk", flat=True))
        started = process_time()
        trying.try_new_articles()
        seconds = process_time() - started
        figures[name] = {"seconds": seconds, "compiled": compiled, "matches": SearchMatch.objects.count()}
    print(json.dumps(figures))


def _requests(queries: Iterable[str]) -> "list[SearchRequest]":
    from articles.search import SearchRequest

    return [SearchRequest(query=query) for query in queries]


def _of_readers(queries: list[str], count: int) -> "list[SearchRequest]":
    """Return the queries, plain and as phrases, then each name in one source: as many as asked for."""
    from articles.models import Entity, Source
    from articles.search import Choice, SearchRequest

    sources = list(Source.objects.filter(listed=True).order_by("pk").values_list("slug", flat=True))
    names = Entity.objects.order_by("pk").values_list("name", flat=True)
    chance = random.Random(5)  # noqa: S311
    plain = _requests(dict.fromkeys([*queries, *(f'"{query}"' for query in queries)]))
    by_source = [SearchRequest(query=name, choices=(Choice("source", source),)) for name in names for source in sources]
    return plain + chance.sample(by_source, min(len(by_source), count - len(plain)))


def _names_and_headlines(count: int) -> list[str]:
    from articles.models import Article, Entity

    names = list(Entity.objects.order_by("pk").values_list("name", flat=True))
    titles = [title.split() for title in Article.objects.order_by("pk").values_list("title", flat=True)]
    chance = random.Random(5)  # noqa: S311
    found = dict.fromkeys(chance.sample(names, min(len(names), int(count * _NAMES))))
    long = [title for title in titles if len(title) > max(_SYLLABLES)]
    while len(found) < count:
        words, length = chance.choice(long), chance.choice(_SYLLABLES)
        start = chance.randrange(len(words) - length + 1)
        found[" ".join(words[start : start + length])] = None
    return list(found)


def _save(searches: "list[SearchRequest]") -> None:
    from django.contrib.auth.models import User

    from articles.models import SavedSearch
    from articles.saved_searches.saving import saved_address

    by_address = {saved_address(request): request for request in searches}
    owner, _ = User.objects.get_or_create(username="bench")
    SavedSearch.objects.bulk_create(
        SavedSearch(
            owner=owner,
            name=request.query[:200],
            address=address,
            site="http://localhost/",
            feed_token=str(number),
        )
        for number, (address, request) in enumerate(by_address.items())
    )


if __name__ == "__main__":
    if sys.argv[1:2] == [_TRY]:
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsarchive.settings")
        _try(int(sys.argv[2]), Path(sys.argv[3]))
    else:
        main()
