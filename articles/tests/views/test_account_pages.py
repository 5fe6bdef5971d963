"""Readers' accounts: by invitation, with a profile, without rights in the admin; and what caches may keep."""

import re
from datetime import timedelta

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import User
from django.test import Client, RequestFactory
from django.utils import timezone
from pytest_django import Settings

from articles.models import Invitation, MailFrequency, QueryList, ReaderProfile
from articles.reader_accounts.attempt_limits import LOG_IN_BY_CLIENT, LOG_IN_BY_NAME
from articles.reader_accounts.invitations import invitation_address
from articles.tests.mail_server import Mailbox

pytestmark = pytest.mark.django_db

PASSWORD = "cá-bống-kho-tộ-19"
PASSWORDS = {"password1": PASSWORD, "password2": PASSWORD}


@pytest.fixture
def reader() -> User:
    user = User.objects.create_user("lan@toasoan.vn", "lan@toasoan.vn", PASSWORD)
    ReaderProfile.objects.create(user=user, language="vi")
    return user


@pytest.fixture
def signed_in(client: Client, reader: User) -> Client:
    client.force_login(reader)
    return client


def _link(invitation: Invitation) -> str:
    return invitation_address(RequestFactory().get("/"), invitation).removeprefix("http://testserver")


def _log_in(client: Client, name: str = "lan@toasoan.vn", password: str = PASSWORD) -> int:
    return client.post("/account/log-in/", {"username": name, "password": password}).status_code


def test_an_invitation_makes_one_account_without_rights(client: Client) -> None:
    invitation = Invitation.objects.create(email="Lan@toasoan.vn", language="en")
    assert "Lan@toasoan.vn" in client.get(_link(invitation)).text
    answer = client.post(_link(invitation), PASSWORDS | {"first_name": "Lan"}, follow=True)
    assert "Welcome" in answer.text
    user = User.objects.get()
    assert (user.username, user.email, user.first_name) == ("lan@toasoan.vn", "lan@toasoan.vn", "Lan")
    assert (user.is_staff, user.is_superuser, user.get_all_permissions()) == (False, False, set())
    assert user.reader_profile.language == "en"
    assert client.get("/admin/", follow=True).redirect_chain[-1][0].startswith("/admin/login/")
    assert Client().get(_link(invitation)).status_code == 410
    assert Client().post(_link(invitation), PASSWORDS).status_code == 410
    assert User.objects.count() == 1


@pytest.mark.parametrize(
    "columns", [{"revoked_at": timezone.now()}, {"expires_at": timezone.now() - timedelta(seconds=1)}]
)
def test_an_invitation_that_ended_makes_none(client: Client, columns: dict[str, object]) -> None:
    invitation = Invitation.objects.create(email="lan@toasoan.vn", **columns)
    assert client.post(_link(invitation), PASSWORDS).status_code == 410
    assert not User.objects.exists()


def test_a_token_is_not_guessed(client: Client) -> None:
    invitation = Invitation.objects.create(email="lan@toasoan.vn")
    token = _link(invitation).rstrip("/").rpartition("/")[2]
    for wrong in (token[:-1], token.replace("lan", "huy"), "x", f"{invitation.pk}.lan@toasoan.vn"):
        assert client.get(f"/account/join/{wrong}/").status_code == 410


@pytest.mark.parametrize("password", ["12345678", "lan", "mậtkhẩu"])
def test_a_weak_password_is_refused_with_the_reason(client: Client, password: str) -> None:
    invitation = Invitation.objects.create(email="lan@toasoan.vn")
    page = client.post(_link(invitation), {"password1": password, "password2": password})
    assert (page.status_code, "errorlist" in page.text) == (200, True)
    assert not User.objects.exists()


def test_a_reader_logs_in_and_out(client: Client, reader: User) -> None:
    assert 'href="/account/log-in/"' in client.get("/").text
    assert _log_in(client, "Lan@ToaSoan.vn") == 302
    page = client.get("/").text
    assert 'href="/account/"' in page
    assert 'href="/admin/"' not in page
    assert client.get("/account/log-out/").status_code == 405
    answer = client.post("/account/log-out/")
    assert answer.headers["Location"] == "/"
    assert {name for name, cookie in client.cookies.items() if cookie.value} == {"django_language"}
    assert client.get("/account/").headers["Location"] == "/account/log-in/?next=/account/"


def test_the_page_to_log_in_is_named_after_the_archive(client: Client, reader: User) -> None:
    page = client.get("/account/log-in/", headers={"host": "127.0.0.1:8000"}).text
    assert "<title>Đăng nhập – Kho báo</title>" in page
    assert "127.0.0.1" not in re.sub(r'<p class="print-address">.*?</p>', "", page)


def test_logging_in_leads_back_within_the_archive_alone(client: Client, reader: User) -> None:
    form = {"username": "lan@toasoan.vn", "password": PASSWORD}
    assert client.post("/account/log-in/", form | {"next": "/search/?q=lũ"}).headers["Location"] == "/search/?q=l%C5%A9"
    assert Client().post("/account/log-in/", form | {"next": "https://xấu.example/"}).headers["Location"] == "/"


def test_the_language_of_the_profile_follows_the_reader(client: Client, reader: User) -> None:
    ReaderProfile.objects.update(language="en")
    _log_in(client)
    assert '<html lang="en">' in client.get("/").text


@pytest.mark.parametrize("address", ["/account/log-in/", "/admin/login/"])
def test_guessing_a_password_ends_after_some_attempts(client: Client, reader: User, address: str) -> None:
    User.objects.update(is_staff=True)
    for _ in range(LOG_IN_BY_NAME.most):
        client.post(address, {"username": "lan@toasoan.vn", "password": "sai"})
    page = client.post(address, {"username": "lan@toasoan.vn", "password": PASSWORD})
    assert "quá nhiều lần" in page.text
    assert page.status_code == (429 if address == "/account/log-in/" else 200)
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize("address", ["/account/leave/", "/account/password/"])
def test_guessing_ends_on_the_pages_of_the_account_too(signed_in: Client, reader: User, address: str) -> None:
    """As for log-ins: what is tried here and there counts together."""
    new = {"new_password1": "canh-chua-cá-lóc", "new_password2": "canh-chua-cá-lóc"}
    for _ in range(LOG_IN_BY_NAME.most):
        page = signed_in.post(address, new | {"password": "sai", "old_password": "sai"})
        assert (page.status_code, "errorlist" in page.text) == (200, True)
    page = signed_in.post(address, new | {"password": PASSWORD, "old_password": PASSWORD})
    assert (page.status_code, "quá nhiều lần" in page.text) == (429, True)
    assert _log_in(Client()) == 429
    assert User.objects.get().check_password(PASSWORD)


def test_the_right_password_starts_a_new_count(signed_in: Client, reader: User) -> None:
    new = {"new_password1": PASSWORD, "new_password2": PASSWORD}
    for _ in range(3):
        for _ in range(LOG_IN_BY_NAME.most - 1):
            signed_in.post("/account/password/", new | {"old_password": "sai"})
        assert signed_in.post("/account/password/", new | {"old_password": PASSWORD}).status_code == 302


def test_guessing_the_passwords_of_many_ends_too(client: Client, reader: User) -> None:
    for number in range(LOG_IN_BY_CLIENT.most):
        client.post("/account/log-in/", {"username": f"người {number}", "password": "sai"})
    assert _log_in(client) == 429
    client.defaults["REMOTE_ADDR"] = "10.0.0.9"
    assert _log_in(client) == 302


def test_a_success_forgives_earlier_slips(client: Client, reader: User) -> None:
    for _ in range(3):
        for _ in range(LOG_IN_BY_NAME.most - 1):
            _log_in(client, password="sai")
        assert _log_in(client) == 302
        client.logout()


def test_a_reader_chooses_language_and_mails(signed_in: Client, reader: User) -> None:
    page = signed_in.get("/account/").text
    assert "Kho này chưa gửi thư." in page
    assert re.findall(r'name="language" value="(..)".*?>\s*([^<]+?)\s*</label>', page, re.DOTALL) == [
        ("vi", "Tiếng Việt"),
        ("en", "English"),
    ]
    form = {"language": "en", "mail_frequency": "weekly", "first_name": "Lan"}
    page = signed_in.post("/account/", form, follow=True).text
    assert "Your profile is saved." in page
    reader.refresh_from_db()
    assert (reader.first_name, reader.reader_profile.mail_frequency) == ("Lan", MailFrequency.WEEKLY)
    assert signed_in.post("/account/", form | {"mail_frequency": "hourly"}).status_code == 200


def test_a_reader_changes_the_password(signed_in: Client) -> None:
    new = {"old_password": PASSWORD, "new_password1": "canh-chua-cá-lóc", "new_password2": "canh-chua-cá-lóc"}
    assert "Đã đổi mật khẩu." in signed_in.post("/account/password/", new, follow=True).text
    assert _log_in(Client()) == 200
    assert _log_in(Client(), password="canh-chua-cá-lóc") == 302


def test_a_forgotten_password_is_replaced_by_mail(client: Client, reader: User, mailbox: Mailbox) -> None:
    ReaderProfile.objects.update(language="en")
    client.post("/account/password/forgotten/", {"email": "LAN@toasoan.vn"})
    assert mailbox.mails[0]["Subject"] == "A new password for Kho báo"
    link = re.search(r"http://testserver(/account/password/new/\S+)", mailbox.text())
    assert link
    form = client.get(link[1], follow=True)
    new = {"new_password1": "canh-chua-cá-lóc", "new_password2": "canh-chua-cá-lóc"}
    assert client.post(form.redirect_chain[-1][0], new).headers["Location"] == "/"
    assert 'href="/account/"' in client.get("/").text
    assert _log_in(Client(), password="canh-chua-cá-lóc") == 302


def test_links_in_mails_begin_with_the_address_of_the_archive(
    client: Client, reader: User, mailbox: Mailbox, settings: Settings
) -> None:
    settings.SITE_ADDRESS = "https://kho.toasoan.vn"
    client.post("/account/password/forgotten/", {"email": "lan@toasoan.vn"})
    link = re.search(r"https://kho\.toasoan\.vn(/account/password/new/\S+)", mailbox.text())
    assert link
    assert "testserver" not in mailbox.text()
    assert client.get(link[1], follow=True).status_code == 200


def test_asking_for_a_password_tells_nobody_who_has_an_account(client: Client, reader: User, mailbox: Mailbox) -> None:
    pages = [
        client.post("/account/password/forgotten/", {"email": email}, follow=True).text
        for email in ("lan@toasoan.vn", "huy@toasoan.vn")
    ]
    assert pages[0] == pages[1]
    assert len(mailbox.mails) == 1


def test_nobody_is_flooded_with_mails(client: Client, reader: User, mailbox: Mailbox) -> None:
    for _ in range(5):
        assert client.post("/account/password/forgotten/", {"email": "lan@toasoan.vn"}).status_code == 302
    assert len(mailbox.mails) == 3


def test_without_a_mail_server_the_page_says_whom_to_ask(client: Client) -> None:
    page = client.get("/account/password/forgotten/").text
    assert "Hãy hỏi quản trị viên" in page
    assert 'name="email"' not in page


def test_a_reader_deletes_the_account_after_seeing_what_goes(signed_in: Client, reader: User) -> None:
    QueryList.objects.create(owner=reader, label="Tên")
    assert "1 danh sách đã tra" in signed_in.get("/account/leave/").text
    assert signed_in.post("/account/leave/", {"password": "sai"}).status_code == 200
    assert User.objects.exists()
    assert "Đã xóa tài khoản" in signed_in.post("/account/leave/", {"password": PASSWORD}).text
    assert not User.objects.exists()
    assert 'href="/account/log-in/"' in signed_in.get("/").text


@pytest.mark.parametrize("worked", ["is staff", "was staff"])
def test_who_worked_in_the_admin_is_closed_by_administrators(signed_in: Client, reader: User, worked: str) -> None:
    if worked == "is staff":
        User.objects.update(is_staff=True)
    else:
        LogEntry.objects.create(user=reader, action_flag=1, object_repr="Cảng cá")
    assert "/account/leave/" not in signed_in.get("/account/").text
    assert signed_in.post("/account/leave/", {"password": PASSWORD}).status_code == 403
    assert User.objects.exists()


@pytest.mark.parametrize("address", ["/", "/search/?q=lũ", "/help/", "/feeds/latest.atom", "/healthz"])
def test_no_shared_cache_keeps_what_a_signed_in_reader_sees(signed_in: Client, address: str) -> None:
    headers = signed_in.get(address).headers
    assert {"private", "no-cache"} <= set(headers["Cache-Control"].split(", "))
    assert "Cookie" in headers["Vary"]


@pytest.mark.parametrize("address", ["/account/", "/account/log-in/", "/account/password/", "/account/leave/"])
def test_pages_of_the_account_are_kept_nowhere(signed_in: Client, address: str) -> None:
    assert "no-store" in signed_in.get(address).headers["Cache-Control"]
