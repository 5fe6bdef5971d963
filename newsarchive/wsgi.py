"""The WSGI application that gunicorn serves."""

import os

from django.core.wsgi import get_wsgi_application
from django.db import connections

# Seconds that a request waits to write into SQLite while an import does. Others need its thread.
_WAIT = 5

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsarchive.settings")
application = get_wsgi_application()
for _database in connections.settings.values():
    if _database["ENGINE"] == "django.db.backends.sqlite3":
        _database["OPTIONS"]["timeout"] = _WAIT
