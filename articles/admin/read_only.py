"""Bases of admin classes: lists of a bounded size, rows that only the archive writes, rows not deleted in bulk."""

from typing import Any, Final

from django.contrib import admin, messages
from django.contrib.admin.options import IncorrectLookupParameters
from django.contrib.admin.views.main import ChangeList
from django.contrib.auth.models import User
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from articles.models import Source
from articles.rights.source_scope import rows_of, scope_of

# Every link of a list carries its search and filters, and there may be a filter for each of 600 sources.
_LONGEST_ADDRESS: Final = 1500


class BoundedList(admin.ModelAdmin[Any]):
    """Rows whose list drops a search and filters that are too long, and says so.

    An editor of some sources alone sees the rows that these allow, and chooses among these sources.
    """

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """Return the rows that the user may touch."""
        return rows_of(_user(request), super().get_queryset(request))

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """Offer an editor of some sources these alone, and not none."""
        if db_field.remote_field.model is Source and scope_of(request.user) is not None:
            kwargs |= {"queryset": rows_of(_user(request), Source.objects.order_by("name")), "required": True}
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def get_changelist_instance(self, request: HttpRequest) -> ChangeList:
        """Return the rows that the list shows; raises IncorrectLookupParameters for a year of no calendar, too."""
        try:
            return super().get_changelist_instance(request)
        except (OverflowError, ValueError) as error:
            if f"{self.date_hierarchy}__year" not in request.GET:
                raise
            raise IncorrectLookupParameters from error

    def lookup_allowed(self, lookup: str, value: str, request: HttpRequest) -> bool:
        """Return whether an address may filter the list so: by no regular expression, which may be broken or costly."""
        return not lookup.endswith("regex") and super().lookup_allowed(lookup, value, request)

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


def _user(request: HttpRequest) -> User | None:
    return request.user if isinstance(request.user, User) else None
