"""An index that is built by several processes; the archive is one of its own, since each process opens its database."""

import signal
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from time import monotonic, sleep

from django.conf import settings

from articles.tests.new_archives import environment_of

_BUILD = """
import multiprocessing, os, signal, sys, django
django.setup()
from haystack import connections
from haystack.exceptions import SearchBackendError
from articles.models import Article
from articles.search import reindex
from articles.search.index.lifecycle import article_index
from haystack_engines import document_processes
from haystack_engines.document_processes import documents_of_all

document_processes._LOT = 2
document_processes._LEAST = 4
for number in range(9):
    body = [f"Sáng nay cảng cá Quy Nhơn mở cửa lần {number}.", "Ông Trần Văn Bình nói: “Tàu vào ra tấp nập.”"]
    Article.objects.create(title=f"Cảng cá mở cửa lần {number}", body=body, content_hash=str(number))
backend, index = connections["default"].get_backend(), article_index()
backend._processes = 2

alone = list(documents_of_all(backend, index, 1))
together = list(documents_of_all(backend, index, 2))
assert [document.pk for document in alone] == [str(article.pk) for article in Article.objects.order_by("pk")]
assert together == alone and not multiprocessing.active_children()
assert reindex() == 9

def build_killed(folder, new):
    next(new)
    for process in multiprocessing.active_children():
        os.kill(process.pid, signal.SIGKILL)
    list(new)

version, backend.build = backend.versions.current(), build_killed
try:
    reindex()
except SearchBackendError as error:
    print(error)
assert backend.versions.current() == version and backend.document_count() == 9
assert not multiprocessing.active_children()

def build_for_ever(folder, new):
    next(new)
    print(*(process.pid for process in multiprocessing.active_children()), flush=True)
    signal.pause()

backend.build = build_for_ever
reindex()
"""


def test_processes_build_the_index_that_one_builds_and_end_with_it(own_archive: Path) -> None:
    environment = environment_of(own_archive, DJANGO_SETTINGS_MODULE="newsarchive.settings")
    command, errors = [sys.executable, "-c", _BUILD], own_archive / "errors"
    with (
        errors.open("w") as stderr,
        subprocess.Popen(
            command, cwd=settings.BASE_DIR, env=environment, stdout=subprocess.PIPE, stderr=stderr, text=True
        ) as builder,
    ):
        assert builder.stdout
        said, children = builder.stdout.readline(), builder.stdout.readline().split()
        builder.send_signal(signal.SIGTERM)
    assert said.startswith("A process that makes documents died"), errors.read_text()
    assert len(children) == 2
    until = monotonic() + 30
    while any(map(_runs, children)) and monotonic() < until:
        sleep(0.05)
    assert not any(map(_runs, children))


def _runs(process: str) -> bool:
    with suppress(OSError):
        return "State:\tZ" not in Path(f"/proc/{process}/status").read_text()
    return False
