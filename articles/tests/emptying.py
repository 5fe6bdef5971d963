"""Empties the database behind a test that commits faster than Django does."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from unittest.mock import patch

from django.apps import apps
from django.core.management.sql import emit_post_migrate_signal
from django.db import transaction
from django.db.models import Model


@contextmanager
def rows_of_migrations_kept() -> Iterator[None]:
    """Write what Django makes behind each flush, as permissions and groups, as it was made behind the first one.

    To look for all of it again takes longer than many a test.
    """
    made: dict[type[Model], list[Model]] = {}

    def write_again(*given: Any, **named: Any) -> None:
        if not made:
            emit_post_migrate_signal(*given, **named)
            models = apps.get_models(include_auto_created=True)
            made.update({model: list(model._base_manager.all()) for model in models})
            return
        with transaction.atomic():
            for model, rows in made.items():
                if not model._meta.proxy:
                    model._base_manager.bulk_create(rows)

    with patch("django.core.management.commands.flush.emit_post_migrate_signal", write_again):
        yield
