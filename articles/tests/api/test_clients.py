"""How the API treats its clients: limits, tokens, conditional requests, and readers of other sites."""

import time
from io import StringIO

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command
from django.test import Client
from pytest_django import Settings

from articles.models import ApiToken, Article
from articles.tests.making import Newsroom

ADDRESS = "/api/v1/sections"


@pytest.fixture(autouse=True)
def few(settings: Settings, db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.API_REQUESTS_PER_MINUTE = 2
    settings.API_TOKEN_REQUESTS_PER_MINUTE = 4
    monkeypatch.setattr(time, "time", lambda: 1_000_050.0)


def _statuses(client: Client, times: int, **headers: str) -> list[int]:
    return [client.get(ADDRESS, headers=headers).status_code for _ in range(times)]


def test_a_client_may_ask_so_often_a_minute(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    first = client.get(ADDRESS)
    assert first.headers["RateLimit-Policy"] == '"minute";q=2;w=60'
    assert first.headers["RateLimit"] == '"minute";r=1;t=60'
    assert _statuses(client, 2) == [200, 429]
    refused = client.get(ADDRESS)
    assert (refused.headers["Retry-After"], refused.headers["RateLimit"]) == ("60", '"minute";r=0;t=60')
    assert refused.json()["type"] == "http://testserver/api/#too-many-requests"
    monkeypatch.setattr(time, "time", lambda: 1_000_111.0)
    assert _statuses(client, 1) == [200]


def test_clients_are_counted_apart(client: Client) -> None:
    assert _statuses(client, 3) == [200, 200, 429]
    assert Client(REMOTE_ADDR="192.0.2.7").get(ADDRESS).status_code == 200
    assert client.get("/api/").status_code == 200


def _made(user: str, name: str) -> str:
    out = StringIO()
    call_command("api_tokens", make=(user, name), stdout=out)
    return out.getvalue().strip()


def test_a_token_raises_the_limit_until_it_is_revoked(client: Client) -> None:
    User.objects.create_user("lan")
    token = _made("lan", "biểu đồ")
    bearer = f"Bearer {token}"
    assert _statuses(client, 5, Authorization=bearer) == [200, 200, 200, 200, 429]
    call_command("api_tokens", revoke=("lan", "biểu đồ"))
    refused = client.get(ADDRESS, headers={"Authorization": bearer})
    assert (refused.status_code, refused.headers["WWW-Authenticate"]) == (401, "Bearer")
    assert _statuses(client, 2, Authorization=bearer) == [401, 429]


def test_a_token_is_kept_as_its_digest_alone(client: Client) -> None:
    User.objects.create_user("lan")
    token = _made("lan", "biểu đồ")
    assert token.removeprefix("khobao_") not in str(ApiToken.objects.values().get())
    out = StringIO()
    call_command("api_tokens", stdout=out)
    assert out.getvalue().startswith("lan\tbiểu đồ\t")
    with pytest.raises(CommandError, match="has a token"):
        _made("lan", "biểu đồ")
    with pytest.raises(CommandError, match="no account"):
        _made("minh", "x")
    with pytest.raises(CommandError, match="no token"):
        call_command("api_tokens", revoke=("lan", "khác"))


def test_the_token_of_a_closed_account_is_not_known(client: Client) -> None:
    user = User.objects.create_user("lan")
    bearer = {"Authorization": f"Bearer {_made('lan', 'x')}"}
    User.objects.filter(pk=user.pk).update(is_active=False)
    assert client.get(ADDRESS, headers=bearer).status_code == 401


def test_what_did_not_change_is_not_sent_again(client: Client, newsroom: Newsroom, settings: Settings) -> None:
    settings.API_REQUESTS_PER_MINUTE = 100
    article = newsroom.article("Lũ về", "Nước lên.")
    first = client.get(f"/api/v1/articles/{article.pk}")
    again = {"If-None-Match": first.headers["ETag"]}
    same = client.get(f"/api/v1/articles/{article.pk}", headers=again)
    assert (same.status_code, same.content) == (304, b"")
    assert "RateLimit" in same.headers
    Article.objects.filter(pk=article.pk).update(lead="Mới.")
    assert client.get(f"/api/v1/articles/{article.pk}", headers=again).status_code == 200
    Article.objects.filter(pk=article.pk).update(withdrawn=True)
    assert client.get(f"/api/v1/articles/{article.pk}", headers=again).status_code == 410


@pytest.fixture
def known_state(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("articles.middleware.archive_state", lambda: "1")


def test_an_answer_that_needs_not_be_made_counts_and_may_be_read_by_other_sites(
    client: Client, known_state: None
) -> None:
    tag = client.get(ADDRESS).headers["ETag"]
    same = client.get(ADDRESS, headers={"If-None-Match": tag})
    assert (same.status_code, same.headers["Access-Control-Allow-Origin"]) == (304, "*")
    assert client.get(ADDRESS, headers={"If-None-Match": tag}).status_code == 429


def test_the_answer_in_another_language_is_another(client: Client, known_state: None) -> None:
    tags = {client.get(ADDRESS, headers={"Accept-Language": one}).headers["ETag"] for one in ("vi", "en")}
    assert len(tags) == 2


def test_other_sites_may_read_and_get_no_cookie(client: Client) -> None:
    asked = client.options(ADDRESS, headers={"Origin": "https://example.org", "Access-Control-Request-Method": "GET"})
    assert (asked.status_code, asked.headers["Access-Control-Allow-Methods"]) == (204, "GET, HEAD, OPTIONS")
    for response in (client.get(ADDRESS), client.get(ADDRESS), client.get(ADDRESS), client.get("/api/v1/nothing")):
        assert response.headers["Access-Control-Allow-Origin"] == "*"
        assert "Access-Control-Allow-Credentials" not in response.headers
        assert "RateLimit" in response.headers["Access-Control-Expose-Headers"]
        assert not response.cookies


def test_head_is_get_without_the_answer(client: Client) -> None:
    head, got = client.head(ADDRESS), client.get(ADDRESS)
    assert (head.status_code, head.content) == (200, b"")
    assert head.headers["ETag"] == got.headers["ETag"]
