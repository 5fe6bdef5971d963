"""A reader is invited, keeps articles together by one key, shares the folder, takes it away, and ends the sharing."""

import csv
import re

import pytest
from django.contrib.auth.models import User
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from articles.models import Article, Folder
from articles.reader_accounts.folder_contents import new_folder, put_in
from articles.tests.browser.test_accessibility import problems
from articles.tests.mail_server import Mailbox

PASSWORD = "cá-bống-kho-tộ-19"


def _sign_in(page: Page, name: str) -> None:
    page.goto("/account/log-in/")
    page.get_by_label("Địa chỉ thư hoặc tên đăng nhập").fill(name)
    page.get_by_label("Mật khẩu").fill(PASSWORD)
    page.get_by_role("button", name="Đăng nhập").click()


def _invited(page: Page, mailbox: Mailbox) -> None:
    """Have an administrator invite somebody, who follows the link of the mail."""
    User.objects.create_superuser("quản-trị", password=PASSWORD)
    _sign_in(page, "quản-trị")
    page.goto("/admin/articles/invitation/add/")
    page.locator("#id_email").fill("lan@toasoan.vn")
    page.locator("[name=_save]").click()
    expect(page.get_by_text("Đã gửi liên kết tới lan@toasoan.vn")).to_be_visible()
    page.goto("/")
    page.get_by_role("button", name="Đăng xuất").click()
    link = re.search(r"http\S+/account/join/\S+", mailbox.text())
    assert link
    page.goto(link[0])
    page.get_by_label("Tên của bạn").fill("Lan")
    for field in page.locator("input[type=password]").all():
        field.fill(PASSWORD)
    page.get_by_role("button", name="Lập tài khoản").click()
    expect(page.get_by_text("Chào mừng bạn")).to_be_visible()


def _put_three_into_a_folder(page: Page, story: list[Article]) -> None:
    """Put two hits of a search and an article that is open into the folder "Jakarta", by keys alone."""
    page.goto("/search/?q=jakarta")
    page.keyboard.press("j")
    page.keyboard.press("f")
    dialog = page.get_by_role("dialog", name="Cho vào hồ sơ")
    expect(dialog.get_by_label("Tên hồ sơ mới")).to_be_focused()
    page.keyboard.type("Jakarta")
    page.keyboard.press("Enter")
    expect(page.locator(".folder-said")).to_have_text("Đã cho 1 bài vào “Jakarta”.")
    expect(dialog).to_be_hidden()
    page.keyboard.press("Shift+F")
    expect(dialog.get_by_role("button", name="Jakarta")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator(".folder-said")).to_have_text("Đã cho 1 bài vào “Jakarta”.")
    page.goto(story[2].get_absolute_url())
    page.keyboard.press("f")
    expect(dialog.get_by_role("button", name="Jakarta")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator(".folder-said")).to_contain_text("Jakarta")


def _reorder_and_share(page: Page) -> str:
    """Move the last article up to the first place, note something on it, and return the address to share."""
    page.get_by_role("link", name="Hồ sơ", exact=True).click()
    page.get_by_role("link", name="Jakarta").click()
    last = page.locator(".folder-items > li").last
    expect(last).to_contain_text("Giá cà phê tăng")
    up = page.get_by_role("button", name="Lên: Giá cà phê tăng")
    up.press("Enter")
    expect(page.locator(".folder-items > li").nth(1)).to_contain_text("Giá cà phê tăng")
    expect(up).to_be_focused()
    page.keyboard.press("Enter")
    first = page.locator(".folder-items > li").first
    expect(first).to_contain_text("Giá cà phê tăng")
    first.get_by_text("Thêm ghi chú").click()
    first.get_by_label("Ghi chú").fill("đối chiếu với số liệu tháng 6")
    first.get_by_role("button", name="Lưu ghi chú").click()
    page.get_by_label("Hiện cả ghi chú").check()
    page.get_by_role("button", name="Chia sẻ hồ sơ").click()
    address = page.locator(".folder-address a").get_attribute("href")
    assert address
    return address


def _read_as_a_colleague(colleague: Page, address: str) -> None:
    """Read the shared folder and download it as a table."""
    colleague.goto(address)
    expect(colleague.get_by_text("hồ sơ do Lan chia sẻ")).to_be_visible()
    expect(colleague.get_by_text("đối chiếu với số liệu tháng 6")).to_be_visible()
    colleague.get_by_text("Tải về").press("Enter")
    with colleague.expect_download() as download:
        colleague.get_by_role("link", name="CSV", exact=True).press("Enter")
    assert download.value.suggested_filename == "jakarta-3-bai.csv"
    with download.value.path().open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert (rows[0]["tiêu đề"], rows[0]["ghi chú"]) == ("Giá cà phê tăng", "đối chiếu với số liệu tháng 6")
    assert len(rows) == 3


def test_from_an_invitation_to_a_shared_folder_and_back(
    page: Page, browser: Browser, live_server: LiveServer, story: list[Article], mailbox: Mailbox
) -> None:
    _invited(page, mailbox)
    _put_three_into_a_folder(page, story)
    address = _reorder_and_share(page)
    colleague = browser.new_context(base_url=live_server.url).new_page()
    _read_as_a_colleague(colleague, address)
    page.get_by_role("button", name="Ngừng chia sẻ").click()
    answer = colleague.goto(address)
    assert answer
    assert answer.status == 404
    colleague.context.close()


def test_a_folder_works_without_scripts(browser: Browser, live_server: LiveServer, story: list[Article]) -> None:
    User.objects.create_user("lan@toasoan.vn", password=PASSWORD)
    context = browser.new_context(base_url=live_server.url, java_script_enabled=False)
    page = context.new_page()
    _sign_in(page, "lan@toasoan.vn")
    page.goto("/search/?q=jakarta")
    page.get_by_role("link", name="Cho cả trang này vào hồ sơ").click()
    page.get_by_label("Tên hồ sơ mới").fill("Jakarta")
    page.get_by_role("button", name="Tạo hồ sơ và cho vào").click()
    expect(page.get_by_text("Đã cho 2 bài vào “Jakarta”.")).to_be_visible()
    assert "/search/?q=jakarta" in page.url
    page.goto(Folder.objects.get().get_absolute_url())
    page.get_by_role("button", name="Bỏ ra: Bùi Thanh Sơn tới Jakarta").click()
    page.get_by_role("button", name="Cho vào lại").click()
    expect(page.get_by_role("link", name="Bùi Thanh Sơn tới Jakarta")).to_be_visible()
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_choice_of_a_folder_has_no_barriers(
    page: Page, live_server: LiveServer, story: list[Article], scheme: str
) -> None:
    """`test_every_page.py` looks at the pages of folders as they open."""
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    put_in(new_folder(User.objects.create_user("lan@toasoan.vn", password=PASSWORD), "Jakarta"), [story[0].pk])
    _sign_in(page, "lan@toasoan.vn")
    page.wait_for_url("/")
    page.goto(story[0].get_absolute_url())
    page.keyboard.press("f")
    page.get_by_role("dialog").wait_for()
    assert problems(page) == []
