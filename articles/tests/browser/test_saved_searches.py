"""A reader saves a search, an article comes in, and the reader is told of it: by a number, the page and the feed."""

import json
import re
from io import StringIO
from pathlib import Path

from django.contrib.auth.models import User
from django.core.management import call_command
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from articles.models import Article, MailFrequency, ReaderProfile, SavedSearch
from articles.saved_searches.alert_jobs import follow_new_articles
from articles.saved_searches.saving import unsubscribe_token
from articles.saved_searches.trying import try_new_articles
from articles.tests.browser.test_accessibility import problems
from articles.tests.browser.test_folders import PASSWORD, _sign_in
from articles.tests.mail_server import Mailbox
from articles.tests.making import Newsroom
from articles.tests.saved_searches.readers import add, save
from articles.tests.working import work


def _flood(newsroom: Newsroom, title: str) -> None:
    add(newsroom, title, "Mưa lớn gây lũ quét, bản Huổi Lóng bị chia cắt.", published="2019-08-03", source="Báo Án")
    assert try_new_articles()


def test_a_saved_search_tells_of_an_article_that_came_in(
    page: Page, live_server: LiveServer, story: list[Article], newsroom: Newsroom
) -> None:
    User.objects.create_user("lan@toasoan.vn", password=PASSWORD)
    page.goto("/search/?q=lu+quet")
    page.get_by_role("link", name="Lưu tìm kiếm").press("Enter")
    page.get_by_label("Địa chỉ thư hoặc tên đăng nhập").fill("lan@toasoan.vn")
    page.get_by_label("Mật khẩu").fill(PASSWORD)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Lưu tìm kiếm")).to_be_visible()
    expect(page.get_by_text("Không bài nào trong 3 bài thêm vào 30 ngày qua")).to_be_visible()
    page.get_by_label("Tên").fill("Lũ quét")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Đã lưu tìm kiếm.")).to_be_visible()
    expect(page.get_by_text("Chưa có bài mới.")).to_be_visible()

    _flood(newsroom, "Lũ quét ở Mường Lay")
    page.goto("/")
    link = page.get_by_role("navigation", name="Chính").get_by_role("link", name="Tìm kiếm đã lưu 1 bài mới")
    link.press("Enter")
    expect(page.locator(".kept-list .new-mark")).to_have_text(re.compile("1 bài mới"))
    page.get_by_role("link", name="Lũ quét", exact=True).press("Enter")
    found = page.locator(".article-list > li")
    expect(found.get_by_role("heading")).to_have_text(re.compile(r"Lũ quét ở Mường Lay\s+mới"))
    expect(found.locator("mark")).to_have_text("lũ quét")
    found.get_by_role("link", name="Lũ quét ở Mường Lay").press("Enter")
    expect(page.locator("h1")).to_have_text("Lũ quét ở Mường Lay")
    page.go_back()
    expect(found.locator(".new-mark")).to_be_visible()
    expect(page.locator(".new-count")).to_have_count(0)

    page.get_by_role("link", name="Atom", exact=True).first.press("Enter")
    expect(page.get_by_text("Bài tìm thấy sau cùng đứng trước.")).to_be_visible()
    expect(page.get_by_role("link", name="Lũ quét ở Mường Lay")).to_be_visible()
    page.go_back()
    page.get_by_role("link", name="Xóa tìm kiếm này").press("Enter")
    page.get_by_role("button", name="Xóa hẳn tìm kiếm").press("Enter")
    expect(page.get_by_text("Bạn chưa lưu tìm kiếm nào.")).to_be_visible()
    assert not SavedSearch.objects.exists()


def test_a_mail_tells_of_an_imported_article_and_its_link_ends_the_mails(
    page: Page, live_server: LiveServer, story: list[Article], mailbox: Mailbox, tmp_path: Path
) -> None:
    lan = User.objects.create_user("lan@toasoan.vn", "lan@toasoan.vn", PASSWORD)
    ReaderProfile.objects.create(user=lan, mail_frequency=MailFrequency.AT_ONCE)
    _sign_in(page, "lan@toasoan.vn")
    page.wait_for_url("/")
    page.goto("/searches/new/?q=lũ+quét")
    page.get_by_role("button", name="Lưu tìm kiếm").press("Enter")
    expect(page.get_by_text("Đã lưu tìm kiếm.")).to_be_visible()
    page.goto("/")
    page.get_by_role("button", name="Đăng xuất").press("Enter")

    record = {"title": "Lũ quét ở Mường Lay", "body": ["Mưa lớn gây lũ quét ở bản Huổi Lóng."], "date": "2019-08-03"}
    file = tmp_path / "articles.jsonl"
    file.write_text(json.dumps(record), encoding="utf-8")
    call_command("import_articles", file, stdout=StringIO(), stderr=StringIO())
    follow_new_articles()
    work()
    (mail,) = mailbox.mails
    assert mail["To"] == "lan@toasoan.vn"
    article, end = (re.search(rf"http\S+/{path}/\S+", mailbox.text()) for path in ("article", "unsubscribe"))
    assert article
    assert end
    page.goto(article[0])
    expect(page.get_by_role("heading", name="Lũ quét ở Mường Lay")).to_be_visible()
    expect(page.locator("mark").first).to_have_text(re.compile("lũ quét", re.IGNORECASE))
    page.goto(end[0])
    page.get_by_role("button", name="Ngừng nhận thư").press("Enter")
    expect(page.get_by_text("Sẽ không còn thư báo bài mới.")).to_be_visible()
    assert not SavedSearch.objects.filter(mailed=True).exists()


def test_saved_searches_have_no_barriers_in_the_states_that_a_click_leads_to(
    page: Page, live_server: LiveServer, story: list[Article], newsroom: Newsroom
) -> None:
    """`test_every_page.py` looks at the pages as they open."""
    page.set_viewport_size({"width": 390, "height": 900})
    page.emulate_media(color_scheme="dark")
    lan = User.objects.create_user("lan@toasoan.vn", password=PASSWORD)
    saved = [save(lan, query) for query in ("lũ quét", "giá vàng")]
    SavedSearch.objects.filter(pk=saved[1].pk).update(failed_at=saved[1].created_at)
    _flood(newsroom, "Lũ quét ở Mường Lay")
    _sign_in(page, "lan@toasoan.vn")
    page.wait_for_url("/")
    page.context.add_cookies([{"name": "django_language", "value": "en", "url": live_server.url}])
    page.goto("/searches/")
    page.locator(".kept-list summary").first.click()
    found = {"the settings of a search, beside one that failed and one with finds": problems(page)}
    page.goto(f"/searches/unsubscribe/{unsubscribe_token(lan)}/")
    page.locator("main [type=submit]").click()
    found["mails turned off"] = problems(page)
    page.goto("/account/api-tokens/")
    page.locator("#id_name").fill("bot")
    page.locator("main .plain-form [type=submit]").click()
    page.locator(".token-shown").wait_for()
    found["a token shown"] = problems(page)
    assert {address: barriers for address, barriers in found.items() if barriers} == {}
