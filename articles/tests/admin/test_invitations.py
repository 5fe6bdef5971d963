"""Administrators invite readers, and hand out links for new passwords."""

import re
from datetime import timedelta

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Group, User
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from articles.groups import ADMINISTRATORS, EDITORS
from articles.models import Invitation
from articles.tests.mail_server import Mailbox

pytestmark = pytest.mark.django_db

LIST = "/admin/articles/invitation/"


@pytest.fixture
def administrator(client: Client) -> User:
    user = User.objects.create_user("quản-trị", is_staff=True)
    user.groups.add(Group.objects.get(name=ADMINISTRATORS))
    client.force_login(user)
    return user


def _invite(client: Client, email: str = "Lan@Toasoan.vn") -> str:
    """Invite, and return what the next page says."""
    page: str = client.post(f"{LIST}add/", {"email": email, "language": "vi"}, follow=True).text
    return page


def _link(page: str) -> str:
    links: set[str] = set(re.findall(r"http://testserver(/account/join/[^<\s]+/)", page))
    assert len(links) == 1
    return links.pop()


def test_a_link_is_shown_to_be_copied(administrator: User, client: Client) -> None:
    page = _invite(client)
    assert "Chưa gửi thư nào" in page
    assert Client().get(_link(page)).status_code == 200
    invitation = Invitation.objects.get()
    assert (invitation.email, invitation.created_by) == ("lan@toasoan.vn", administrator)
    assert _link(client.get(f"{LIST}{invitation.pk}/change/").text) == _link(page)


def test_the_link_is_mailed_where_a_server_is_set_up(administrator: User, client: Client, mailbox: Mailbox) -> None:
    page = _invite(client)
    assert "Đã gửi liên kết" in page
    assert mailbox.mails[0]["To"] == "lan@toasoan.vn"
    assert _link(mailbox.text()) == _link(page)


def test_links_begin_with_the_address_of_the_archive(administrator: User, client: Client, settings: Settings) -> None:
    settings.SITE_ADDRESS = "https://kho.toasoan.vn/"
    assert "https://kho.toasoan.vn/account/join/" in _invite(client)
    account = User.objects.create_user("lan")
    page = client.post(f"/admin/auth/user/{account.pk}/new-password/").text
    assert "https://kho.toasoan.vn/account/password/new/" in page


def test_a_revoked_invitation_is_no_longer_shown_nor_valid(administrator: User, client: Client) -> None:
    link = _link(_invite(client))
    invitation = Invitation.objects.get()
    page = client.post(LIST, {"action": "revoke_chosen", "_selected_action": [invitation.pk]}, follow=True).text
    assert "Đã thu hồi 1 lời mời." in page
    assert Client().get(link).status_code == 410
    assert "/account/join/" not in client.get(f"{LIST}{invitation.pk}/change/").text


@pytest.mark.parametrize(
    ("columns", "state"),
    [
        ({}, "còn hiệu lực"),
        ({"used_at": timezone.now()}, "đã nhận"),
        ({"revoked_at": timezone.now()}, "đã thu hồi"),
        ({"expires_at": timezone.now() - timedelta(seconds=1)}, "đã hết hạn"),
    ],
)
def test_the_list_says_what_became_of_each(
    administrator: User, client: Client, columns: dict[str, object], state: str
) -> None:
    Invitation.objects.create(email="lan@toasoan.vn", **columns)
    assert f">{state}<" in client.get(LIST).text


def test_nobody_is_invited_who_has_an_account(administrator: User, client: Client) -> None:
    User.objects.create_user("lan@toasoan.vn")
    assert "Địa chỉ này đã có tài khoản." in _invite(client)
    assert not Invitation.objects.exists()


def test_editors_invite_nobody(client: Client) -> None:
    editor = User.objects.create_user("biên-tập", is_staff=True)
    editor.groups.add(Group.objects.get(name=EDITORS))
    client.force_login(editor)
    assert client.get(LIST).status_code == 403
    assert client.post(f"{LIST}add/", {"email": "lan@toasoan.vn", "language": "vi"}).status_code == 403


def test_an_administrator_makes_a_link_for_a_new_password(administrator: User, client: Client) -> None:
    reader = User.objects.create_user("lan@toasoan.vn", password="cũ-lắm-rồi")
    page = f"/admin/auth/user/{reader.pk}/new-password/"
    assert f'href="{page}"' in client.get(f"/admin/auth/user/{reader.pk}/change/").text
    assert "/account/password/new/" not in client.get(page).text
    link = re.search(r"http://testserver(/account/password/new/\S+?)<", client.post(page).text)
    assert link
    assert LogEntry.objects.filter(user=administrator, object_id=str(reader.pk)).exists()
    readers = Client()
    form = readers.get(link[1], follow=True)
    new = {"new_password1": "cá-bống-kho-tộ", "new_password2": "cá-bống-kho-tộ"}
    assert readers.post(form.redirect_chain[-1][0], new).status_code == 302
    assert Client().login(username="lan@toasoan.vn", password="cá-bống-kho-tộ")
    assert "đã được dùng" in Client().get(link[1], follow=True).text


def test_no_link_is_made_for_who_may_do_more_or_has_left(administrator: User, client: Client) -> None:
    superuser = User.objects.create_superuser("admin")
    closed = User.objects.create_user("đã nghỉ", is_active=False)
    for account in (superuser, closed):
        assert client.post(f"/admin/auth/user/{account.pk}/new-password/").status_code == 403
    assert client.get("/admin/auth/user/999999/new-password/").status_code == 404
