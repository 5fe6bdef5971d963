"""The groups of users: editors, who upload and edit articles, and administrators."""

from typing import Any, Final

from django.contrib.auth.models import Group, Permission
from django.db.models import Q

EDITORS: Final = "Editors"
ADMINISTRATORS: Final = "Administrators"

_EDITOR_PERMISSIONS: Final = (
    "add_importbatch",
    "view_importbatch",
    "view_importitem",
    "add_article",
    "change_article",
    "view_article",
    "add_feed",
    "change_feed",
    "delete_feed",
    "view_feed",
    "add_source",
    "change_source",
    "view_source",
    "add_section",
    "change_section",
    "view_section",
    "view_entity",
    "change_entity",
    "view_decision",
    "view_mergesuggestion",
    "view_mention",
)


def make_groups(**_: Any) -> None:
    """Create missing groups with their permissions. Existing groups stay as administrators set them.

    A receiver of Django's post_migrate signal, because migrations create the permissions.
    """
    ours = Q(content_type__app_label="articles")
    _make(EDITORS, ours & Q(codename__in=_EDITOR_PERMISSIONS))
    _make(ADMINISTRATORS, ours | Q(content_type__app_label="auth", content_type__model__in=["user", "group"]))


def _make(name: str, permissions: Q) -> None:
    group, created = Group.objects.get_or_create(name=name)
    if created:
        group.permissions.set(Permission.objects.filter(permissions))
