"""An editor notes what was wrong in an article; a reader sees it there and among all corrections."""

from playwright.sync_api import Page, expect

from articles.models import Article


def test_a_correction_is_written_and_read(editor: Page, story: list[Article]) -> None:
    page, article = editor, story[0]
    page.goto(f"/admin/articles/article/{article.pk}/change/")
    page.locator("#corrections-group .add-row a").click()
    page.locator("#id_corrections-0-text").fill("Hội nghị họp ở Bali, không phải Jakarta.")
    page.locator("input[name=_save]").click()
    expect(page.locator(".messagelist .success")).to_be_visible()

    page.goto(article.get_absolute_url())
    expect(page.get_by_role("region", name="Đính chính")).to_contain_text("Hội nghị họp ở Bali, không phải Jakarta.")
    page.get_by_role("contentinfo").get_by_role("link", name="Đính chính").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Đính chính")
    expect(page.locator("main")).to_contain_text("Hội nghị họp ở Bali")
    page.locator("main").get_by_role("link", name=article.title).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(article.title)
