"""What the whole archive is: the tables, in the order in which they are written."""

from typing import Any, Final

from django.apps import apps
from django.db.models import Model

from articles.models import Article, Entity, IndexOutbox, Mention, NameStart, Section, Source, StoryKey

# A later version that writes otherwise has another number; it is in the first line.
VERSION: Final = 1
HEAD: Final = "news_archive"
# Named by the rows of other tables, so written before them.
_FIRST: Final[tuple[type[Model], ...]] = (Source, Section, Entity, Article)
# Written with the article that they belong to.
WITHIN: Final[tuple[type[Model], ...]] = (Mention, StoryKey)
# Derived from the other tables, as the search index is, which is built anew after a restore.
DERIVED: Final[tuple[type[Model], ...]] = (NameStart, IndexOutbox)


def tables() -> list[Any]:
    """Return the models of all tables that are written by themselves."""
    models = apps.get_app_config("articles").get_models()
    others = [model for model in models if model not in _FIRST + WITHIN + DERIVED]
    return [*_FIRST, *sorted(others, key=name)]


def name(model: type[Model]) -> str:
    """Return what the lines of a table call it."""
    return str(model._meta.model_name)


def is_empty() -> bool:
    """Tell whether there is nothing in the archive yet."""
    return not any(model.objects.exists() for model in tables())
