"""An editor hides an article until a moment; a reader who opens the same address finds it once that has come."""

from datetime import timedelta

from django.utils import timezone
from playwright.sync_api import Page, expect

from articles.importing.storing.embargoes import release_due
from articles.models import Article


def test_an_article_is_hidden_until_a_moment(editor: Page, story: list[Article]) -> None:
    page, article = editor, story[0]
    later = timezone.localtime() + timedelta(days=2)
    page.goto(f"/admin/articles/article/{article.pk}/change/")
    page.get_by_role("link", name="Ẩn đến một thời điểm").click()
    page.get_by_label("Hiện từ").fill(f"{later:%Y-%m-%dT%H:%M}")
    page.get_by_label("Lý do").fill("Chờ họp báo")
    page.get_by_role("button", name="Ẩn đến một thời điểm").click()
    expect(page.get_by_text(f"{later:%-d/%-m/%Y, %H:%M}").first).to_be_visible()
    expect(page.get_by_text("Chờ họp báo")).to_be_visible()

    other = story[1].title
    assert article.source
    paper = article.source.get_absolute_url()
    for address in ("/", "/search/?q=Jakarta", paper):
        page.goto(address)
        expect(page.get_by_role("link", name=other).first).to_be_visible()
        expect(page.get_by_role("link", name=article.title)).to_have_count(0)

    Article.objects.filter(pk=article.pk).update(visible_from=timezone.now())
    page.goto(paper)
    page.get_by_role("link", name=article.title).first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(article.title)
    assert release_due() == 1
    page.goto("/search/?q=Jakarta")
    expect(page.get_by_role("link", name=article.title).first).to_be_visible()
