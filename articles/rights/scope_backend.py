"""Signs accounts in, and takes permissions from editors of some sources alone, whatever their groups allow."""

from typing import Any

from django.contrib.auth.backends import ModelBackend
from django.contrib.auth.models import User

from articles.rights.source_scope import PERMISSIONS, scope_of


class SourceScopeBackend(ModelBackend):
    """Django's own backend, but for accounts that have an `EditorScope`."""

    def get_user(self, user_id: Any) -> User | None:
        """Return the account of a session with its scope (one SQL query), None where it may not sign in."""
        user = User.objects.select_related("editor_scope").filter(pk=user_id).first()
        return user if user and self.user_can_authenticate(user) else None

    def has_perm(self, user_obj: Any, perm: str, obj: Any = None) -> bool:
        """Return whether an account has a permission by its groups, and it is one that its scope leaves."""
        if perm not in PERMISSIONS and scope_of(user_obj) is not None:
            return False
        return super().has_perm(user_obj, perm, obj)
