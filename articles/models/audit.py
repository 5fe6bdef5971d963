"""The audit trail: who did what, when and from where. Rows are added and never change."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any, Final, NoReturn

from django.contrib.auth.models import AnonymousUser, User
from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

_NAME: Final = 150
_SUBJECT: Final = 300


class AuditAct(models.TextChoices):
    """The kinds of acts."""

    SIGN_IN = "sign_in", _("signed in")
    SIGN_IN_FAILED = "sign_in_failed", _("sign-in failed")
    CODE_FAILED = "code_failed", _("wrong code at the second step")
    SIGN_OUT = "sign_out", _("signed out")
    PASSWORD = "password", _("password set")
    PASSWORD_LINK = "password_link", _("link for a new password made")
    SECOND_STEP_ON = "second_step_on", _("two-step sign-in set up")
    SECOND_STEP_OFF = "second_step_off", _("two-step sign-in removed")
    BACKUP_CODES = "backup_codes", _("backup codes made")
    ACCOUNT_ADDED = "account_added", _("account added")
    ACCOUNT_CHANGED = "account_changed", _("account changed")
    ACCOUNT_DELETED = "account_deleted", _("account deleted")
    RIGHTS = "rights", _("rights changed")
    INVITATION = "invitation", _("reader invited")
    INVITATION_REVOKED = "invitation_revoked", _("invitation revoked")
    TOKEN = "token", _("token made")
    TOKEN_REVOKED = "token_revoked", _("token revoked")
    UPLOAD = "upload", _("files uploaded")
    IMPORT = "import", _("import started")
    IMPORT_DISCARDED = "import_discarded", _("upload discarded")
    FAILURES_SET_ASIDE = "failures_set_aside", _("failed documents set aside")
    IMPORT_UNDONE = "import_undone", _("undo of an import started")
    ARTICLE_WRITTEN = "article_written", _("article written")
    ARTICLE_EDITED = "article_edited", _("article edited")
    ARTICLE_RESTORED = "article_restored", _("earlier version restored")
    ARTICLES_CHANGED = "articles_changed", _("articles changed")
    ARTICLE_DELETED = "article_deleted", _("article deleted")
    CORRECTION = "correction", _("correction written")
    CORRECTION_REMOVED = "correction_removed", _("correction removed")
    DECISION = "decision", _("decision made")
    DECISION_UNDONE = "decision_undone", _("decision undone")
    ADDED = "added", _("added")
    CHANGED = "changed", _("changed")
    DELETED = "deleted", _("deleted")
    FETCH = "fetch", _("feed fetched by hand")
    EXPORT = "export", _("exported")


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts, and from which network address; neither is known of a command on the machine itself."""

    user: User | AnonymousUser | None = None
    address: str = ""


_present: ContextVar[Callable[[], Actor] | None] = ContextVar("present_actor", default=None)


@contextmanager
def acting(actor: Callable[[], Actor]) -> Iterator[None]:
    """Have what is recorded in a block be the act of this actor, who is asked for only then."""
    token = _present.set(actor)
    try:
        yield
    finally:
        _present.reset(token)


def present_actor() -> Actor | None:
    """Return who acts now; None outside of requests."""
    ask = _present.get()
    return ask() if ask else None


class AuditRefused(Exception):
    """Somebody tried to change or delete what the audit trail holds."""


class AuditEntryQuerySet(models.QuerySet["AuditEntry"]):
    """Queries for the audit trail. None changes it."""

    def update(self, **_values: Any) -> NoReturn:
        """Raise AuditRefused."""
        raise AuditRefused("the audit trail is never changed")

    def delete(self) -> NoReturn:
        """Raise AuditRefused."""
        raise AuditRefused("the audit trail is never changed")

    def record(self, act: AuditAct, subject: models.Model | None = None, **facts: Any) -> None:
        """Add an act of the present actor upon a row; see `entry`."""
        entry(act, subject, **facts).save()

    def record_each(self, act: AuditAct, subjects: Iterable[models.Model], **facts: Any) -> None:
        """Add an act of the present actor upon each of several rows."""
        self.bulk_create([entry(act, subject, **facts) for subject in subjects])


class AuditEntry(models.Model):
    """One act. Accounts and rows are named by number and name, without foreign keys: it outlives them.

    `variant` is the kind of a change or decision, `revision_id` the revision that keeps what an article was before.
    """

    at = models.DateTimeField(_("time"), auto_now_add=True, db_index=True)
    actor_id = models.BigIntegerField(null=True)
    actor_name = models.CharField(_("user"), max_length=_NAME, blank=True)
    address = models.CharField(_("network address"), max_length=45, blank=True)
    act = models.CharField(_("act"), max_length=20)
    variant = models.CharField(max_length=20, blank=True)
    subject_kind = models.CharField(max_length=30, blank=True)
    subject_id = models.BigIntegerField(null=True)
    subject_name = models.CharField(_("concerning"), max_length=_SUBJECT, blank=True)
    detail = models.TextField(_("details"), blank=True)
    revision_id = models.BigIntegerField(null=True)

    objects = AuditEntryQuerySet.as_manager()

    class Meta:
        verbose_name = _("audit entry")
        verbose_name_plural = _("audit trail")
        default_permissions = ("view",)
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["actor_name", "-id"], name="audit_actor"),
            models.Index(fields=["act", "-id"], name="audit_act"),
            models.Index(fields=["subject_kind", "subject_id"], name="audit_subject"),
        ]

    def __str__(self) -> str:
        return f"{self.pk}: {self.act_label}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Add the entry; raises AuditRefused where it is stored already."""
        if not self._state.adding:
            raise AuditRefused("the audit trail is never changed")
        super().save(*args, **kwargs)

    def delete(self, *_args: Any, **_kwargs: Any) -> NoReturn:
        """Raise AuditRefused."""
        raise AuditRefused("the audit trail is never changed")

    @property
    def act_label(self) -> str | Promise:
        """What was done, in the reader's language."""
        return AuditAct(self.act).label if self.act in AuditAct.values else self.act


def entry(
    act: AuditAct,
    subject: models.Model | None = None,
    *,
    user: User | None = None,
    name: str = "",
    detail: str = "",
    variant: str = "",
    revision_id: int | None = None,
) -> AuditEntry:
    """Return an entry that is not stored yet. The actor is the present one, or `user`; `name` is shown of the row."""
    present = present_actor() or Actor()
    who = user or present.user
    known = who if isinstance(who, User) and who.pk else None
    return AuditEntry(
        actor_id=known.pk if known else None,
        actor_name=known.get_username() if known else "",
        address=present.address,
        act=act,
        variant=variant,
        subject_kind=subject._meta.model_name or "" if subject else "",
        subject_id=subject.pk if subject else None,
        subject_name=(name or str(subject or ""))[:_SUBJECT],
        detail=detail.replace("\x00", ""),
        revision_id=revision_id,
    )
