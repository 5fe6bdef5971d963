"""The headers and cookies of every answer, and Django's own checks of a server on the open web."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.test import Client
from pytest_django import Settings

from articles.models import Article
from articles.tests.making import Newsroom

ROOT = Path(__file__).resolve().parents[2]
ANSWERS = ["/", "/search/?q=lũ", "/khong-co/", "/healthz", "/robots.txt", "/static/css/base.css", "/api/v1/search"]
ANSWERS += ["/admin/login/", "/account/", "/feeds/latest.rss", "/export/search.csv?q=lũ", "/search/?q=lũ&page=0"]
# What a server behind one proxy has in its .env file (docs/running.md).
SERVER = {"HTTPS": "1", "ALLOWED_HOSTS": "kho.toasoan.vn", "TRUSTED_PROXIES": "1"}


@pytest.fixture
def article(newsroom: Newsroom) -> Article:
    return newsroom.article("Lũ trên sông Lô", "Nước lên nhanh.", published="2023-07-14")


@pytest.mark.parametrize("address", ANSWERS)
def test_every_answer_has_the_headers(client: Client, article: Article, address: str) -> None:
    answer = client.get(address)
    b"".join(answer)
    headers = answer.headers
    policy = dict(one.strip().split(" ", 1) for one in headers["Content-Security-Policy"].split(";"))
    assert policy["default-src"] == policy["base-uri"] == policy["frame-ancestors"] == "'none'"
    assert policy["script-src"] == policy["style-src"] == policy["form-action"] == "'self'"
    assert "unsafe" not in headers["Content-Security-Policy"]
    assert headers["Cross-Origin-Resource-Policy"] == headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert "camera=()" in headers["Permissions-Policy"]


def test_a_page_that_was_kept_has_the_headers_too(
    client: Client, article: Article, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("articles.middleware.archive_state", lambda: "a state")
    made, kept = client.get("/"), client.get("/")
    unchanged = client.get("/", headers={"If-None-Match": made["ETag"]})
    assert unchanged.status_code == 304
    policies = {answer.headers["Content-Security-Policy"] for answer in (made, kept, unchanged)}
    assert policies == {settings.RESPONSE_HEADERS["Content-Security-Policy"]}


def test_no_script_and_no_other_site_gets_a_cookie(client: Client, article: Article, settings: Settings) -> None:
    User.objects.create_user("lan", password="mat-khau-dai")
    client.post("/i18n/setlang/", {"language": "en"})
    client.get("/search/?q=l&list=compact")
    client.get("/account/log-in/")
    client.post("/account/log-in/", {"username": "lan", "password": "mat-khau-dai"})
    assert {settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME, "django_language", "hits"} <= client.cookies.keys()
    assert {cookie["httponly"] for cookie in client.cookies.values()} == {True}
    assert {cookie["samesite"] for cookie in client.cookies.values()} == {"Lax"}


def _with(variables: dict[str, str], data: Path, *command: str) -> str:
    """Return what a command of manage.py says in an archive of its own."""
    kept = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    return subprocess.run(
        [sys.executable, "manage.py", *command],
        cwd=ROOT,
        env=kept | variables | {"DATA_DIR": str(data)},
        check=False,
        capture_output=True,
        text=True,
    ).stderr


def test_the_settings_of_a_server_pass_the_checks_of_deployment(tmp_path: Path) -> None:
    """Django's own, and that the readers are told apart behind a proxy."""
    assert "security.W012" in _with({}, tmp_path, "check", "--deploy")
    said = _with(SERVER, tmp_path, "check", "--deploy", "--fail-level", "WARNING")
    assert "WARNINGS" not in said
    assert "archive.W001" in _with(SERVER | {"TRUSTED_PROXIES": "0"}, tmp_path, "check", "--deploy")


def test_behind_https_cookies_are_for_this_host_and_https_alone(tmp_path: Path) -> None:
    names = "SESSION_COOKIE_NAME", "CSRF_COOKIE_NAME", "SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE"
    show = f"from django.conf import settings; exit(str([getattr(settings, name) for name in {names}]))"
    said = _with(SERVER, tmp_path, "shell", "--no-imports", "-c", show)
    assert said.splitlines()[-1] == "['__Host-sessionid', '__Host-csrftoken', True, True]"
