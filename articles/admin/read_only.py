"""Bases of admin classes: rows that only the archive itself writes, and rows that are not deleted in bulk."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest


class RecordAdmin(admin.ModelAdmin[Any]):
    """Rows that nobody adds, edits or deletes by hand."""

    show_full_result_count = False

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Return False for everybody."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Return False for everybody."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Return False for everybody."""
        return False


class WithoutBulkDeletion(admin.ModelAdmin[Any]):
    """Rows that Django's "delete selected" would delete without what has to happen then."""

    def get_actions(self, request: HttpRequest) -> dict[str, Any]:
        """Leave out "delete selected"."""
        return {name: action for name, action in super().get_actions(request).items() if name != "delete_selected"}
