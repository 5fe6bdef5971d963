"""A browser that opens the archive. Without Chromium its tests are skipped."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.contrib.auth.models import Group, User
from playwright.sync_api import Browser, Page, expect, sync_playwright
from pytest_django.live_server_helper import LiveServer

from articles.groups import make_groups
from articles.models import Article
from articles.tests.making import Newsroom

CHROMIUM = Path("/usr/bin/chromium")
_PASSWORD = "mật khẩu"


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """Start Chromium, or skip."""
    if not CHROMIUM.exists():
        pytest.skip(f"needs a browser at {CHROMIUM}: apt-get install chromium")
    with sync_playwright() as playwright, pytest.MonkeyPatch.context() as patch:
        # Playwright runs an event loop, and Django refuses database queries inside one.
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        yield browser
        browser.close()


@pytest.fixture
def page(browser: Browser, live_server: LiveServer) -> Iterator[Page]:
    """Return a page in a wide window. Errors in its console and requests to other hosts fail the test."""
    context = browser.new_context(base_url=live_server.url, viewport={"width": 1280, "height": 900})
    expect.set_options(timeout=10_000)
    page = context.new_page()
    problems: list[str] = []
    page.on("console", lambda message: problems.append(message.text) if message.type == "error" else None)
    page.on(
        "request", lambda request: None if request.url.startswith(live_server.url) else problems.append(request.url)
    )
    yield page
    context.close()
    assert problems == []


def log_in_to_admin(page: Page, name: str, *, group: str = "") -> Page:
    """Log an account of staff in, one that may do everything where no group is given; return the page."""
    if group:
        make_groups()
        user = User.objects.create_user(name, password=_PASSWORD, is_staff=True)
        user.groups.add(Group.objects.get(name=group))
    else:
        User.objects.create_superuser(name, password=_PASSWORD)
    page.goto("/admin/login/")
    page.locator("#id_username").fill(name)
    page.locator("#id_password").fill(_PASSWORD)
    page.locator("#id_password").press("Enter")
    expect(page.locator("#user-tools")).to_contain_text(name, ignore_case=True)
    return page


@pytest.fixture
def editor(page: Page, story: list[Article]) -> Page:
    """Return a page with somebody logged in who may do everything."""
    return log_in_to_admin(page, "bien-tap")


@pytest.fixture
def story(transactional_db: None, newsroom: Newsroom) -> list[Article]:
    """Write articles of two newspapers over three days."""
    return [
        newsroom.article(
            "Bùi Thanh Sơn tới Jakarta",
            "Bộ trưởng Bùi Thanh Sơn tới Jakarta dự hội nghị.",
            people=["Bùi Thanh Sơn"],
            places=["Jakarta"],
            published="2023-07-12T08:00",
            source="Báo Gia Lai",
            section="Thời sự",
        ),
        newsroom.article(
            "Ngoại trưởng Mỹ gặp Bùi Thanh Sơn",
            "Antony Blinken gặp Bùi Thanh Sơn tại Jakarta.",
            people=["Bùi Thanh Sơn", "Antony Blinken"],
            places=["Jakarta"],
            published="2023-07-14T10:15",
            source="Báo Gia Lai",
            section="Thế giới",
        ),
        newsroom.article(
            "Giá cà phê tăng",
            "Cà phê ở Gia Lai tăng giá.",
            places=["Gia Lai"],
            published="2023-07-14",
            source="Báo Án",
        ),
    ]
