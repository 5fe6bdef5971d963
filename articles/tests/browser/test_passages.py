"""Links to a passage of an article: from a hit, copied from a paragraph or selected words, and what they lead to."""

import re
from urllib.parse import quote, unquote

import pytest
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from articles.models import Article
from articles.tests.making import Newsroom

PASSAGE = "Ông Trần Văn Bình, 67 tuổi - nguyên chủ tịch xã, kể rằng nước lên rất nhanh & đã cuốn đi tất cả trong đêm."
SHORT = "Nước rút vào sáng thứ Hai."


@pytest.fixture
def article(transactional_db: None, newsroom: Newsroom) -> Article:
    """Write an article of many screens, with a passage far down."""
    before = [f"Đoạn số {number} của bài nói về chuyện khác." for number in range(50)]
    after = [f"Đoạn cuối số {number} cũng nói về chuyện khác." for number in range(50)]
    return newsroom.article(
        "Chuyện một trận lũ", *before, PASSAGE, SHORT, *after, people=["Trần Văn Bình"], published="2023-07-14"
    )


@pytest.fixture
def writer(page: Page) -> Page:
    """Return a page that may use the clipboard."""
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    return page


def copied(page: Page) -> str:
    expect(page.get_by_text("Đã sao chép liên kết đến đoạn này.")).to_be_visible()
    return str(page.evaluate("navigator.clipboard.readText()"))


def open_anew(page: Page, address: str) -> None:
    page.goto("about:blank")
    page.goto(address)


def test_a_hit_leads_to_the_passage_that_its_snippet_shows(page: Page, article: Article) -> None:
    page.goto("/search/?q=chủ+tịch+xã")
    page.get_by_role("link", name="đến đoạn này").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(article.title)
    passage = page.get_by_text("kể rằng nước lên rất nhanh")
    expect(passage).to_be_in_viewport()
    colours = [
        passage.evaluate("(one, part) => getComputedStyle(one, part).backgroundColor", part)
        for part in ("::target-text", "")
    ]
    assert colours[0] != colours[1]


@pytest.mark.parametrize("text", [PASSAGE, SHORT])
def test_the_sign_behind_a_paragraph_copies_the_link_to_it(writer: Page, article: Article, text: str) -> None:
    writer.goto(f"{article.get_absolute_url()}?q=chủ+tịch+xã&hit=1")
    paragraph = writer.locator(".article-body > p").filter(has_text=text)
    paragraph.hover()
    paragraph.get_by_role("link", name="Liên kết đến đoạn này").click()
    address = copied(writer)
    assert "?q=" not in address
    open_anew(writer, address)
    expect(writer.get_by_text(text[-25:])).to_be_in_viewport()


def test_c_copies_the_link_to_the_selected_words_which_are_made_whole(writer: Page, article: Article) -> None:
    writer.goto(article.get_absolute_url())
    writer.keyboard.press("c")
    expect(writer.get_by_text("Hãy chọn vài từ trong bài trước.")).to_be_visible()
    writer.get_by_text("Nước rút vào sáng thứ Hai").evaluate(
        """paragraph => {
            const range = document.createRange();
            range.setStart(paragraph.firstChild, 6);
            range.setEnd(paragraph.firstChild, 16);
            getSelection().addRange(range);
        }"""
    )
    writer.keyboard.press("c")
    address = copied(writer)
    assert unquote(address).endswith("#:~:text=rút vào sáng")
    open_anew(writer, address)
    expect(writer.get_by_text(SHORT)).to_be_in_viewport()


@pytest.mark.parametrize("encoded", ["%3A~%3Atext%3D{}", "%3A~:text={}"])
def test_the_passage_is_highlighted_where_the_browser_does_not_find_it(
    page: Page, article: Article, encoded: str
) -> None:
    """A browser without text fragments shows scripts the same fragment as one that gets it encoded."""
    fragment = encoded.format(quote("Ông Trần Văn Bình, 67 tuổi", safe="") + "," + quote("trong đêm."))
    page.goto(f"{article.get_absolute_url()}#{fragment}")
    shown = page.locator(".passage-shown")
    expect(shown).to_have_text(re.compile("^Ông Trần Văn Bình"))
    expect(shown).to_be_in_viewport()
    page.goto(f"{article.get_absolute_url()}#{encoded.format('kangaroo')}")
    page.reload()
    expect(page.locator(".passage-shown")).to_have_count(0)


def test_without_scripts_there_are_no_signs_that_do_nothing(
    browser: Browser, live_server: LiveServer, article: Article
) -> None:
    context = browser.new_context(base_url=live_server.url, java_script_enabled=False)
    page = context.new_page()
    page.goto("/search/?q=chủ+tịch+xã")
    expect(page.locator(".hits > li")).to_have_count(1)
    expect(page.get_by_text("đến đoạn này")).to_be_hidden()
    page.goto(article.get_absolute_url())
    expect(page.locator(".passage-link").first).to_be_hidden()
    context.close()
