"""Every page has a language, links for staff and no inline scripts; errors have pages in the same style."""

import re

import pytest
from django.contrib.auth.models import Permission, User
from django.test import Client

from articles.tests.views.conftest import Cast

PAGES = [
    *("/", "/browse/", "/search/?q=son", "/2023/07/14/", "/2023/07/", "/2023/", "/undated/", "/section/thoi-su/"),
    *("/help/keys/", "/search/compare/?q=son&q=jakarta", "/api/"),
    *("/search/over-time/?q=son", "/search/map/?q=son", "/holdings/", "/holdings/?year=2023"),
]


def test_the_language_is_vietnamese_whatever_the_browser_prefers(client: Client, db: None) -> None:
    page = client.get("/", headers={"Accept-Language": "en"}).content.decode()
    assert '<html lang="vi">' in page
    assert "Bài mới nhất" in page


def test_the_language_can_be_changed(client: Client, db: None) -> None:
    response = client.post("/i18n/setlang/", {"language": "en", "next": "/browse/"})
    assert response.headers["Location"] == "/browse/"
    page = client.get("/browse/").content.decode()
    assert '<html lang="en">' in page
    assert "Browse the archive" in page


def test_dates_and_numbers_follow_the_language(client: Client, cast: Cast) -> None:
    client.cookies["django_language"] = "en"
    assert "Friday, 14 July 2023" in client.get("/2023/07/14/").content.decode()


def test_each_page_is_whole_and_has_nothing_inline_or_from_elsewhere(client: Client, cast: Cast) -> None:
    for address in PAGES:
        page = client.get(address).text
        assert not re.search(r"<script(?![^>]* src=)|<style|\son\w+=|\sstyle=|javascript:", page), address
        loaded = re.findall(r'<(?:link|script|img)[^>]*(?:href|src)="([^"]*)"', page)
        assert loaded, address
        assert all(target.startswith(("/", "http://testserver/")) for target in loaded), address
        assert page.count("<h1") == 1, address
        assert 'type="application/rss+xml"' in page, address
        assert 'rel="search"' in page, address


def test_readers_may_log_in_and_staff_reach_the_admin(client: Client, db: None) -> None:
    assert 'href="/account/log-in/"' in client.get("/").content.decode()
    client.force_login(User.objects.create_user("bien-tap", is_staff=True))
    assert 'href="/admin/"' in client.get("/").content.decode()


def test_those_who_may_import_find_the_upload(client: Client, db: None) -> None:
    user = User.objects.create_user("nhap-bai", is_staff=True)
    client.force_login(user)
    assert "/admin/import/" not in client.get("/").content.decode()
    user.user_permissions.add(Permission.objects.get(codename="add_importbatch"))
    assert "/admin/import/" in client.get("/").content.decode()


def test_an_error_is_told_in_style(client: Client, db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    client.raise_request_exception = False
    monkeypatch.setattr("articles.views.parts.article_calendar.years", lambda: 1 / 0)
    response = client.get("/browse/")
    assert response.status_code == 500
    assert "Hệ thống gặp lỗi" in response.content.decode()


def test_a_form_without_its_token_is_refused_in_style(db: None) -> None:
    response = Client(enforce_csrf_checks=True).post("/search/lists/", {"queries": "lũ"})
    assert response.status_code == 403
    assert "Không nhận được biểu mẫu" in response.content.decode()
