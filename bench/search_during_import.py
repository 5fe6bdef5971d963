"""Searches while an import writes: gunicorn with two workers, eight clients, and one import at the same time.

    python -m bench.search_during_import ARTICLES... [--engine tantivy] [--seconds 60] [--clients 8]

ARTICLES is what `import_articles` takes; it is imported into a temporary archive. Prints figures, and exits with 1 if a
request failed or took longer than two seconds, or if an article cannot be found at the end, neither by `check_index`
nor by its title.
"""

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path
from time import perf_counter
from urllib.parse import urlencode

from bench import archives, web_speed
from bench.queries import WORDS
from bench.report import machine_and_versions, percentile
from newsarchive.engines import engine_paths

_LONGEST_MS = 2000
_FILTERS: tuple[dict[str, str], ...] = ({}, {"sort": "newest"}, {"from": "2020-01-01"}, {"exact": "1"})
_TITLES = """
import json
from articles.models import Article
print(json.dumps(list(Article.objects.visible().values_list("title", flat=True))))
"""
# An article may be this far down the hits for its own title, since others quote or share it.
_WITHIN = "100"


def main() -> None:
    """Search, import, check, and print the result."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("articles", nargs="+", type=Path)
    parser.add_argument("--engine", default="tantivy", choices=engine_paths())
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--clients", type=int, default=8)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        sys.exit(0 if stress(Path(folder), options) else 1)


def stress(folder: Path, options: argparse.Namespace) -> bool:
    """Run the test in an empty folder and print the figures; return whether it passed."""
    for command in (["migrate", "--verbosity=0"], ["reindex"]):
        _manage(folder, options.engine, *command)
    with web_speed.served(folder, options.engine) as (port, _):
        importing = RunningImport(folder, options)
        tally, seconds = web_speed.send_requests(port, _addresses(), options.clients, options.seconds)
        importing.wait()
    slow = sum(ms > _LONGEST_MS for ms in tally.times)
    lost = _lost(folder, options.engine)
    print(machine_and_versions("tantivy", "whoosh", "gunicorn", "django"))
    print(f"{options.engine}: {options.clients} clients for {seconds:.0f} s beside an import")
    print(f"import: {importing.outcome}")
    print(f"requests: {len(tally.times)}, {len(tally.times) / seconds:.0f}/s, failed: {tally.errors}")
    print("ms: " + ", ".join(f"{p}th percentile {percentile(tally.times, p):.0f}" for p in (50, 95, 99)), end="")
    print(f", longest {max(tally.times, default=0):.0f}, over {_LONGEST_MS}: {slow}")
    print(f"not found at the end: {len(lost)} {lost[:5] or ''}")
    return not (tally.errors or slow or lost or importing.failed)


class RunningImport:
    """The import that runs beside the searches."""

    def __init__(self, folder: Path, options: argparse.Namespace) -> None:
        command = [sys.executable, "manage.py", "import_articles", *map(str, options.articles)]
        environment = archives.environment(folder, SEARCH_ENGINE=options.engine)
        quiet = subprocess.DEVNULL
        self._process = subprocess.Popen(  # noqa: S603
            command, env=environment, stdout=subprocess.PIPE, stderr=quiet, text=True
        )
        self.outcome = ""
        self.failed = False

    def wait(self) -> None:
        """Wait for its end, and keep its summary."""
        self.outcome = self._process.communicate()[0].strip()
        self.failed = self._process.returncode != 0


def _addresses() -> list[str]:
    return [f"/search/?{urlencode({'q': words} | more)}" for words in WORDS for more in _FILTERS]


def _lost(folder: Path, engine: str) -> list[str]:
    """Return the titles that are not found, and "index" if `check_index` finds a difference."""
    differing = _manage(folder, engine, "check_index", check=False).returncode
    titles: list[str] = json.loads(_manage(folder, engine, "shell", "--verbosity=0", "-c", _TITLES).stdout)
    queries = folder / "titles"
    queries.write_text("".join(f'"{title.replace(chr(34), " ")}"\n' for title in titles), "utf-8")
    started = perf_counter()
    answers = _manage(folder, engine, "search_articles", "--queries", str(queries), "--limit", _WITHIN).stdout
    print(f"{len(titles)} titles searched for in {perf_counter() - started:.0f} s", file=sys.stderr)
    found = [{hit["title"] for hit in json.loads(line)["hits"]} for line in answers.splitlines()]
    lost = [title for title, hits in zip(titles, found, strict=True) if title not in hits]
    return [*(["index"] if differing else []), *lost]


def _manage(folder: Path, engine: str, *command: str, check: bool = True) -> subprocess.CompletedProcess[str]:
    return subprocess.run(  # noqa: S603
        [sys.executable, "manage.py", *command],
        env=archives.environment(folder, SEARCH_ENGINE=engine),
        stdout=subprocess.PIPE,
        text=True,
        check=check,
    )


if __name__ == "__main__":
    main()
