"""Invitations in the admin: who was invited, the link to pass on, and its withdrawal."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from articles.admin.read_only import WithoutBulkDeletion
from articles.models import Invitation
from articles.reader_accounts.invitations import invitation_address, mail_invitation, revoke


class InvitedForm(forms.ModelForm[Invitation]):
    """The address of a reader to invite, who gets an account without rights in the admin."""

    def clean_email(self) -> str:
        """Return the address; raises ValidationError where somebody has an account by it."""
        email: str = self.cleaned_data["email"].lower()
        if User.objects.filter(username__iexact=email).exists():
            raise ValidationError(_("An account with this address exists."))
        return email


@admin.register(Invitation)
class InvitationAdmin(WithoutBulkDeletion):
    """Invitations. Who may add accounts may invite; nothing is changed later, only revoked."""

    form = InvitedForm
    list_display = ["email", "state", "created_by", "created_at", "expires_at"]
    list_select_related = ["created_by"]
    search_fields = ["email"]
    actions = ["revoke_chosen"]
    view_on_site = False

    def has_module_permission(self, request: HttpRequest) -> bool:
        """Return whether the user may add accounts."""
        return request.user.has_perm("auth.add_user")

    def has_view_permission(self, request: HttpRequest, obj: Invitation | None = None) -> bool:
        """Return whether the user may add accounts."""
        return request.user.has_perm("auth.add_user")

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Return whether the user may add accounts."""
        return request.user.has_perm("auth.add_user")

    def has_change_permission(self, request: HttpRequest, obj: Invitation | None = None) -> bool:
        """Return False: an invitation is only revoked."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Invitation | None = None) -> bool:
        """Return False: the list of invitations stays."""
        return False

    def has_revoke_permission(self, request: HttpRequest) -> bool:
        """Return whether the user may add accounts."""
        return request.user.has_perm("auth.add_user")

    def get_fields(self, request: HttpRequest, obj: Invitation | None = None) -> list[Any]:
        """Ask for the address and the language; show all of an invitation that is made."""
        return ["email", "language"] if obj is None else ["link", "language", *self.list_display]

    def get_object(self, request: HttpRequest, object_id: str, from_field: str | None = None) -> Invitation | None:
        """Return the invitation with its link, whose address is made of that of the page."""
        found: Invitation | None = super().get_object(request, object_id, from_field)
        if found and found.is_valid:
            found.shown_link = invitation_address(request, found)
        return found

    def save_model(self, request: HttpRequest, obj: Invitation, form: Any, change: bool) -> None:
        """Keep the invitation, mail it where a mail server is set up, and say whether it was mailed."""
        obj.created_by = request.user if isinstance(request.user, User) else None
        super().save_model(request, obj, form, change)
        address = invitation_address(request, obj)
        if mail_invitation(request, obj):
            text = _("The link was mailed to %(email)s. It can be copied, too: %(address)s")
        else:
            text = _("No mail was sent. Copy this link and pass it on to %(email)s: %(address)s")
        self.message_user(request, text % {"email": obj.email, "address": address}, messages.INFO)

    @admin.display(description=gettext_lazy("link to pass on"))
    def link(self, invitation: Invitation) -> str:
        """Return the link, to be copied, of an invitation that is still valid."""
        return format_html("<code>{}</code>", invitation.shown_link) if invitation.shown_link else "–"

    @admin.display(description=gettext_lazy("condition"))
    def state(self, invitation: Invitation) -> str:
        """Return what became of an invitation."""
        if invitation.used_at:
            return _("taken up")
        if invitation.revoked_at:
            return _("revoked")
        return _("open") if invitation.is_valid else _("expired")

    @admin.action(description=gettext_lazy("Revoke the selected invitations"), permissions=["revoke"])
    def revoke_chosen(self, request: HttpRequest, queryset: QuerySet[Invitation]) -> None:
        """Revoke the selected invitations that are still open."""
        count = revoke(queryset.values_list("pk", flat=True))
        text = ngettext("%(count)d invitation is revoked.", "%(count)d invitations are revoked.", count)
        self.message_user(request, text % {"count": count}, messages.SUCCESS if count else messages.WARNING)
