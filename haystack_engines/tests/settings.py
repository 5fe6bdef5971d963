"""Django settings for the tests of the package alone: `pytest haystack_engines`."""

SECRET_KEY = "for tests only"
USE_TZ = True
DATABASES = {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}}
INSTALLED_APPS = ["django.contrib.auth", "django.contrib.contenttypes", "haystack"]
HAYSTACK_CONNECTIONS = {"default": {"ENGINE": "haystack_engines.tantivy.TantivyEngine", "STORAGE": "ram"}}
