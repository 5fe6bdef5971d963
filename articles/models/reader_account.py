"""The tables of readers' accounts: what each reader chose, invitations, and attempts that are counted."""

from datetime import timedelta
from typing import Any, Final

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

_VALID_FOR: Final = timedelta(days=7)


class MailFrequency(models.TextChoices):
    """How often a reader wants mail about new articles."""

    AT_ONCE = "at_once", _("at once")
    DAILY = "daily", _("once a day")
    WEEKLY = "weekly", _("once a week")


class ReaderProfile(models.Model):
    """What the holder of an account chose: the language of pages and mails, and how often mails come."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="reader_profile")
    language = models.CharField(_("language"), max_length=2, choices=settings.LANGUAGES, default=settings.LANGUAGE_CODE)
    mail_frequency = models.CharField(
        _("mails about new articles"), max_length=8, choices=MailFrequency, default=MailFrequency.DAILY
    )

    class Meta:
        verbose_name = _("profile")
        verbose_name_plural = _("profiles")
        default_permissions = ()
        constraints = [
            models.CheckConstraint(condition=Q(mail_frequency__in=MailFrequency.values), name="profile_frequency"),
        ]

    def __str__(self) -> str:
        return str(self.user_id)

    @classmethod
    def of(cls, user: AbstractBaseUser) -> "ReaderProfile":
        """Return the profile of an account; at first it is made, with the language of the present page."""
        return cls.objects.get_or_create(user=user, defaults={"language": get_language()})[0]


class InvitationQuerySet(models.QuerySet["Invitation"]):
    """Queries for invitations."""

    def valid(self) -> "InvitationQuerySet":
        """Return the invitations that can still be taken up."""
        return self.filter(used_at=None, revoked_at=None, expires_at__gt=timezone.now())


class Invitation(models.Model):
    """An invitation to make one account, for the holder of a mail address; its link works once, for seven days."""

    email = models.EmailField(_("mail address"), max_length=150, help_text=_("also the name to sign in with"))
    language = models.CharField(_("language"), max_length=2, choices=settings.LANGUAGES, default=settings.LANGUAGE_CODE)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("invited by")
    )
    created_at = models.DateTimeField(_("made at"), auto_now_add=True)
    expires_at = models.DateTimeField(_("valid until"), editable=False)
    used_at = models.DateTimeField(_("taken up"), null=True)
    revoked_at = models.DateTimeField(_("revoked"), null=True)
    # The address of its link on the page of the admin that shows it; not stored.
    shown_link: str = ""

    objects = InvitationQuerySet.as_manager()

    class Meta:
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")
        default_permissions = ()
        ordering = ["-id"]

    def __str__(self) -> str:
        return self.email

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Store the invitation; a new one is valid for seven days."""
        self.expires_at = self.expires_at or timezone.now() + _VALID_FOR
        super().save(*args, **kwargs)

    @property
    def is_valid(self) -> bool:
        """Whether it can still be taken up: the rule of `InvitationQuerySet.valid`."""
        return self.used_at is None and self.revoked_at is None and self.expires_at > timezone.now()


class Attempt(models.Model):
    """Something that may be tried only so often; `of` is the digest of what is tried by whom."""

    of = models.CharField(max_length=64)
    at = models.DateTimeField(auto_now_add=True, db_index=True)

    class Meta:
        default_permissions = ()
        indexes = [models.Index(fields=["of", "at"], name="attempt_of")]

    def __str__(self) -> str:
        return self.of
