"""What somebody who tries to get into an account learns, and what becomes of sessions."""

import re

import pytest
from django.contrib.auth.models import User
from django.test import Client

from articles.reader_accounts.attempt_limits import LOG_IN_BY_NAME

pytestmark = pytest.mark.django_db

PASSWORD, NEW = "cá-bống-kho-tộ-19", "canh-chua-cá-lóc"
SIGN_INS = ["/account/log-in/", "/admin/login/"]


@pytest.fixture
def staff() -> User:
    """Make two accounts of staff, one of which is closed; return the open one."""
    User.objects.create_user("đóng", password=PASSWORD, is_staff=True, is_active=False)
    return User.objects.create_user("lan", password=PASSWORD, is_staff=True)


def sign_in(client: Client, name: str = "lan", password: str = PASSWORD, address: str = "/account/log-in/") -> str:
    """Send the form; return the page without the name that was typed, and without the token of its form."""
    page = client.post(address, {"username": name, "password": password}).text.replace(f'value="{name}"', "")
    return re.sub(r'(name="csrfmiddlewaretoken" value=)"\w+"', r"\1", page)


def signed_in_elsewhere() -> Client:
    client = Client()
    sign_in(client)
    assert client.get("/account/").status_code == 200
    return client


@pytest.mark.parametrize("address", SIGN_INS)
def test_an_unknown_name_a_closed_account_and_a_wrong_password_get_the_same_page(staff: User, address: str) -> None:
    pages = {sign_in(Client(), name, password, address) for name, password in [("lan", "sai"), ("ai", "sai")]}
    pages |= {sign_in(Client(), "đóng", PASSWORD, address)}
    assert len(pages) == 1
    assert re.search("errornote|errorlist", pages.pop())


@pytest.mark.parametrize("address", SIGN_INS)
def test_an_unknown_name_takes_the_same_work(staff: User, address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The time of a sign-in is that of the hasher: once for each answer."""
    hashed: list[str] = []
    hasher = "django.contrib.auth.hashers.MD5PasswordHasher.encode"

    def encode(_hasher: object, password: str, salt: str) -> str:
        hashed.append(password)
        return f"md5${salt}$x"

    monkeypatch.setattr(hasher, encode)
    for name, password in [("lan", "một"), ("ai", "hai"), ("đóng", "ba")]:
        sign_in(Client(), name, password, address)
    assert hashed == ["một", "hai", "ba"]


@pytest.mark.parametrize("address", SIGN_INS)
def test_an_unknown_name_is_refused_after_as_many_attempts(address: str, db: None) -> None:
    said = ["quá nhiều lần" in sign_in(Client(), "ai", "sai", address) for _ in range(LOG_IN_BY_NAME.most + 1)]
    assert said == [False] * LOG_IN_BY_NAME.most + [True]


def test_who_has_to_wait_is_told_for_how_long(staff: User) -> None:
    for _ in range(LOG_IN_BY_NAME.most):
        sign_in(Client(), password="sai")
    answer = Client().post("/account/log-in/", {"username": "lan", "password": PASSWORD})
    assert (answer.status_code, answer.headers["Retry-After"]) == (429, "900")


def test_an_address_that_was_failed_from_others_does_not_shut_an_account_out_elsewhere(staff: User) -> None:
    attacker = Client(REMOTE_ADDR="203.0.113.5")
    for number in range(100):
        sign_in(attacker, f"ai-{number}", "sai")
    assert "quá nhiều lần" in sign_in(attacker)
    assert signed_in_elsewhere()


def test_a_changed_password_ends_the_other_sessions(staff: User) -> None:
    here, elsewhere = signed_in_elsewhere(), signed_in_elsewhere()
    changed = {"old_password": PASSWORD, "new_password1": NEW, "new_password2": NEW}
    here.post("/account/password/", changed)
    assert here.get("/account/").status_code == 200
    assert elsewhere.get("/account/").headers["Location"].startswith("/account/log-in/")
    assert elsewhere.get("/admin/").headers["Location"].startswith("/admin/login/")


def test_a_closed_account_loses_its_sessions(staff: User) -> None:
    elsewhere = signed_in_elsewhere()
    User.objects.update(is_active=False)
    assert elsewhere.get("/account/").headers["Location"].startswith("/account/log-in/")


def test_a_session_that_somebody_else_chose_is_not_signed_in(staff: User) -> None:
    """Session fixation: the key of before is worth nothing after."""
    client = Client()
    client.session.save()
    chosen = str(client.session.session_key)
    client.cookies["sessionid"] = chosen
    sign_in(client)
    assert client.cookies["sessionid"].value != chosen
    with_chosen = Client()
    with_chosen.cookies["sessionid"] = chosen
    assert with_chosen.get("/account/").status_code == 302


def test_a_session_is_worth_nothing_once_its_reader_logged_out(staff: User) -> None:
    client = signed_in_elsewhere()
    key = client.cookies["sessionid"].value
    client.post("/account/log-out/")
    client.cookies["sessionid"] = key
    assert client.get("/account/").status_code == 302
