"""What an editor does with new articles, in a browser."""

from pathlib import Path

import pytest
from django.contrib.auth.models import Group, User
from playwright.sync_api import Page, expect

from articles.groups import EDITORS, make_groups
from articles.models import Article
from articles.search.lifecycle import reindex
from articles.tests.working import work

TEXT = "Cảng cá Quy Nhơn mở cửa\nSáng nay cảng cá Quy Nhơn mở cửa trở lại sau bão.\nTàu thuyền vào ra tấp nập.\n"


@pytest.fixture
def editor(page: Page, transactional_db: None) -> Page:
    """Log an editor in."""
    make_groups()
    user = User.objects.create_user("biên-tập", password="mật-khẩu", is_staff=True)
    user.groups.add(Group.objects.get(name=EDITORS))
    reindex()
    page.goto("/admin/import/")
    page.locator("#id_username").fill("biên-tập")
    page.locator("#id_password").fill("mật-khẩu")
    page.locator("[type=submit]").click()
    return page


def test_good_bad_and_known_files_are_told_apart(editor: Page, tmp_path: Path) -> None:
    for name, data in (("tốt.txt", TEXT.encode()), ("trùng.txt", TEXT.encode()), ("hỏng.txt", b"\x00\x01\x02")):
        (tmp_path / name).write_bytes(data)
    editor.locator("#id_documents").set_input_files([tmp_path / n for n in ("tốt.txt", "trùng.txt", "hỏng.txt")])
    editor.locator(".submit-row [type=submit]").click()
    expect(editor.get_by_role("status")).to_contain_text("đang chờ")

    work()
    # The page looks again by itself.
    expect(editor.get_by_role("status")).to_contain_text("đã xong")
    expect(editor.get_by_role("row", name="tốt.txt")).to_contain_text("đã nhập")
    expect(editor.get_by_role("row", name="trùng.txt")).to_contain_text("đã có")
    expect(editor.get_by_role("row", name="hỏng.txt")).to_contain_text("binary")

    editor.goto("/search/?q=cang+ca")
    expect(editor.get_by_role("heading", name="1 bài")).to_be_visible()
    assert Article.objects.count() == 1
