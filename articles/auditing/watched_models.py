"""What is recorded by itself: sign-ins, and rows that somebody adds, changes or deletes.

Signals tell of both, so no page, command or operation of the API can forget it. What is written to the database in
bulk sends none: where that is an act (`delete_for_good`, `begin_upload` ...), it is recorded there.
"""

from collections.abc import Collection
from typing import Any, Final

from django.contrib.auth.models import Group, Permission, User
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.db.models import Model
from django.db.models.signals import m2m_changed, post_delete, post_save, pre_save

from articles.models import (
    ApiToken,
    ArticleDecision,
    AuditAct,
    AuditEntry,
    Correction,
    Decision,
    EditorScope,
    Feed,
    ImportBatch,
    Invitation,
    Origin,
    Revision,
    RevisionKind,
    Section,
    Source,
    SourceDecision,
)
from articles.models.audit import present_actor

# What an account may do, and what it is.
_FLAGS: Final = ("is_superuser", "is_staff", "is_active")
_NAMES: Final = ("username", "email", "first_name", "last_name")
# Django writes these by itself: the time of a sign-in, and a password hashed anew at one.
_BY_DJANGO: Final = (frozenset({"last_login"}), frozenset({"password"}))
_SETTINGS: Final = (Source, Section, Feed)


def watch() -> None:
    """Begin to record."""
    user_logged_in.connect(_signed_in)
    user_logged_out.connect(_signed_out)
    user_login_failed.connect(_sign_in_failed)
    pre_save.connect(_account_before, sender=User)
    post_save.connect(_account_saved, sender=User)
    post_delete.connect(_account_deleted, sender=User)
    rights = (User.groups, User.user_permissions, Group.permissions, EditorScope.sources)
    for many in (one.through for one in rights):
        m2m_changed.connect(_rights_changed, sender=many)
    for model, saved in _ADDED.items():
        post_save.connect(saved, sender=model)
    post_delete.connect(_limit_lifted, sender=EditorScope)
    post_delete.connect(_token_revoked, sender=ApiToken)
    post_delete.connect(_correction_removed, sender=Correction)
    for model in (*_SETTINGS, Group):
        post_save.connect(_set_by_hand, sender=model)
        post_delete.connect(_deleted_by_hand, sender=model)


def _signed_in(user: User, **_: Any) -> None:
    AuditEntry.objects.record(AuditAct.SIGN_IN, user=user)


def _signed_out(user: User | None, **_: Any) -> None:
    if user is not None:
        AuditEntry.objects.record(AuditAct.SIGN_OUT, user=user)


def _sign_in_failed(credentials: dict[str, Any], **_: Any) -> None:
    """Record the account by its name; what is the name of none may be a password in the wrong box, and is not kept."""
    account = User.objects.filter(username=credentials.get("username") or "").first()
    AuditEntry.objects.record(AuditAct.SIGN_IN_FAILED, account)


def _account_before(instance: User, update_fields: Collection[str] | None, **_: Any) -> None:
    if frozenset(update_fields or ()) not in _BY_DJANGO:
        instance._stored_before = User.objects.filter(pk=instance.pk).first()  # type: ignore[attr-defined]


def _account_saved(instance: User, created: bool, update_fields: Collection[str] | None, **_: Any) -> None:
    if frozenset(update_fields or ()) in _BY_DJANGO:
        return
    if created:
        flags = [f"+ {name}" for name in _FLAGS[:2] if getattr(instance, name)]
        AuditEntry.objects.record(AuditAct.ACCOUNT_ADDED, instance, detail=", ".join(flags))
    elif before := getattr(instance, "_stored_before", None):
        _record_differences(before, instance)


def _record_differences(before: User, after: User) -> None:
    flags = [f"{'+' if getattr(after, n) else '−'} {n}" for n in _FLAGS if getattr(before, n) != getattr(after, n)]
    names = [
        f"{n}: {getattr(before, n) or '–'} → {getattr(after, n) or '–'}"
        for n in _NAMES
        if getattr(before, n) != getattr(after, n)
    ]
    if flags:
        AuditEntry.objects.record(AuditAct.RIGHTS, after, detail=", ".join(flags))
    if names:
        AuditEntry.objects.record(AuditAct.ACCOUNT_CHANGED, after, detail="; ".join(names))
    if before.password != after.password:
        AuditEntry.objects.record(AuditAct.PASSWORD, after)


def _account_deleted(instance: User, **_: Any) -> None:
    AuditEntry.objects.record(AuditAct.ACCOUNT_DELETED, instance)


def _rights_changed(
    instance: User | Group | EditorScope, action: str, pk_set: set[int] | None, model: Any, **_: Any
) -> None:
    """Record which groups, permissions and sources were given and taken.

    What the set-up of the archive gives to groups is no act.
    """
    signs = {"post_add": "+", "post_remove": "−", "pre_clear": "−"}
    if action not in signs or (present_actor() is None and isinstance(instance, Group)):
        return
    if action == "pre_clear":
        pk_set = _all_of(instance, model)
    names = sorted(_permission_name(one) for one in model.objects.filter(pk__in=pk_set or ()))
    if names:
        detail = ", ".join(f"{signs[action]} {name}" for name in names)
        subject = instance.user if isinstance(instance, EditorScope) else instance
        AuditEntry.objects.record(AuditAct.RIGHTS, subject, detail=detail)


def _limit_lifted(instance: EditorScope, **_: Any) -> None:
    AuditEntry.objects.record(AuditAct.RIGHTS, instance.user, detail="+ *")


def _all_of(instance: User | Group | EditorScope, model: Any) -> set[int]:
    many = {Permission: "user_permissions", Group: "groups", User: "user_set", Source: "sources"}[model]
    if isinstance(instance, Group) and model is Permission:
        many = "permissions"
    return set(getattr(instance, many).values_list("pk", flat=True))


def _permission_name(one: Model) -> str:
    return f"{one.content_type.app_label}.{one.codename}" if isinstance(one, Permission) else str(one)


def _revision_written(instance: Revision, created: bool, **_: Any) -> None:
    if created and instance.kind == RevisionKind.WRITTEN:
        AuditEntry.objects.record(AuditAct.ARTICLE_WRITTEN, instance.article, user=instance.made_by)


def _batch_begun(instance: ImportBatch, created: bool, **_: Any) -> None:
    """Record an upload or a command; what a feed brings is nobody's act."""
    if created and instance.origin != Origin.FEED:
        act = AuditAct.UPLOAD if instance.origin == Origin.UPLOAD else AuditAct.IMPORT
        AuditEntry.objects.record(act, instance, user=instance.created_by, name=instance.label)


def _correction_saved(instance: Correction, created: bool, **_: Any) -> None:
    AuditEntry.objects.record(AuditAct.CORRECTION, instance.article, detail=instance.text)


def _correction_removed(instance: Correction, **_: Any) -> None:
    AuditEntry.objects.record(AuditAct.CORRECTION_REMOVED, instance.article, detail=instance.text)


def _decided(instance: Decision | SourceDecision | ArticleDecision, created: bool, **_: Any) -> None:
    """Record a decision of a person; those that the archive makes by itself are no act."""
    if created and not getattr(instance, "automatic", False):
        subject, other = _concerned(instance)
        detail = " ".join(filter(None, (instance.text, f"→ {other}" if other else "")))
        AuditEntry.objects.record(
            AuditAct.DECISION, subject, user=instance.made_by, variant=instance.kind, detail=detail
        )


def _concerned(decision: Decision | SourceDecision | ArticleDecision) -> tuple[Model, Model | None]:
    """Return what a decision is about, and the other row that it names."""
    match decision:
        case Decision():
            return decision.entity, decision.target
        case SourceDecision():
            return decision.source, decision.target
    return decision.article, decision.other


def _token_made(instance: ApiToken, created: bool, **_: Any) -> None:
    if created:
        AuditEntry.objects.record(AuditAct.TOKEN, instance, detail=str(instance.user))


def _token_revoked(instance: ApiToken, **_: Any) -> None:
    AuditEntry.objects.record(AuditAct.TOKEN_REVOKED, instance, detail=str(instance.user))


def _invited(instance: Invitation, created: bool, **_: Any) -> None:
    if created:
        AuditEntry.objects.record(AuditAct.INVITATION, instance, user=instance.created_by)


def _set_by_hand(instance: Model, created: bool, **_: Any) -> None:
    """Record a source, section, feed or group that somebody saves; imports and fetches save them too."""
    if present_actor() is not None:
        AuditEntry.objects.record(AuditAct.ADDED if created else AuditAct.CHANGED, instance)


def _deleted_by_hand(instance: Model, **_: Any) -> None:
    if present_actor() is not None:
        AuditEntry.objects.record(AuditAct.DELETED, instance)


_ADDED: Final[dict[Any, Any]] = {
    Revision: _revision_written,
    ImportBatch: _batch_begun,
    Correction: _correction_saved,
    Decision: _decided,
    ArticleDecision: _decided,
    SourceDecision: _decided,
    ApiToken: _token_made,
    Invitation: _invited,
}
