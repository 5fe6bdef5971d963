"""Headlines break between names, not inside one; what is copied of them has plain spaces."""

import pytest
from playwright.sync_api import Page

from articles.models import Article
from articles.tests.making import Newsroom

_NAMES = ["Nguyễn Thị Kim Ngân", "Hà Nội", "Trần Đại Quang", "Bà Rịa", "Phạm Minh Chính"]
_TITLE = "Bà Nguyễn Thị Kim Ngân từ Hà Nội thăm Bà Rịa, gặp ông Trần Đại Quang rồi cùng ông Phạm Minh Chính về quê"
_BROKEN = "names => names.filter(name => name.getClientRects().length > 1).map(name => name.textContent)"


@pytest.fixture
def visit(transactional_db: None, newsroom: Newsroom) -> Article:
    people = [_NAMES[0], _NAMES[2], _NAMES[4]]
    newsroom.article(_TITLE, "Chuyến thăm.", people=people, places=["Hà Nội", "Bà Rịa"], published="2016-04-02")
    return newsroom.article(
        f"{_TITLE} cũ", "Chuyến thăm.", people=people, places=["Hà Nội", "Bà Rịa"], published="2016-04-02"
    )


@pytest.mark.parametrize("address", ["/search/?q=thăm", "/2016/04/02/", "/", "article"])
def test_no_line_of_a_headline_ends_within_a_name(page: Page, visit: Article, address: str) -> None:
    page.goto(visit.get_absolute_url() if address == "article" else address)
    for width in range(320, 720, 20):
        page.set_viewport_size({"width": width, "height": 800})
        names = page.locator("main h1 .name, main h2 .name, main h3 .name")
        assert names.count() >= len(_NAMES)
        assert names.evaluate_all(_BROKEN) == [], width
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_a_copied_headline_has_plain_spaces(page: Page, visit: Article) -> None:
    page.goto(visit.get_absolute_url())
    page.locator("h1").evaluate("title => getSelection().selectAllChildren(title)")
    assert page.evaluate("getSelection().toString()") == f"{_TITLE} cũ"
