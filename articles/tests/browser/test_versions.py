"""An editor looks at what became of an article, and brings an earlier version back."""

from playwright.sync_api import Page, expect

from articles.models import Article


def test_an_editor_reads_what_changed_and_restores_a_version(editor: Page, story: list[Article]) -> None:
    page, article = editor, story[0]
    page.goto(f"/admin/articles/article/{article.pk}/change/")
    page.get_by_label("Tiêu đề").fill("Bùi Thanh Sơn rời Jakarta")
    page.locator("input[name=_save]").click()
    page.goto(f"/admin/articles/article/{article.pk}/change/")
    page.get_by_role("link", name="Lịch sử").click()

    lines = page.locator("#content tbody tr")
    expect(lines).to_have_count(2)
    expect(lines.first).to_contain_text("bien-tap")
    expect(lines.first).to_contain_text("Tiêu đề")
    lines.first.get_by_role("link").click()
    expect(page.locator(".difference del")).to_have_text("tới ")
    expect(page.locator(".difference ins")).to_have_text("rời ")

    page.get_by_role("link", name="Các phiên bản").click()
    page.get_by_role("link", name="Phiên bản 1").click()
    page.get_by_role("button", name="Khôi phục phiên bản này").click()
    expect(page.get_by_text("Phiên bản 1 đã được khôi phục.")).to_be_visible()
    expect(page.locator("#content tbody tr")).to_have_count(3)
    page.goto(f"/article/{article.pk}/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Bùi Thanh Sơn tới Jakarta")
