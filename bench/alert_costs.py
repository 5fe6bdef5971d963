"""Measures what saved searches cost an import: the work of the processor with ten thousand of them, and without.

    python -m bench.alert_costs ARTICLES.jsonl.gz [--articles 4000] [--searches 10000]

Imports articles into a temporary archive, then tries them on saved searches as the worker does while it imports: names
of the archive's entities, and words of its headlines. A search is compiled once for the life of a worker.
"""

import argparse
import json
import os
import random
import resource
import subprocess
import sys
import tempfile
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
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        environment = archives.environment(Path(folder), IMPORT_PROCESSES="1")
        articles = Path(folder) / "articles.jsonl.gz"
        head = f"zcat {options.archive} | head -n {options.articles} | gzip -1 > {articles}"
        subprocess.run(["sh", "-c", head], check=True)  # noqa: S603, S607
        for command in (["migrate", "--verbosity=0"], ["reindex"]):
            subprocess.run([sys.executable, "manage.py", *command], env=environment, check=True)  # noqa: S603
        importing = _work([sys.executable, "manage.py", "import_articles", str(articles)], environment)
        inside = [sys.executable, "-m", "bench.alert_costs", _TRY, str(options.searches)]
        tried = json.loads(subprocess.run(inside, env=environment, check=True, stdout=subprocess.PIPE).stdout)  # noqa: S603
    report = _report(options, importing, tried)
    print(report)
    save_section("saved searches", report)


def _work(command: list[str], environment: dict[str, str]) -> float:
    """Return the seconds of the processor that a command and its children take."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, env=environment, check=True, stdout=subprocess.DEVNULL)  # noqa: S603
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def _report(options: argparse.Namespace, importing: float, tried: dict[str, float]) -> str:
    trying = tried["seconds"]
    rows = [
        ("import without saved searches", f"{importing:.1f}", f"{importing / options.articles * 1000:.1f}", "1.00"),
        (
            f"trying the articles on {options.searches:,} searches",
            f"{trying:.1f}",
            f"{trying / options.articles * 1000:.1f}",
            f"{trying / importing:.2f}",
        ),
    ]
    return "\n\n".join(
        [
            f"{options.articles:,} articles, {tried['matches'] / options.articles:.1f} finds an article. The searches "
            f"were compiled in {tried['compiled']:.0f} s, once for the life of a worker.",
            table(["work of the processor", "seconds", "ms an article", "to the import"], rows),
            machine_and_versions("Django", "tantivy"),
        ]
    )


def _try(count: int) -> None:
    """Save searches, try the articles that wait on them, and print what it took."""
    import django

    django.setup()
    from articles.models import SearchMatch
    from articles.saved_searches import trying
    from articles.search import SearchRequest

    searches = dict(enumerate(SearchRequest(query=query) for query in _queries(count)))
    started = process_time()
    list(trying.percolator.matches(searches, []))
    compiled = process_time() - started
    _save(searches)
    started = process_time()
    trying.try_new_articles()
    figures = {"seconds": process_time() - started, "compiled": compiled, "matches": SearchMatch.objects.count()}
    print(json.dumps(figures))


def _queries(count: int) -> list[str]:
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


def _save(searches: "dict[int, SearchRequest]") -> None:
    from django.contrib.auth.models import User

    from articles.models import SavedSearch
    from articles.saved_searches.saving import saved_address

    owner = User.objects.create_user("bench")
    SavedSearch.objects.bulk_create(
        SavedSearch(
            owner=owner,
            name=request.query[:200],
            address=saved_address(request),
            site="http://localhost/",
            feed_token=str(number),
        )
        for number, request in searches.items()
    )


if __name__ == "__main__":
    if sys.argv[1:2] == [_TRY]:
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsarchive.settings")
        _try(int(sys.argv[2]))
    else:
        main()
