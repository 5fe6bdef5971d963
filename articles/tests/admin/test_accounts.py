"""Accounts in the admin: who may invite whom, and what stays of an account that is deleted."""

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Group, Permission, User
from django.test import Client
from django.urls import reverse

from articles.groups import ADMINISTRATORS, EDITORS
from articles.models import ImportBatch

pytestmark = pytest.mark.django_db

PASSWORD = "cá-bống-kho-tộ-19"


def _account(name: str, group: str) -> User:
    user = User.objects.create_user(name, password=PASSWORD, is_staff=True)
    user.groups.add(Group.objects.get(name=group))
    return user


@pytest.fixture
def administrator(client: Client) -> User:
    user = _account("quản-trị", ADMINISTRATORS)
    client.force_login(user)
    return user


def _change(account: User) -> str:
    return reverse("admin:auth_user_change", args=[account.pk])


def _invite(client: Client, group: Group) -> int:
    form = {
        "username": "phóng-viên",
        "group": group.pk,
        "usable_password": "true",
        "password1": PASSWORD,
        "password2": PASSWORD,
    }
    return client.post(reverse("admin:auth_user_add"), form).status_code


def test_a_colleague_invited_into_a_group_can_sign_in(administrator: User, client: Client) -> None:
    assert _invite(client, Group.objects.get(name=EDITORS)) == 302
    colleague = Client()
    assert colleague.login(username="phóng-viên", password=PASSWORD)
    assert colleague.get("/admin/articles/importbatch/add/").status_code == 200
    assert colleague.get("/admin/auth/user/").status_code == 403


def test_administrators_cannot_give_what_they_have_not(administrator: User, client: Client) -> None:
    powerful = Group.objects.create(name="Toàn quyền")
    powerful.permissions.add(Permission.objects.get(codename="delete_session"))
    assert _invite(client, powerful) == 200
    colleague = _account("phóng-viên", EDITORS)
    form: dict[str, object] = {"username": "phóng-viên", "is_active": "on", "is_staff": "on", "is_superuser": "on"}
    form |= {"editor_scope-TOTAL_FORMS": "0", "editor_scope-INITIAL_FORMS": "0"}
    form |= {"date_joined_0": "14/06/2024", "date_joined_1": "10:15:00"}
    assert client.post(_change(colleague), form | {"groups": [powerful.pk]}).status_code == 200
    assert not colleague.groups.filter(pk=powerful.pk).exists()
    assert client.post(_change(colleague), form).status_code == 302
    colleague.refresh_from_db()
    assert not colleague.is_superuser
    permission = Permission.objects.get(codename="delete_session").pk
    group = Group.objects.get(name=ADMINISTRATORS)
    address = reverse("admin:auth_group_change", args=[group.pk])
    assert client.post(address, {"name": ADMINISTRATORS, "permissions": [permission]}).status_code == 200
    assert not group.permissions.filter(pk=permission).exists()


@pytest.mark.parametrize("active", [True, False])
def test_administrators_cannot_touch_who_may_do_more(administrator: User, client: Client, active: bool) -> None:
    superuser = User.objects.create_superuser("admin", password=PASSWORD)
    special = _account("đặc biệt", EDITORS)
    special.user_permissions.add(Permission.objects.get(codename="delete_session"))
    User.objects.filter(pk__in=[superuser.pk, special.pk]).update(is_active=active)
    for account in (superuser, special):
        assert client.post(_change(account), {"username": "x", "is_active": "on"}).status_code == 403
        password = reverse("admin:auth_user_password_change", args=[account.pk])
        assert client.post(password, {"password1": "x-y-z-19", "password2": "x-y-z-19"}).status_code == 403
        assert client.post(reverse("admin:auth_user_delete", args=[account.pk]), {"post": "yes"}).status_code == 403
    assert client.get(_change(_account("biên-tập", EDITORS))).status_code == 200


def test_a_deleted_account_cannot_sign_in_and_keeps_its_history(administrator: User, client: Client) -> None:
    colleague = _account("phóng-viên", EDITORS)
    batch = ImportBatch.objects.create(label="kho.zip", created_by=colleague)
    LogEntry.objects.create(user=colleague, action_flag=1, object_repr="Cảng cá")
    address = reverse("admin:auth_user_delete", args=[colleague.pk])
    assert "lượt nhập: 1" in client.get(address).text
    assert client.post(address, {"post": "yes"}).status_code == 302
    batch.refresh_from_db()
    assert str(batch.created_by) == "phóng-viên"
    assert LogEntry.objects.filter(user=colleague).exists()
    assert not Client().login(username="phóng-viên", password=PASSWORD)
    colleague.refresh_from_db()
    assert not colleague.groups.exists()


def test_nobody_deletes_his_own_account_or_several_at_once(administrator: User, client: Client) -> None:
    own = reverse("admin:auth_user_delete", args=[administrator.pk])
    assert client.post(own, {"post": "yes"}).status_code == 403
    assert "delete_selected" not in client.get("/admin/auth/user/").text
