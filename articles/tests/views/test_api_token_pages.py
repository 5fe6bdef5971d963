"""The tokens of an account: made and shown once, listed, revoked."""

import re

import pytest
from django.contrib.auth.models import User
from django.test import Client

from articles.models import ApiToken

pytestmark = pytest.mark.django_db


@pytest.fixture
def lan() -> User:
    return User.objects.create_user("lan@toasoan.vn")


@pytest.fixture
def reader(client: Client, lan: User) -> Client:
    client.force_login(lan)
    return client


def test_a_token_is_shown_once_and_works(reader: Client, lan: User) -> None:
    made = reader.post("/account/api-tokens/", {"name": "biểu đồ lũ"})
    token = re.search(r"khobao_[\w-]+", made.text)
    assert token
    assert ApiToken.objects.shown(token[0]) == ApiToken.objects.get(user=lan, name="biểu đồ lũ")
    later = reader.get("/account/api-tokens/").text
    assert "biểu đồ lũ" in later
    assert "khobao_" not in later
    assert "no-store" in made.headers["Cache-Control"]


def test_a_revoked_token_is_known_no_more(reader: Client, lan: User) -> None:
    token = ApiToken.objects.make(lan, "bot")
    page = reader.post(f"/account/api-tokens/{ApiToken.objects.get().pk}/revoke/", follow=True).text
    assert "Đã thu hồi mã truy cập “bot”." in page
    assert "Bạn chưa có mã truy cập nào." in page
    assert ApiToken.objects.shown(token) is None


def test_a_name_is_given_once_and_tokens_are_limited(
    reader: Client, lan: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    ApiToken.objects.make(lan, "bot")
    ApiToken.objects.make(User.objects.create_user("huy@toasoan.vn"), "của Huy")
    assert "đã có một mã truy cập" in reader.post("/account/api-tokens/", {"name": "bot"}).text
    assert "errorlist" in reader.post("/account/api-tokens/", {"name": ""}).text
    monkeypatch.setattr("articles.views.api_token_pages._MOST_TOKENS", 1)
    assert "nhiều nhất 1 mã truy cập" in reader.post("/account/api-tokens/", {"name": "khác"}).text
    assert lan.api_tokens.count() == 1


def test_nobody_sees_or_revokes_the_token_of_another(lan: User) -> None:
    ApiToken.objects.make(lan, "bí mật")
    huy = Client()
    huy.force_login(User.objects.create_user("huy@toasoan.vn"))
    assert "bí mật" not in huy.get("/account/api-tokens/").text
    assert huy.post(f"/account/api-tokens/{ApiToken.objects.get().pk}/revoke/").status_code == 404
    assert Client().get("/account/api-tokens/").status_code == 302
    assert ApiToken.objects.exists()


def test_the_pages_of_the_api_and_of_the_account_lead_there(reader: Client) -> None:
    assert all('href="/account/api-tokens/"' in reader.get(address).text for address in ("/api/", "/account/"))
