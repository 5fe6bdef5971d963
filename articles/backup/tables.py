"""The tables of the archive, in the order in which an export writes them."""

from typing import Any, Final

from django.apps import apps
from django.db.models import Model

from articles.models import (
    ApiToken,
    Article,
    Attempt,
    AuditEntry,
    EditorScope,
    Entity,
    Folder,
    FolderItem,
    IndexOutbox,
    Invitation,
    Mention,
    NameStart,
    NewArticle,
    QueryList,
    QueryListRow,
    Quotation,
    ReaderProfile,
    SavedSearch,
    SearchMatch,
    Section,
    Source,
    StatementKey,
    StoryKey,
)

# The first line of an export is {FORMAT: VERSION, ...}; a change of the format raises the version.
VERSION: Final = 1
FORMAT: Final = "news_archive"
# Rows of other tables refer to these, so they are written first.
_FIRST: Final[tuple[type[Model], ...]] = (Source, Section, Entity, Article)
# Written inside the line of their article.
WITHIN: Final[tuple[type[Model], ...]] = (Mention, Quotation, StoryKey)
# Not written: a restore makes name starts from the entities and statement keys from the quotations, the search index is
# rebuilt, and lists can be asked again.
# Accounts have no lines, so neither has what belongs to them, or tells what they did.
DERIVED: Final[tuple[type[Model], ...]] = (
    *(NameStart, StatementKey, IndexOutbox, QueryList, QueryListRow),
    *(ReaderProfile, Invitation, Attempt, ApiToken, Folder, FolderItem, SavedSearch, SearchMatch, NewArticle),
    *(AuditEntry, EditorScope),
)


def tables() -> list[Any]:
    """Return the models whose rows have lines of their own."""
    models = apps.get_app_config("articles").get_models()
    others = [model for model in models if model not in _FIRST + WITHIN + DERIVED]
    return [*_FIRST, *sorted(others, key=table_name)]


def table_name(model: type[Model]) -> str:
    """Return the name of a table in the lines of an export."""
    return str(model._meta.model_name)


def is_empty() -> bool:
    """Tell whether no table has a row."""
    return not any(model.objects.exists() for model in tables())
