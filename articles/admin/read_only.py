"""Bases of admin classes: lists of a bounded size, rows that only the archive writes, rows not deleted in bulk."""

from typing import Any, Final

from django.contrib import admin, messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

# Every link of a list carries its search and filters, and there may be a filter for each of 600 sources.
_LONGEST_ADDRESS: Final = 1500


class BoundedList(admin.ModelAdmin[Any]):
    """Rows whose list drops a search and filters that are too long, and says so."""

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        """Show the list, or go to the whole list where the address is too long."""
        if len(request.META.get("QUERY_STRING", "")) > _LONGEST_ADDRESS:
            self.message_user(request, _("The search was too long: all rows are shown."), messages.WARNING)
            return redirect(request.path)
        return super().changelist_view(request, extra_context)


class RecordAdmin(BoundedList):
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


class WithoutBulkDeletion(BoundedList):
    """Rows that Django's "delete selected" would delete without what has to happen then."""

    def get_actions(self, request: HttpRequest) -> dict[str, Any]:
        """Leave out "delete selected"."""
        return {name: action for name, action in super().get_actions(request).items() if name != "delete_selected"}
