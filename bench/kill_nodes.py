"""Kills nodes of a search cluster with SIGKILL while readers search and an import writes.

    python -m bench.kill_nodes ARTICLES.jsonl.gz [--kills 10] [--clients 8] [--seed 1] [--hang] [--light]

Three OpenSearch nodes, PostgreSQL, gunicorn with two workers, readers as threads that search all the time, and one
import after the other of the same file, a part of it each. One node of three is killed, is away for some seconds, and
starts again; when the cluster is green the next one follows. With --hang, nodes are stopped by SIGSTOP instead, as
machines that hang: they accept connections and say nothing. With --light, nodes start fast and search slower: where
all run on a few cores, a start takes less of what readers need.

Exits with 1 if an answer failed more than three seconds after a kill, if the cluster did not become green by itself, if
a document is not recorded once, or if the index differs from the database.
"""

import argparse
import gzip
import http.client
import json
import os
import random
import subprocess
import sys
import tempfile
import threading
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from time import perf_counter, sleep
from urllib.parse import quote, urlencode

from bench import archives, postgres_server, web_speed
from bench.queries import WORDS
from bench.report import machine_and_versions, percentile
from bench.search_cluster import SearchCluster

_ENGINE = "opensearch"
_PART = 200
# Answers may fail for so many seconds after a kill.
_GRACE = 3.0
_AWAY = (5.0, 15.0)
# A node that hangs is missed by the cluster after half a minute.
_HANGING = (10.0, 50.0)
_PAUSE = (3.0, 10.0)
_OK = 200
_TIMEOUT = 30


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer to a reader: when it came, after how many seconds, and its status; 0 where there was none."""

    at: float
    seconds: float
    status: int


@dataclass(slots=True)
class Readers:
    """Clients that search all the time; the same words are never asked for twice, so no page is kept for them."""

    port: int
    answers: list[Answer] = field(default_factory=list)
    _end: threading.Event = field(default_factory=threading.Event)
    _threads: list[threading.Thread] = field(default_factory=list)

    def start(self, clients: int) -> None:
        """Begin to search."""
        self._threads = [threading.Thread(target=self._read, args=(number,)) for number in range(clients)]
        for thread in self._threads:
            thread.start()

    def stop(self) -> None:
        """Wait for the last answers."""
        self._end.set()
        for thread in self._threads:
            thread.join()

    def _read(self, number: int) -> None:
        rng = random.Random(number)  # noqa: S311
        turn = 0
        while not self._end.is_set():
            turn += 1
            query = f"{rng.choice(WORDS)} -zz{number}x{turn}"
            started = perf_counter()
            status = _status(self.port, f"/search/?{urlencode({'q': query})}")
            ended = perf_counter()
            self.answers.append(Answer(ended, ended - started, status))


def _status(port: int, address: str) -> int:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=_TIMEOUT)
    try:
        connection.request("GET", address)
        response = connection.getresponse()
        response.read()
    except (OSError, http.client.HTTPException):
        return 0
    else:
        return response.status
    finally:
        connection.close()


@dataclass(slots=True)
class Imports:
    """One import after the other, in a thread."""

    folder: Path
    articles: Path
    documents: int = 0
    outcomes: Counter[str] = field(default_factory=Counter)
    failed: list[str] = field(default_factory=list)
    _end: threading.Event = field(default_factory=threading.Event)
    _thread: threading.Thread | None = None

    def start(self) -> None:
        """Begin to import."""
        self._thread = threading.Thread(target=self._import)
        self._thread.start()

    def stop(self) -> None:
        """Wait for the end of the import that runs."""
        self._end.set()
        if self._thread:
            self._thread.join()

    def _import(self) -> None:
        for part in _parts(self.articles, self.folder / "part.jsonl"):
            done = manage(self.folder, "import_articles", str(self.folder / "part.jsonl"))
            self.documents += part
            if done.returncode:
                self.failed.append(done.stderr[-500:])
            else:
                self.outcomes.update(json.loads(done.stdout.splitlines()[-1]))
            if self._end.is_set():
                return
        self.failed.append("the file of articles is too short for so many kills")


def _parts(articles: Path, part: Path) -> Iterator[int]:
    """Write the file in parts, one after the other; yield the number of documents of each."""
    opener = gzip.open if articles.suffix == ".gz" else open
    with opener(articles, "rt", encoding="utf-8") as lines:
        while chunk := list(islice(lines, _PART)):
            part.write_text("".join(chunk), "utf-8")
            yield len(chunk)


def manage(folder: Path, *command: str) -> subprocess.CompletedProcess[str]:
    """Run a command of the archive."""
    whole = [sys.executable, "manage.py", *command]
    return subprocess.run(whole, env=archives.environment(folder), capture_output=True, text=True)  # noqa: S603


def main() -> None:
    """Search, import, kill, and print the result."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("articles", type=Path)
    parser.add_argument("--kills", type=int, default=10)
    parser.add_argument("--clients", type=int, default=8)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--hang", action="store_true", help="stop nodes by SIGSTOP instead of killing them")
    parser.add_argument("--light", action="store_true", help="nodes that start fast and search slower")
    options = parser.parse_args()
    if (binaries := postgres_server.programs()) is None:
        sys.exit("PostgreSQL is not installed")
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        server = dict(part.split("=") for part in stack.enter_context(postgres_server.server(binaries)).split())
        cluster = stack.enter_context(SearchCluster(light=options.light))
        os.environ |= {
            "DATABASE_URL": f"postgres://{server['user']}@{quote(server['host'], safe='')}/{server['dbname']}",
            "SEARCH_ENGINE": _ENGINE,
            "OPENSEARCH_URLS": ",".join(cluster.urls),
            "OPENSEARCH_REPLICAS": "1",
        }
        for command in (["migrate", "--verbosity=0"], ["reindex"]):
            manage(folder, *command).check_returncode()
        port, _ = stack.enter_context(web_speed.served(folder, _ENGINE))
        sys.exit(0 if stress(cluster, folder, port, options) else 1)


def stress(cluster: SearchCluster, folder: Path, port: int, options: argparse.Namespace) -> bool:
    """Run the test and print the figures; return whether it passed."""
    readers, imports = Readers(port), Imports(folder, options.articles)
    _warm(port)
    imports.start()
    readers.start(options.clients)
    began = perf_counter()
    try:
        kills, green = _kill(cluster, options)
    finally:
        readers.stop()
        imports.stop()
    late = [answer for answer in readers.answers if answer.status != _OK and _is_late(answer, kills)]
    index = _index(folder)
    print(machine_and_versions("opensearch-py", "gunicorn", "django"))
    what = f"{options.kills} nodes {'stopped' if options.hang else 'killed'} in {perf_counter() - began:.0f} s"
    print(f"{what}; {options.clients} readers beside an import")
    _print_answers(readers.answers, late)
    print(f"green again after s: {', '.join(f'{seconds:.0f}' for seconds in green)}")
    print(
        f"imported: {json.dumps(imports.outcomes)} of {imports.documents} documents; {imports.failed or 'none failed'}"
    )
    print(f"index: {index}")
    recorded = sum(imports.outcomes[name] for name in ("imported", "updated", "duplicates", "failed"))
    return not (late or imports.failed) and recorded == imports.documents and "missing 0, extra 0, outdated 0" in index


def _warm(port: int) -> None:
    """Search for each word once: nodes and workers that have just started answer slowly, with or without a kill."""
    for word in WORDS:
        _status(port, f"/search/?{urlencode({'q': word})}")


def _kill(cluster: SearchCluster, options: argparse.Namespace) -> tuple[list[float], list[float]]:
    """Kill nodes in turn; return when, and the seconds from each new start until green. Raises TimeoutError."""
    rng = random.Random(options.seed)  # noqa: S311
    kills, green = [], []
    for turn in range(options.kills):
        sleep(rng.uniform(*_PAUSE))
        node = rng.randrange(cluster.size)
        kills.append(perf_counter())
        take_away, bring_back = (cluster.hang, cluster.go_on) if options.hang else (cluster.kill, cluster.start)
        take_away(node)
        sleep(rng.uniform(*(_HANGING if options.hang else _AWAY)))
        bring_back(node)
        green.append(cluster.wait())
        print(f"{turn + 1} kills, green after {green[-1]:.0f} s", file=sys.stderr, flush=True)
    return kills, green


def _is_late(answer: Answer, kills: Sequence[float]) -> bool:
    return not any(kill <= answer.at <= kill + _GRACE for kill in kills)


def _print_answers(answers: Sequence[Answer], late: Sequence[Answer]) -> None:
    failed = Counter(answer.status for answer in answers if answer.status != _OK)
    ms = [answer.seconds * 1000 for answer in answers]
    print(f"answers: {len(answers)}, failed {sum(failed.values())} {dict(failed) or ''}, of these late: {len(late)}")
    print(
        "ms: " + ", ".join(f"{percent}th percentile {percentile(ms, percent):.0f}" for percent in (50, 95, 99)), end=""
    )
    print(f", longest {max(ms, default=0):.0f}")


def _index(folder: Path) -> str:
    """Have the index follow and return what `check_index` says of it."""
    manage(folder, "shell", "--verbosity=0", "-c", "from articles.search import drain; drain()").check_returncode()
    done = manage(folder, "check_index")
    return (done.stdout + done.stderr).strip().replace("\n", "; ")


if __name__ == "__main__":
    main()
