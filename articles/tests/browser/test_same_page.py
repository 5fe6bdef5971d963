"""One page read three ways - its HTML, the MHTML that Chromium saves, the text that it copies - is one article."""

from typing import Any

import pytest
from playwright.sync_api import Browser

from articles.importing.parsed_article import ParsedArticle
from articles.importing.parsing import parse_document
from articles.tests.importing.parsing import papers


@pytest.mark.parametrize("paper", papers.PAGES)
def test_a_page_saved_and_copied_gives_the_article_of_its_html(paper: str, browser: Browser) -> None:
    html = papers.PAGES[paper].decode()
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.route("**/*", lambda route: route.abort())
    page.set_content(html, wait_until="domcontentloaded")
    saved = context.new_cdp_session(page).send("Page.captureSnapshot")["data"]
    copied = page.inner_text("body")
    context.close()
    wanted = _told(parse_document(html.encode()))
    assert wanted["title"] == papers.TITLE
    assert _told(parse_document(saved.encode())) == wanted
    # No element tells a copied teaser of one sentence from a paragraph: one line more may stay.
    body, told = wanted.pop("body"), _told(parse_document(copied.encode()))
    kept = told.pop("body")
    assert told == wanted
    assert [text for text in kept if text in body] == list(body)
    assert len(kept) <= len(body) + 1


def _told(article: ParsedArticle) -> dict[str, Any]:
    return {
        "title": article.title,
        "lead": article.lead,
        "body": article.body,
        "captions": [(caption.text.rstrip(" -."), caption.credit.casefold()) for caption in article.captions],
        "authors": [name.casefold() for name in article.authors],
        "published": article.published[:10],
    }
