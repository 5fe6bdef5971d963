"""Accounts and groups in the admin: nobody gives or takes over more than he may do himself."""

from copy import deepcopy
from typing import Any, ClassVar, Final

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.models import LogEntry
from django.contrib.auth.admin import GroupAdmin as DjangoGroupAdmin
from django.contrib.auth.admin import UserAdmin as DjangoUserAdmin
from django.contrib.auth.forms import AdminPasswordChangeForm, AdminUserCreationForm
from django.contrib.auth.models import Group, Permission, User
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import URLPattern, path
from django.utils.html import format_html
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.admin.read_only import WithoutBulkDeletion
from articles.models import AuditAct, AuditEntry, Decision, EditorScope, ImportBatch
from articles.reader_accounts.account_links import new_password_address, site_of
from articles.reader_accounts.second_step import app_of, remove
from articles.text.typed_numbers import is_row_id

admin.site.unregister([User, Group])


_CAN: Final = {
    "add": gettext_lazy("Can add: %(name)s"),
    "change": gettext_lazy("Can change: %(name)s"),
    "delete": gettext_lazy("Can delete: %(name)s"),
    "view": gettext_lazy("Can view: %(name)s"),
}


def permission_text(permission: Permission) -> str:
    """Return what a permission allows, in the reader's language; Django keeps it in English."""
    model = permission.content_type.model_class()
    action = permission.codename.partition("_")[0]
    if model is None or action not in _CAN:
        return str(permission)
    return str(_CAN[action]) % {"name": model._meta.verbose_name_plural}


class PermissionsField(forms.ModelMultipleChoiceField[Permission]):
    """Permissions to choose from, in the reader's language."""

    def label_from_instance(self, obj: Any) -> str:
        """Return what the permission allows."""
        return permission_text(obj)


class PasswordForm(AdminPasswordChangeForm):  # type: ignore[type-arg]
    """The form that sets another account's password; Django writes half of its help in English."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "usable_password" in self.fields:
            self.fields["usable_password"].help_text = format_html(
                '<ul id="id_unusable_warning" class="messagelist"><li class="warning">{}</li></ul>',
                _("Without a password the account can no longer sign in; its present password is lost."),
            )


class NewStaffForm(AdminUserCreationForm[User]):
    """A new account with its group. The account may sign in to the admin."""

    group = forms.ModelChoiceField(
        Group.objects.none(),
        label=capfirst(gettext_lazy("group")),
        empty_label=None,
        widget=forms.RadioSelect,
        help_text=gettext_lazy("what the colleague may do"),
    )

    def save(self, commit: bool = True) -> User:
        """Make the account, and put it into the group once it is stored."""
        self.instance.is_staff = True
        user: User = super().save(commit)
        return user

    def _save_m2m(self) -> None:
        super()._save_m2m()  # type: ignore[misc]
        self.instance.groups.add(self.cleaned_data["group"])


class ScopeInline(admin.StackedInline[EditorScope, User]):
    """The sources of an editor who may touch no others: for who may change the account."""

    model = EditorScope
    extra = 0
    autocomplete_fields: ClassVar = ["sources"]

    def has_view_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        """Return whether the user may change accounts."""
        return request.user.has_perm("auth.change_user")

    has_add_permission = has_change_permission = has_delete_permission = has_view_permission


@admin.register(User)
class AccountAdmin(WithoutBulkDeletion, DjangoUserAdmin[User]):
    """Accounts. One that may do more than the user himself is only shown; one that is deleted keeps its history."""

    add_form = NewStaffForm
    change_password_form = PasswordForm
    add_fieldsets = (
        (None, {"classes": ["wide"], "fields": ["username", "group", "usable_password", "password1", "password2"]}),
    )
    inlines: ClassVar = [ScopeInline]
    list_display = ["username", "first_name", "last_name", "is_active", "is_staff", "last_login"]
    delete_confirmation_template = "accounts/close.html"
    change_form_template = "accounts/change_form.html"

    def get_urls(self) -> list[URLPattern]:
        """Add the page with the link for a new password."""
        page = self.admin_site.admin_view(self.new_password_link)
        reset = self.admin_site.admin_view(self.reset_two_step)
        return [
            path("<path:object_id>/new-password/", page, name="auth_user_new_password"),
            path("<path:object_id>/two-step/", reset, name="auth_user_two_step"),
            *super().get_urls(),
        ]

    def new_password_link(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Show a link, to be copied, by which the holder of an account chooses a new password; note who made it."""
        account = self._changeable(request, object_id)
        link = ""
        if request.method == "POST":
            link = new_password_address(site_of(request), account)
            self.log_change(request, account, _("made a link for a new password"))
            AuditEntry.objects.record(AuditAct.PASSWORD_LINK, account)
        context = self.admin_site.each_context(request) | {
            "title": _("Link for a new password"),
            "account": account,
            "link": link,
        }
        return render(request, "accounts/new_password_link.html", context)

    def reset_two_step(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Take the second step of the sign-in from an account once that is confirmed."""
        account = self._changeable(request, object_id)
        if request.method == "POST":
            remove(account)
            messages.success(request, _("“%(name)s” now signs in with the password alone.") % {"name": account})
            return redirect("admin:auth_user_change", account.pk)
        context = {"title": _("Two-step sign-in"), "account": account}
        return render(request, "accounts/reset_two_step.html", self.admin_site.each_context(request) | context)

    def _changeable(self, request: HttpRequest, object_id: str) -> User:
        """Return an open account that the user may change; raises Http404 or PermissionDenied."""
        account = get_object_or_404(User, pk=object_id) if is_row_id(object_id) else None
        if account is None:
            raise Http404
        if not self.has_change_permission(request, account) or not account.is_active:
            raise PermissionDenied
        return account

    def has_change_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        """Return whether the user may change accounts, and may do all that this one may."""
        return super().has_change_permission(request, obj) and (obj is None or _may_all_of(request, obj))

    def has_delete_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        """Return whether the user may delete accounts, and may do all that this one, not his own, may."""
        allowed = super().has_delete_permission(request, obj)
        return allowed and (obj is None or (obj.pk != request.user.pk and _may_all_of(request, obj)))

    def get_readonly_fields(self, request: HttpRequest, obj: User | None = None) -> list[str]:
        """Let only superusers make superusers."""
        return [] if request.user.is_superuser else ["is_superuser"]

    def get_form(self, request: HttpRequest, obj: User | None = None, change: bool = False, **kwargs: Any) -> Any:
        """Return the form; a new account is offered the groups that the user may give."""
        form = super().get_form(request, obj, change=change, **kwargs)
        if "group" in form.base_fields:
            group = deepcopy(form.base_fields["group"])  # the class of the form shares it with other requests
            group.queryset = _groups_of(request)  # type: ignore[attr-defined]
            form.base_fields["group"] = group
        return form

    def change_view(self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None) -> Any:
        """Show an account; a link resets its two-step sign-in where it has one."""
        account = User.objects.filter(pk=object_id).first() if is_row_id(object_id) else None
        more = {"has_two_steps": account is not None and app_of(account) is not None}
        return super().change_view(request, object_id, form_url, more | (extra_context or {}))

    def get_inlines(self, request: HttpRequest, obj: User | None) -> Any:
        """Return the limit to sources, once there is an account; a superuser has none."""
        return self.inlines if obj and not obj.is_superuser else []

    def formfield_for_manytomany(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """Offer the groups and permissions that the user may give."""
        if db_field.name == "groups":
            return super().formfield_for_manytomany(db_field, request, queryset=_groups_of(request), **kwargs)
        kwargs |= {"queryset": _permissions_of(request), "form_class": PermissionsField}
        return super().formfield_for_manytomany(db_field, request, **kwargs)

    def get_deleted_objects(
        self, objs: Any, request: HttpRequest
    ) -> tuple[list[str], dict[str, int], set[str], list[Any]]:
        """Return nothing: an account is closed and its history stays."""
        return [], {}, set(), []

    def delete_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> Any:
        """Show what stays of an account, and close it once that is confirmed."""
        account = get_object_or_404(User, pk=object_id)
        history = {
            "imports": ImportBatch.objects.filter(created_by=account).count(),
            "decisions": Decision.objects.filter(made_by=account).count(),
            "changes": LogEntry.objects.filter(user=account).count(),
        }
        return super().delete_view(request, object_id, (extra_context or {}) | history)

    @transaction.atomic
    def delete_model(self, request: HttpRequest, obj: User) -> None:
        """Close the account: nobody can sign in with it, it may do nothing, and its name stays with what it did."""
        obj.is_active = obj.is_staff = obj.is_superuser = False
        obj.set_unusable_password()
        obj.save()
        obj.groups.clear()
        obj.user_permissions.clear()
        messages.info(
            request, _("Nobody can sign in as “%(name)s” any more. The name stays with its history.") % {"name": obj}
        )


@admin.register(Group)
class GroupAdmin(WithoutBulkDeletion, DjangoGroupAdmin):
    """Groups. One that may do more than the user himself is only shown."""

    def has_change_permission(self, request: HttpRequest, obj: Group | None = None) -> bool:
        """Return whether the user may change groups, and may do all that this one may."""
        return super().has_change_permission(request, obj) and (obj is None or _may_all(request, _permissions_in(obj)))

    def has_delete_permission(self, request: HttpRequest, obj: Group | None = None) -> bool:
        """Return whether the user may delete groups, and may do all that this one may."""
        return super().has_delete_permission(request, obj) and (obj is None or _may_all(request, _permissions_in(obj)))

    def formfield_for_manytomany(self, db_field: Any, request: HttpRequest | None = None, **kwargs: Any) -> Any:
        """Offer the permissions that the user has."""
        if request is not None:
            kwargs |= {"queryset": _permissions_of(request), "form_class": PermissionsField}
        return super().formfield_for_manytomany(db_field, request, **kwargs)

    def get_deleted_objects(
        self, objs: Any, request: HttpRequest
    ) -> tuple[list[str], dict[str, int], set[str], list[Any]]:
        """Return the groups alone: with them go only rows that say who is in them and what they may do."""
        counts = {str(self.opts.verbose_name_plural): len(objs)}
        return [str(group) for group in objs], counts, set(), []


def _may_all_of(request: HttpRequest, account: User) -> bool:
    """Return whether the user may do all that an account may. One that is closed counts as if it were open."""
    if account.is_superuser:
        return bool(request.user.is_superuser)
    return _may_all(request, Permission.objects.filter(Q(user=account) | Q(group__user=account)))


def _may_all(request: HttpRequest, permissions: QuerySet[Permission]) -> bool:
    return not permissions.exclude(pk__in=_permissions_of(request).values("pk")).exists()


def _permissions_in(group: Group) -> QuerySet[Permission]:
    return Permission.objects.filter(group=group)


def _permissions_of(request: HttpRequest) -> QuerySet[Permission]:
    """Return the permissions that the user has, and so may give."""
    if request.user.is_superuser:
        return Permission.objects.all()
    held = Permission.objects.filter(Q(user=request.user.pk) | Q(group__user=request.user.pk))
    return Permission.objects.filter(pk__in=held.values("pk"))


def _groups_of(request: HttpRequest) -> QuerySet[Group]:
    """Return the groups with no permission that the user has not."""
    beyond = Permission.objects.exclude(pk__in=_permissions_of(request).values("pk"))
    return Group.objects.exclude(permissions__in=beyond).order_by("name")
