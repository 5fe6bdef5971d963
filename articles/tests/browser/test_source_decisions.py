"""Papers and authors made one: what an editor decides about a source, and what readers see of it."""

import pytest
from playwright.sync_api import Page, expect

from articles.groups import EDITORS
from articles.models import Source
from articles.tests.browser.conftest import log_in_to_admin
from articles.tests.making import Newsroom


@pytest.fixture
def papers(transactional_db: None, newsroom: Newsroom) -> None:
    """Write two articles of a paper under two names, by one author, and one of another paper."""
    newsroom.article("Lũ về Huế", "Lũ về.", source="Báo Sông Hương", authors=["Nguyễn Khánh"])
    newsroom.article("Lũ rút ở Huế", "Lũ rút.", source="Song Huong Online", authors=["Nguyễn Khánh"])
    newsroom.article("Giá lúa tăng", "Lúa tăng giá.", source="Báo Án", authors=["Ánh Nguyệt"])


@pytest.fixture
def editor(page: Page, papers: None) -> Page:
    """Return a page with an editor logged in."""
    return log_in_to_admin(page, "lan", group=EDITORS)


def test_two_names_of_a_paper_are_merged_and_facet_query_page_and_address_follow_until_it_is_undone(
    editor: Page,
) -> None:
    page = editor
    other = Source.objects.get(name="Song Huong Online")
    page.goto(f"/admin/articles/source/{other.pk}/change/")
    page.get_by_role("link", name="Gộp với nguồn khác").click()
    page.get_by_label("Cũng là").select_option(label="Báo Sông Hương")
    page.get_by_role("button", name="Tiếp tục").click()
    expect(page.get_by_text("1 bài sẽ thay đổi. Có thể hoàn tác.")).to_be_visible()
    page.get_by_role("button", name="Xác nhận").click()

    page.goto("/search/")
    sources = page.locator(".facet.kind-source")
    sources.locator("summary").click()
    expect(sources.get_by_role("link", name="Báo Sông Hương 2")).to_be_visible()
    expect(sources).not_to_contain_text("Song Huong Online")
    page.goto('/search/?q=nguồn:"Song+Huong+Online"')
    expect(page.get_by_role("heading", name="2 bài")).to_be_visible()
    page.goto("/source/song-huong-online/")
    expect(page.get_by_role("heading", name="Báo Sông Hương")).to_be_visible()
    expect(page.locator(".article-list > li")).to_have_count(2)

    page.goto(f"/admin/articles/source/{other.pk}/change/")
    page.get_by_role("link", name="Hoàn tác").click()
    page.get_by_role("button", name="Hoàn tác").click()
    page.goto("/search/")
    expect(page.locator(".facet.kind-source")).to_contain_text("Song Huong Online")


def test_an_author_is_chosen_in_the_facet_and_named_in_a_query(page: Page, papers: None) -> None:
    page.goto("/search/")
    authors = page.locator(".facet.kind-author")
    authors.locator("summary").click()
    authors.get_by_role("link", name="Nguyễn Khánh 2").click()
    expect(page.get_by_role("heading", name="2 bài")).to_be_visible()
    page.goto('/search/?q=tác+giả:"Ánh+Nguyệt"')
    expect(page.get_by_role("heading", name="1 bài")).to_be_visible()
    expect(page.locator(".article-list > li")).to_contain_text("Giá lúa tăng")


def test_the_papers_of_an_article_lead_to_their_pages(page: Page, papers: None) -> None:
    page.goto("/browse/")
    page.locator("main").get_by_role("link", name="Báo Án").click()
    expect(page.get_by_role("heading", name="Báo Án")).to_be_visible()
    page.get_by_role("link", name="Giá lúa tăng").click()
    expect(page.locator("main")).to_contain_text("Ánh Nguyệt")
