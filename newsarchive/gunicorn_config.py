"""How gunicorn serves the archive: `gunicorn -c python:newsarchive.gunicorn_config`."""

from newsarchive import env

_HOST = env.text("HOST", "127.0.0.1")
_PORT = env.number("PORT", 8000, least=1)

wsgi_app = "newsarchive.wsgi"
bind = f"[{_HOST}]:{_PORT}" if ":" in _HOST else f"{_HOST}:{_PORT}"
workers = env.number("WEB_WORKERS", 2, least=1)
# With threads, a slow upload is not taken for a worker that hangs, and does not keep other readers waiting.
worker_class = "gthread"
threads = 2
# A search with many facets chosen is a long address: each Vietnamese letter takes up to nine characters of it.
limit_request_line = 8190
loglevel = "warning"
# Its socket lies in the home folder: one for all archives of a user, and none where the user has no home.
control_socket_disable = True
