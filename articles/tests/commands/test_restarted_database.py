"""PostgreSQL is restarted in the middle of an import and of reading: readers get the next page, the import goes on."""

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from subprocess import PIPE
from time import monotonic, sleep
from urllib.parse import quote

import psycopg
import pytest
from django.conf import settings

from articles.tests.new_archives import environment_of, manage
from bench import postgres_server

FILES = 110
# Answers each line of its input, an address, with the status of the page, by the connection that it opened at first.
READ = """
import sys
from newsarchive.wsgi import application
from django.test.client import RequestFactory
for line in sys.stdin:
    environ = RequestFactory(HTTP_HOST="localhost").get(line.strip()).environ
    answer = application(environ, lambda status, headers: print(status[:3], flush=True))
    b"".join(answer)
    answer.close()
"""


@pytest.fixture
def server() -> Iterator[str]:
    """Start a server of its own, and return its connection string."""
    if (programs := postgres_server.programs()) is None:
        pytest.skip("PostgreSQL is not installed")
    with postgres_server.server(programs) as connection:
        yield connection


def recorded(connection: str) -> int:
    with psycopg.connect(connection) as opened:
        row = opened.execute("SELECT count(*) FROM articles_importitem").fetchone()
        return int(row[0]) if row else 0


def test_a_restart_ends_no_import_and_no_reader_notices(server: str, tmp_path: Path) -> None:
    folder = server.split()[0].removeprefix("host=")
    environment = environment_of(tmp_path, IMPORT_PROCESSES="1")
    environment["DATABASE_URL"] = f"postgres://bench@{quote(folder, safe='')}/postgres"
    manage(environment, "migrate", "--verbosity=0")
    manage(environment, "reindex")
    body = "Sáng nay cảng cá Quy Nhơn mở cửa trở lại sau cơn bão số {}, tàu thuyền vào ra tấp nập."
    file = tmp_path / "kho.jsonl"
    rows = [{"title": f"Cảng cá mở cửa lần {n}", "body": [body.format(n)]} for n in range(FILES)]
    file.write_text("".join(json.dumps(row) + "\n" for row in rows))

    started = {"cwd": settings.BASE_DIR, "env": environment, "stdin": PIPE, "stdout": PIPE, "stderr": PIPE}
    reader = subprocess.Popen([sys.executable, "-c", READ], text=True, **started)  # type: ignore[call-overload]
    importing = [sys.executable, "manage.py", "import_articles", str(file)]
    process = subprocess.Popen(importing, text=True, **started)  # type: ignore[call-overload]
    statuses = [ask(reader, "/")]
    until = monotonic() + 120
    while not recorded(server) and monotonic() < until and process.poll() is None:
        sleep(0.01)
    assert 0 < recorded(server) < FILES
    postgres_server.restart(server)
    statuses += [ask(reader, "/"), ask(reader, "/undated/")]
    output, errors = process.communicate(timeout=120)
    reader.communicate()

    assert statuses == ["200", "200", "200"]
    assert json.loads(output.splitlines()[-1])["imported"] == FILES, errors
    assert "tries again" in errors
    assert recorded(server) == FILES
    assert manage(environment, "check_index").strip() == "missing 0, extra 0, outdated 0"


def ask(reader: "subprocess.Popen[str]", address: str) -> str:
    assert reader.stdin
    assert reader.stdout
    reader.stdin.write(f"{address}\n")
    reader.stdin.flush()
    return reader.stdout.readline().strip()
