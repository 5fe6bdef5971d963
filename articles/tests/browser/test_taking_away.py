"""A list and an article are taken away as files, and the file is opened as its readers open it."""

import re
from pathlib import Path

import rispy
from openpyxl import load_workbook
from playwright.sync_api import Page, expect

from articles.tests.making import Newsroom


def _downloaded(page: Page, format: str, folder: Path) -> Path:
    page.get_by_text("Tải về").first.press("Enter")
    with page.expect_download() as download:
        page.get_by_role("link", name=format, exact=True).first.press("Enter")
    file = folder / download.value.suggested_filename
    download.value.save_as(file)
    return file


def test_a_search_is_opened_in_a_spreadsheet(
    page: Page, transactional_db: None, newsroom: Newsroom, tmp_path: Path
) -> None:
    for number in range(3):
        newsroom.article(f"Lũ quét ở Mù Cang Chải, ngày {number}", "Nước dâng.", published=f"2023-08-0{number + 1}")
    page.goto("/search/?q=lũ quét&sort=newest")
    file = _downloaded(page, "Excel", tmp_path)
    assert file.name == "tim-lu-quet-3-bai.xlsx"
    sheet = load_workbook(file).active
    assert sheet is not None
    titles = [row[4] for row in sheet.iter_rows(min_row=2, values_only=True)]
    assert titles == [f"Lũ quét ở Mù Cang Chải, ngày {number}" for number in (2, 1, 0)]


def test_an_article_is_cited_by_a_reference_manager(
    page: Page, transactional_db: None, newsroom: Newsroom, tmp_path: Path
) -> None:
    article = newsroom.article("Giá cà phê tăng", "Giá tăng.", authors=["Nguyễn Như Tâm"], published="2023-07-14")
    page.goto(article.get_absolute_url())
    expect(page.get_by_role("link", name=re.compile("Excel|CSV$"))).to_have_count(0)
    (record,) = rispy.loads(_downloaded(page, "RIS", tmp_path).read_text(encoding="utf-8"))
    assert record["authors"] == ["Nguyễn Như Tâm"]
