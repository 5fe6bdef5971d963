"""A journalist pastes a list of names, waits for the table, opens it as CSV and follows a link."""

import csv

import pytest
from django.contrib.auth.models import Group, User
from playwright.sync_api import Page, expect

from articles.groups import EDITORS, make_groups
from articles.models import Article
from articles.tests.working import work

LINES = "bui thanh son\n\nAntony Blinken\nbui thanh son\n=1+1\n"


@pytest.fixture
def editor(page: Page, story: list[Article]) -> Page:
    """Return a page with an editor logged in."""
    make_groups()
    user = User.objects.create_user("biên-tập", password="mật-khẩu", is_staff=True)
    user.groups.add(Group.objects.get(name=EDITORS))
    page.goto("/search/lists/")
    page.locator("#id_username").fill("biên-tập")
    page.locator("#id_password").fill("mật-khẩu")
    page.locator("[type=submit]").click()
    return page


def test_a_pasted_list_becomes_a_table_to_download_and_to_click_in(editor: Page) -> None:
    editor.goto("/search/?q=jakarta&from=2023-01-01")
    editor.get_by_role("link", name="Tra theo danh sách").click()
    editor.get_by_label("Tên hoặc câu tìm").fill(LINES)
    editor.get_by_role("button", name="Tra tất cả").click()
    expect(editor.locator("p[role=status]")).to_contain_text("1 trên 4 dòng")

    work()
    # The page reloads by itself.
    expect(editor.locator("p[role=status]")).to_contain_text("Đã xong · 4 trên 4 dòng")
    expect(editor.get_by_role("row", name="bui thanh son").first).to_contain_text("bùi thanh sơn")
    expect(editor.get_by_role("row", name="Trùng với dòng 1.")).to_be_visible()

    with editor.expect_download() as download:
        editor.get_by_role("link", name="Tải bảng (CSV)").click()
    with download.value.path().open(encoding="utf-8-sig", newline="") as file:
        head, *rows = list(csv.reader(file))
    assert head[:4] == ["Dòng", "Câu tìm", "Được hiểu là", "Số bài"]
    assert [(row[1], row[3], row[4], row[5]) for row in rows] == [
        ("bui thanh son", "2", "2023-07-12", "2023-07-14"),
        ("Antony Blinken", "1", "2023-07-14", "2023-07-14"),
        ("bui thanh son", "", "", ""),
        ("'=1+1", "0", "", ""),
    ]

    editor.get_by_role("link", name="Antony Blinken").click()
    expect(editor.get_by_role("link", name="Ngoại trưởng Mỹ gặp Bùi Thanh Sơn")).to_be_visible()
    assert "from=2023-01-01" in editor.url


def test_a_list_is_deleted(editor: Page) -> None:
    editor.get_by_label("Tên hoặc câu tìm").fill("Jakarta")
    editor.get_by_role("button", name="Tra tất cả").click()
    work()
    editor.get_by_role("button", name="Xóa danh sách").click()
    expect(editor.get_by_text("Chưa có.")).to_be_visible()
