"""Configuration of gunicorn: `gunicorn -c python:newsarchive.gunicorn_config`."""

import shutil
from typing import Any

from newsarchive import env

_HOST = env.text("HOST", "127.0.0.1")
_PORT = env.whole_number("PORT", 8000, least=1)

wsgi_app = "newsarchive.wsgi"
bind = f"[{_HOST}]:{_PORT}" if ":" in _HOST else f"{_HOST}:{_PORT}"
workers = env.whole_number("WEB_WORKERS", 2, least=1)
# Threads: a slow upload neither looks like a worker that hangs nor blocks other readers, nor do requests that wait to
# write into the database.
worker_class = "gthread"
threads = 4
# gunicorn's maximum. Searches with many facets have long addresses: a Vietnamese letter takes up to nine characters.
limit_request_line = 8190
loglevel = "warning"
# The socket would be in the home folder: shared by all archives of a user, impossible for a user without a home.
control_socket_disable = True

if env.text("METRICS_TOKEN"):
    # Each process counts requests in files of this folder; any of them adds up all, see articles.monitoring.
    env.begin_shared_counts()


def child_exit(_server: Any, worker: Any) -> None:
    """Drop what an ended process counted of the present; its counts of requests stay (a hook of gunicorn)."""
    if env.shared_counts_folder():
        from prometheus_client.multiprocess import mark_process_dead

        mark_process_dead(worker.pid)  # type: ignore[no-untyped-call]


def on_exit(_server: Any) -> None:
    """Remove the folder of the counts (a hook of gunicorn)."""
    if folder := env.shared_counts_folder():
        shutil.rmtree(folder, ignore_errors=True)
