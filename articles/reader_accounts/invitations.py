"""Invitations: their links, and the accounts that are made by them."""

from collections.abc import Iterable
from typing import Final

from django.contrib.auth.models import User
from django.core import signing
from django.db import transaction
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from articles.models import AuditAct, AuditEntry, Invitation, ReaderProfile
from articles.reader_accounts.account_links import full_address, site_of
from articles.reader_accounts.account_mail import send_text

# Tokens are signed, not kept: nobody who reads the database, or a copy of it, can take up an invitation.
_SIGNER: Final = signing.Signer(salt="invitation")


def invitation_address(request: HttpRequest, invitation: Invitation) -> str:
    """Return the full address of the page on which an invitation is taken up."""
    token = _SIGNER.sign(f"{invitation.pk}.{invitation.email}")
    return full_address(site_of(request), reverse("join", args=[token]))


def invitation_of(token: str) -> Invitation | None:
    """Return the invitation of a token, whatever became of it; None for a token that the archive did not make."""
    try:
        pk, _, email = _SIGNER.unsign(token).partition(".")
    except signing.BadSignature:
        return None
    return Invitation.objects.filter(pk=pk, email=email).first()


def mail_invitation(request: HttpRequest, invitation: Invitation) -> bool:
    """Send the link to the address invited; tell whether it was sent."""
    values = {"address": invitation_address(request, invitation), "expires_at": invitation.expires_at}
    return send_text("invitation", invitation.email, invitation.language, values)


@transaction.atomic
def take_up(invitation: Invitation, account: User) -> bool:
    """Store the account that was made by an invitation; False where it is no longer valid, and nothing is stored.

    The mail address is also the name to sign in with, in lower case. The account has the language of the page.
    """
    if not Invitation.objects.valid().filter(pk=invitation.pk).update(used_at=timezone.now()):
        return False
    account.username = account.email = invitation.email.lower()
    account.save()
    ReaderProfile.of(account)
    return True


def revoke(ids: Iterable[int]) -> int:
    """Revoke those of these invitations that are still valid; return how many."""
    valid = list(Invitation.objects.valid().filter(pk__in=ids))
    AuditEntry.objects.record_each(AuditAct.INVITATION_REVOKED, valid)
    return Invitation.objects.valid().filter(pk__in=[one.pk for one in valid]).update(revoked_at=timezone.now())
