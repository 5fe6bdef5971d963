"""Feeds in the admin: their settings and condition, and an action that fetches them at once."""

from typing import Any

from django.contrib import admin, messages
from django.db import transaction
from django.db.models import Field, QuerySet, URLField
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from articles.admin.read_only import BoundedList
from articles.following.schedule import schedule
from articles.message_wording import worded
from articles.models import AuditAct, AuditEntry, Feed


@admin.register(Feed)
class FeedAdmin(BoundedList):
    """Feeds, with their condition."""

    list_display = ["address", "source", "health", "last_success_at", "next"]
    list_filter = ["active", ("source", admin.RelatedOnlyFieldListFilter)]
    list_select_related = ["source", "section"]
    search_fields = ["url", "source__name"]
    actions = ["fetch_now"]
    readonly_fields = ["health", "last_attempt_at", "last_success_at", "next_attempt_at", "failures"]
    view_on_site = False

    def get_fields(self, request: HttpRequest, obj: Feed | None = None) -> list[Any]:
        """Add the condition to the form of an existing feed."""
        return ["url", "source", "section", "interval", "on_change", "active", *(self.readonly_fields if obj else ())]

    def formfield_for_dbfield(self, db_field: Field[Any, Any], request: HttpRequest, **kwargs: Any) -> Any:
        """Assume HTTPS for an address without a scheme."""
        scheme = {"assume_scheme": "https"} if isinstance(db_field, URLField) else {}
        return super().formfield_for_dbfield(db_field, request, **kwargs, **scheme)

    def save_model(self, request: HttpRequest, obj: Feed, form: Any, change: bool) -> None:
        """Save the feed. A change may have repaired it, so it is fetched at once, and unconditionally."""
        if form.has_changed():
            obj.etag = obj.last_modified = ""
            obj.failures, obj.last_error, obj.next_attempt_at = 0, "", timezone.now()
        super().save_model(request, obj, form, change)
        transaction.on_commit(schedule)

    @admin.action(description=_("Fetch now"), permissions=["change"])
    def fetch_now(self, request: HttpRequest, queryset: QuerySet[Feed]) -> None:
        """Put the selected feeds first in the worker's queue."""
        active = list(queryset.filter(active=True))
        AuditEntry.objects.record_each(AuditAct.FETCH, active)
        count = Feed.objects.filter(pk__in=[feed.pk for feed in active]).update(next_attempt_at=timezone.now())
        transaction.on_commit(schedule)
        message = ngettext("%(count)d feed will be fetched next.", "%(count)d feeds will be fetched next.", count)
        self.message_user(request, message % {"count": count}, messages.SUCCESS if count else messages.WARNING)

    @admin.display(description=_("address"), ordering="url")
    def address(self, feed: Feed) -> str:
        """Return the address, shortened to 60 characters."""
        return feed.url if len(feed.url) <= 60 else f"{feed.url[:59]}…"

    @admin.display(description=_("condition"), ordering="failures")
    def health(self, feed: Feed) -> str:
        """Return the condition of the feed, with the last error if there is one."""
        return f"{feed.health.label}: {worded(feed.last_error)}" if feed.last_error else str(feed.health.label)

    @admin.display(description=_("next fetch"), ordering="next_attempt_at")
    def next(self, feed: Feed) -> Any:
        """Return when the feed is fetched next, None where it is paused."""
        return feed.next_attempt_at if feed.active else None
