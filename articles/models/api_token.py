"""The table of tokens by which programs of readers name themselves to the API."""

import secrets
from hashlib import sha256
from typing import Final

from django.conf import settings
from django.contrib.auth.models import User
from django.db import models
from django.utils.translation import gettext_lazy as _

_BEGINNING: Final = "khobao_"
_BYTES: Final = 32


class ApiTokenManager(models.Manager["ApiToken"]):
    """Makes tokens, and finds the one that a program shows."""

    def make(self, user: User, name: str) -> str:
        """Store a new token of a user under a name, and return it: the archive keeps nothing that it can be told by."""
        token = _BEGINNING + secrets.token_urlsafe(_BYTES)
        self.create(user=user, name=name, digest=_digest(token))
        return token

    def shown(self, token: str) -> "ApiToken | None":
        """Return the row of a token whose user may log in, None where there is none (one SQL query)."""
        return self.filter(digest=_digest(token), user__is_active=True).first()


class ApiToken(models.Model):
    """A token of a user, which raises the limits of the API; deleting it revokes it.

    Only the SHA-256 of the token is kept: 256 random bits need no slow hash.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="api_tokens", verbose_name=_("account")
    )
    name = models.CharField(_("name"), max_length=100)
    digest = models.CharField(max_length=64, unique=True, editable=False)
    created_at = models.DateTimeField(_("added"), auto_now_add=True)

    objects = ApiTokenManager()

    class Meta:
        verbose_name = _("API token")
        verbose_name_plural = _("API tokens")
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["user", "name"], name="api_token_named_once")]

    def __str__(self) -> str:
        return self.name


def _digest(token: str) -> str:
    return sha256(token.encode()).hexdigest()
