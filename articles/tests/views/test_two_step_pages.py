"""Two-step sign-in: an app and backup codes, on the page of readers and that of the admin; required by a setting."""

from time import time

import pytest
from django.contrib.auth.models import Group, User
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django_otp.oath import TOTP
from django_otp.plugins.otp_totp.models import TOTPDevice
from pytest_django import Settings

from articles.groups import ADMINISTRATORS, EDITORS, make_groups
from articles.models import AuditEntry
from articles.reader_accounts.account_links import new_password_address
from articles.reader_accounts.second_step import app_to_confirm, backup_codes_left, is_required

pytestmark = pytest.mark.django_db

PASSWORD = "cá-bống-kho-tộ-19"
LOG_IN, CODE, SET_UP = "/account/log-in/", "/account/log-in/code/", "/account/two-step/"


def app_code(user: User, steps: int = 0) -> str:
    """Return what an account's app shows now, or some half minutes from now: each code works once."""
    app = TOTPDevice.objects.get(user=user)
    return f"{TOTP(app.bin_key, app.step, app.t0, app.digits, steps).token():06}"


@pytest.fixture
def user() -> User:
    return User.objects.create_superuser("lan@toasoan.vn", "lan@toasoan.vn", PASSWORD)


@pytest.fixture
def codes(user: User) -> list[str]:
    """Return the backup codes of the account, which has just set up its app."""
    client = Client()
    client.force_login(user)
    app_to_confirm(user)
    codes: list[str] = client.post(SET_UP, {"code": app_code(user, -1)}).context["backup_codes"]
    return codes


def _is_signed_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def test_setting_it_up_shows_a_picture_and_asks_for_a_code(client: Client, user: User) -> None:
    client.force_login(user)
    page = client.get(SET_UP).content.decode()
    assert "<svg" in page
    assert "http://" not in page.partition("<svg")[2].partition("</svg>")[0].replace("http://www.w3.org/2000/svg", "")
    assert "không đúng" in client.post(SET_UP, {"code": "000000"}).content.decode()
    assert not TOTPDevice.objects.get().confirmed


@pytest.mark.parametrize(("page", "then"), [(LOG_IN, "/"), ("/admin/login/", "/admin/")])
def test_both_log_in_pages_ask_for_the_code(client: Client, user: User, codes: list[str], page: str, then: str) -> None:
    answer = client.post(page, {"username": user.username, "password": PASSWORD})
    assert answer.headers["Location"] == CODE
    assert not _is_signed_in(client)
    assert client.get("/admin/").status_code == 302
    answer = client.post(CODE, {"code": app_code(user)})
    assert (answer.status_code, answer.headers["Location"]) == (302, then)
    assert _is_signed_in(client)


def test_the_page_that_was_asked_for_follows_the_code(client: Client, user: User, codes: list[str]) -> None:
    client.post(LOG_IN, {"username": user.username, "password": PASSWORD, "next": "/folders/"})
    assert client.post(CODE, {"code": app_code(user)}).headers["Location"] == "/folders/"
    foreign = {"username": user.username, "password": PASSWORD, "next": "https://xau.vn/"}
    other = Client()
    other.post(LOG_IN, foreign)
    assert other.post(CODE, {"code": codes[0]}).headers["Location"] == "/"


def test_a_backup_code_works_once_and_as_it_is_typed(user: User, codes: list[str]) -> None:
    assert len(set(codes)) == 10
    typed = f" {codes[3][:4].upper()} {codes[3][4:]} "
    for signed_in in (True, False):
        client = Client()
        client.post(LOG_IN, {"username": user.username, "password": PASSWORD})
        client.post(CODE, {"code": typed})
        assert _is_signed_in(client) is signed_in
    assert backup_codes_left(user) == 9


def test_a_code_of_the_app_works_once(user: User, codes: list[str]) -> None:
    code = app_code(user)
    for signed_in in (True, False):
        client = Client()
        client.post(LOG_IN, {"username": user.username, "password": PASSWORD})
        client.post(CODE, {"code": code})
        assert _is_signed_in(client) is signed_in


def test_wrong_codes_have_to_wait_and_are_recorded(client: Client, user: User, codes: list[str]) -> None:
    client.post(LOG_IN, {"username": user.username, "password": PASSWORD})
    for _ in range(3):
        page = client.post(CODE, {"code": "000000"}).content.decode()
    assert "nhập sai mã quá nhiều lần" in page
    assert "nhập sai mã quá nhiều lần" in client.post(CODE, {"code": app_code(user)}).content.decode()
    assert AuditEntry.objects.filter(act="code_failed", subject_name=user.username).count() >= 1


def test_a_code_without_a_password_is_none(client: Client, user: User, codes: list[str]) -> None:
    assert client.post(CODE, {"code": app_code(user)}).headers["Location"] == LOG_IN
    client.post(LOG_IN, {"username": user.username, "password": PASSWORD})
    user.set_password("một mật khẩu khác 7")
    user.save()
    assert client.post(CODE, {"code": app_code(user)}).headers["Location"] == LOG_IN
    assert not _is_signed_in(client)


def test_the_password_is_not_enough_after_five_minutes(client: Client, user: User, codes: list[str]) -> None:
    client.post(LOG_IN, {"username": user.username, "password": PASSWORD})
    session = client.session
    session["second_step"] |= {"until": time() - 1}
    session.save()
    assert client.post(CODE, {"code": app_code(user)}).headers["Location"] == LOG_IN


def test_a_new_password_by_mail_does_not_pass_by_the_second_step(client: Client, user: User, codes: list[str]) -> None:
    link = new_password_address("http://testserver/", user).removeprefix("http://testserver")
    form = client.get(link, follow=True).redirect_chain[0][0]
    new = {"new_password1": "một mật khẩu khác 7", "new_password2": "một mật khẩu khác 7"}
    assert client.post(form, new).headers["Location"] == LOG_IN
    assert not _is_signed_in(client)


def test_setting_it_up_ends_other_sessions(client: Client, user: User) -> None:
    other = Client()
    other.force_login(user)
    client.force_login(user)
    app_to_confirm(user)
    client.post(SET_UP, {"code": app_code(user)})
    assert client.get("/account/").status_code == 200
    assert other.get("/account/").status_code == 302


def test_it_is_turned_off_by_a_code_but_not_where_it_is_required(
    client: Client, user: User, codes: list[str], settings: Settings
) -> None:
    client.force_login(user)
    settings.TWO_STEP_REQUIRED = "administrators"
    client.post(SET_UP, {"code": codes[0], "remove": "1"})
    assert TOTPDevice.objects.filter(confirmed=True).exists()
    settings.TWO_STEP_REQUIRED = "nobody"
    client.post(SET_UP, {"code": "sai", "remove": "1"})
    assert TOTPDevice.objects.filter(confirmed=True).exists()
    client.post(SET_UP, {"code": app_code(user), "remove": "1"})
    assert not TOTPDevice.objects.exists()
    assert client.get("/account/").status_code == 200


@pytest.mark.parametrize(
    ("setting", "group", "required"),
    [
        ("nobody", ADMINISTRATORS, False),
        ("administrators", ADMINISTRATORS, True),
        ("administrators", EDITORS, False),
        ("staff", EDITORS, True),
    ],
)
def test_the_setting_says_who_needs_it(
    client: Client, settings: Settings, setting: str, group: str, required: bool
) -> None:
    make_groups()
    settings.TWO_STEP_REQUIRED = setting
    user = User.objects.create_user("minh", password=PASSWORD, is_staff=True)
    user.groups.add(Group.objects.get(name=group))
    client.force_login(user)
    answer = client.get("/admin/articles/article/")
    assert answer.status_code == (302 if required else 200)
    assert is_required(user) is required
    if required:
        assert answer.headers["Location"] == SET_UP
        app_to_confirm(user)
        client.post(SET_UP, {"code": app_code(user)})
        assert client.get("/admin/articles/article/").status_code == 200


def test_an_administrator_resets_it_which_is_recorded_and_ends_sessions(
    admin_client: Client, user: User, codes: list[str]
) -> None:
    theirs = Client()
    theirs.post(LOG_IN, {"username": user.username, "password": PASSWORD})
    theirs.post(CODE, {"code": codes[0]})
    page = reverse("admin:auth_user_two_step", args=[user.pk])
    assert page in admin_client.get(reverse("admin:auth_user_change", args=[user.pk])).content.decode()
    assert admin_client.get(page).status_code == 200
    assert TOTPDevice.objects.exists()
    admin_client.post(page)
    assert not TOTPDevice.objects.exists()
    assert theirs.get("/account/").status_code == 302
    [entry] = AuditEntry.objects.filter(act="second_step_off")
    assert (entry.actor_name, entry.subject_name) == ("admin", user.username)
    theirs.post(LOG_IN, {"username": user.username, "password": PASSWORD})
    assert _is_signed_in(theirs)


def test_editors_reset_nobody(client: Client, user: User, codes: list[str]) -> None:
    make_groups()
    editor = User.objects.create_user("minh", is_staff=True)
    editor.groups.add(Group.objects.get(name=EDITORS))
    client.force_login(editor)
    assert client.post(reverse("admin:auth_user_two_step", args=[user.pk])).status_code == 403
    assert TOTPDevice.objects.exists()


def test_the_command_helps_the_last_administrator(user: User, codes: list[str]) -> None:
    call_command("reset_two_step", user.username)
    assert not TOTPDevice.objects.exists()


def test_nobody_sees_the_keys_of_apps_in_the_admin(admin_client: Client) -> None:
    assert "otp_totp" not in admin_client.get("/admin/").content.decode()
    assert admin_client.get("/admin/otp_totp/totpdevice/").status_code == 404
