"""The desk completes articles from the keyboard."""

from playwright.sync_api import Page, expect

from articles.models import Article, ArticleDecision, Section
from articles.tests.making import Newsroom


def test_an_editor_sets_a_section_for_several_articles_without_a_mouse(editor: Page, newsroom: Newsroom) -> None:
    Section.objects.named("Kinh tế")
    for number in range(4):
        newsroom.article(f"Cảng cá số {number}", f"Đoạn {number}.", source="Báo Án", published="2022-06-14")
    editor.goto("/admin/")
    editor.get_by_role("link", name="Không rõ chuyên mục").press("Enter")
    rows = editor.locator(".to-do-rows > li")
    # One of the story has no section either; the newest come first.
    expect(rows).to_have_count(5)

    expect(editor.locator(".to-do-keys")).to_be_visible()
    for key in ("j", "x", "j", "j", "Shift+X"):
        editor.keyboard.press(key)
    expect(editor.locator("[data-chosen]")).to_have_text("Đã chọn: 3")
    editor.keyboard.press("v")
    editor.keyboard.type("kinh te")
    editor.keyboard.press("Enter")
    expect(editor.get_by_text("Đã sửa: 3 bài")).to_be_visible()
    expect(rows).to_have_count(2)
    assert Article.objects.filter(section__name="Kinh tế", title__startswith="Cảng").count() == 3

    expect(editor.locator(".to-do-keys")).to_be_visible()
    for key in ("j", "x", "l"):
        editor.keyboard.press(key)
    expect(editor.get_by_text("Để nguyên: 1 bài")).to_be_visible()
    expect(rows).to_have_count(1)
    assert ArticleDecision.objects.get().article.title == "Cảng cá số 0"
