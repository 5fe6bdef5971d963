import pytest
from django.contrib.auth.models import User

from articles.models import Invitation
from articles.reader_accounts.invitations import revoke, take_up

pytestmark = pytest.mark.django_db


def test_of_two_who_take_up_an_invitation_at_once_one_gets_an_account() -> None:
    invitation = Invitation.objects.create(email="lan@toasoan.vn")
    assert [take_up(invitation, User(first_name=name)) for name in ("Lan", "Huy")] == [True, False]
    assert User.objects.get().first_name == "Lan"


def test_what_was_revoked_while_the_form_was_filled_in_is_not_taken_up() -> None:
    invitation = Invitation.objects.create(email="lan@toasoan.vn")
    assert revoke([invitation.pk]) == 1
    assert revoke([invitation.pk]) == 0
    assert not take_up(invitation, User())
    assert not User.objects.exists()
