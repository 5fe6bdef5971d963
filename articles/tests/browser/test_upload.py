"""An editor uploads, previews, imports and undoes, in a browser."""

import json
import re
from pathlib import Path

import pytest
from django.contrib.auth.models import Group, User
from playwright.sync_api import Page, Route, expect

from articles.groups import EDITORS, make_groups
from articles.models import Article
from articles.search import reindex
from articles.tests.working import work

TEXT = "Cảng cá Quy Nhơn mở cửa\nSáng nay cảng cá Quy Nhơn mở cửa trở lại sau bão.\nTàu thuyền vào ra tấp nập.\n"


@pytest.fixture
def editor(page: Page, transactional_db: None) -> Page:
    """Return a page with an editor logged in."""
    make_groups()
    user = User.objects.create_user("biên-tập", password="mật-khẩu", is_staff=True)
    user.groups.add(Group.objects.get(name=EDITORS))
    reindex()
    page.goto("/admin/import/")
    page.locator("#id_username").fill("biên-tập")
    page.locator("#id_password").fill("mật-khẩu")
    page.locator("[type=submit]").click()
    expect(page.locator("#id_documents")).to_be_attached()
    page.wait_for_load_state()  # the place for drops appears once the scripts have run
    return page


def test_good_bad_and_known_files_are_told_apart(editor: Page, tmp_path: Path) -> None:
    for name, data in (("tốt.txt", TEXT.encode()), ("trùng.txt", TEXT.encode()), ("hỏng.txt", b"\x00\x01\x02")):
        (tmp_path / name).write_bytes(data)
    editor.locator("#id_documents").set_input_files([tmp_path / n for n in ("tốt.txt", "trùng.txt", "hỏng.txt")])
    editor.get_by_role("button", name="Tải lên và nhập ngay").click()
    expect(editor.get_by_role("status")).to_contain_text("đang chờ")

    work()
    # The page reloads by itself.
    expect(editor.get_by_role("status")).to_contain_text("đã xong")
    expect(editor.get_by_role("row", name="tốt.txt")).to_contain_text("đã nhập")
    expect(editor.get_by_role("row", name="trùng.txt")).to_contain_text("đã có")
    expect(editor.get_by_role("row", name="hỏng.txt")).to_contain_text("tệp nhị phân")

    editor.goto("/search/?q=cang+ca")
    expect(editor.get_by_role("heading", name="1 bài")).to_be_visible()
    assert Article.objects.count() == 1


def test_an_upload_is_looked_at_begun_with_options_and_undone(editor: Page, tmp_path: Path) -> None:
    record = {"headline": "Cảng cá mở cửa", "noi_dung": TEXT.splitlines()[1:], "Loại tin": "Kinh tế"}
    (tmp_path / "kho.jsonl").write_text(json.dumps(record, ensure_ascii=False) + "\n{hỏng\n", "utf-8")
    editor.locator("#id_documents").set_input_files(tmp_path / "kho.jsonl")
    editor.get_by_role("button", name="Tải lên và xem trước").click()
    expect(editor.get_by_role("heading", name="Cảng cá mở cửa")).to_be_visible()
    expect(editor.get_by_text("Sẽ bị từ chối")).to_be_visible()
    assert not Article.objects.exists()

    editor.locator("#id_name_of_section").select_option("Loại tin")
    editor.locator("#id_source").fill("Báo Gia Lai")
    editor.get_by_role("button", name="Xem trước với các tùy chọn này").click()
    expect(editor.get_by_role("definition").filter(has_text="Kinh tế")).to_be_visible()

    editor.get_by_role("button", name="Nhập bài", exact=True).click()
    work()
    expect(editor.get_by_role("status")).to_contain_text("đã xong")
    article = Article.objects.get()
    assert (str(article.section), str(article.source)) == ("Kinh tế", "Báo Gia Lai")
    with editor.expect_download() as download:
        editor.get_by_role("link", name="Danh sách lỗi (CSV)").click()
    assert "kho.jsonl,dòng 2" in download.value.path().read_text("utf-8")

    editor.get_by_role("link", name="Hoàn tác lượt nhập này").click()
    expect(editor.get_by_text("1 bài bị xóa")).to_be_visible()
    editor.get_by_role("button", name="Hoàn tác").click()
    work()
    expect(editor.get_by_role("status")).to_contain_text("đã hoàn tác")
    editor.goto("/search/?q=cang+ca")
    expect(editor.get_by_role("link", name="Cảng cá mở cửa")).to_have_count(0)
    assert not Article.objects.exists()


def test_a_line_that_was_left_out_is_taken_back(editor: Page, tmp_path: Path) -> None:
    (tmp_path / "cảng.txt").write_text(TEXT + "Chia sẻ bài viết\n12 bình luận\n", "utf-8")
    editor.locator("#id_documents").set_input_files(tmp_path / "cảng.txt")
    editor.get_by_role("button", name="Tải lên và xem trước").click()
    editor.get_by_text("bỏ 2 dòng của tài liệu").click()
    editor.get_by_label("12 bình luận").check()
    editor.get_by_role("button", name="Xem trước với các tùy chọn này").click()
    expect(editor.get_by_label("12 bình luận")).to_be_checked()
    expect(editor.get_by_role("paragraph").filter(has_text="12 bình luận")).to_be_visible()

    editor.get_by_role("button", name="Nhập bài", exact=True).click()
    work()
    expect(editor.get_by_role("status")).to_contain_text("đã xong")
    assert Article.objects.get().body == ["Tàu thuyền vào ra tấp nập.", "12 bình luận"]


def _drop(page: Page, *paths: Path) -> None:
    """Drop files and folders on the page, as from a window of the system."""
    at = page.locator("[data-drop]").bounding_box()
    assert at is not None
    session = page.context.new_cdp_session(page)
    data = {"items": [], "files": [str(path) for path in paths], "dragOperationsMask": 1}
    for kind in ("dragEnter", "dragOver", "drop"):
        event = {"type": kind, "x": at["x"] + 20, "y": at["y"] + 20, "data": data}
        session.send("Input.dispatchDragEvent", event)


def test_a_folder_is_dropped_sent_corrected_in_the_preview_and_imported(editor: Page, tmp_path: Path) -> None:
    folder = tmp_path / "Kinh tế"
    folder.mkdir()
    (folder / "05112017_cang.txt").write_text(TEXT, "utf-8")
    (folder / "06112017_cho.txt").write_text(TEXT.replace("Cảng cá", "Chợ cá"), "utf-8")
    (tmp_path / "tàu.txt").write_text(TEXT.replace("Cảng cá", "Bến tàu"), "utf-8")

    # The third file is on its way when the editor leaves the page.
    sent: list[Route] = []

    def hold_third(route: Route) -> None:
        sent.append(route)
        if len(sent) < 3:
            route.continue_()

    editor.route("**/file/", hold_third)
    _drop(editor, folder, tmp_path / "tàu.txt")
    expect(editor.locator("[data-chosen]")).to_contain_text("3 tệp")
    editor.get_by_role("button", name="Tải lên và xem trước").click()
    expect(editor.locator("[data-chosen]")).to_contain_text("Đã gửi 2 trên 3 tệp")
    expect(editor.locator("[data-files] progress")).to_have_count(1)
    editor.goto("/admin/articles/importbatch/add/")
    editor.unroute("**/file/")
    editor.get_by_role("link", name=re.compile("Kinh tế")).click()
    expect(editor.get_by_role("status").first).to_contain_text("Đã nhận 2 trên 3 tệp")
    _drop(editor, folder, tmp_path / "tàu.txt")

    expect(editor.get_by_role("heading", name="Cảng cá Quy Nhơn mở cửa")).to_be_visible()
    editor.locator("#id_rule-all-published").select_option("file name")
    editor.locator("#id_rule-all-section").select_option("folder")
    editor.locator("details.import-correct").first.locator("summary").click()
    editor.locator("#fix-0-title").fill("Cảng cá mở cửa sau bão")
    editor.get_by_role("button", name="Nhập bài", exact=True).click()
    work()
    expect(editor.get_by_role("status")).to_contain_text("đã xong")
    expect(editor.get_by_text("Cảng cá mở cửa sau bão").first).to_be_visible()
    first = Article.objects.get(title="Cảng cá mở cửa sau bão")
    assert (first.known_day, str(first.section), first.date_basis) == ("2017-11-05", "Kinh tế", "")
    assert Article.objects.count() == 3
