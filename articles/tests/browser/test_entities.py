"""Decisions about entities and their effect on pages; names marked in an article."""

import pytest
from playwright.sync_api import Page, expect

from articles.groups import EDITORS
from articles.models import Article, Entity
from articles.tests.browser.conftest import log_in_to_admin
from articles.tests.making import Newsroom


@pytest.fixture
def slip(transactional_db: None, newsroom: Newsroom) -> list[Article]:
    """Write three articles about one man, one of which misspells his name."""
    return [
        newsroom.article(
            f"{name} nói về Gaza, lần {n}",
            f"Ông {name} nói về Gaza.",
            people=[name],
            places=["Gaza"],
            published=f"2024-0{n}-12T08:00",
        )
        for n, name in enumerate(["Josep Borrell", "Josep Borell", "Josep Borrell"], start=1)
    ]


@pytest.fixture
def editor(page: Page, slip: list[Article]) -> Page:
    """Return a page with an editor logged in."""
    return log_in_to_admin(page, "lan", group=EDITORS)


def test_two_are_merged_and_facet_page_address_and_search_follow_until_it_is_undone(editor: Page) -> None:
    page = editor
    wrong, right = Entity.objects.get(name="Josep Borell"), Entity.objects.get(name="Josep Borrell")
    old, new = wrong.get_absolute_url(), right.get_absolute_url()

    page.goto(old)
    page.get_by_role("link", name="Sửa tên riêng").click()
    page.get_by_role("link", name="Gộp với mục khác").click()
    page.get_by_label("chính là").fill("josep borrell")
    page.get_by_role("button", name="Tiếp tục").click()
    expect(page.get_by_text("1 bài sẽ thay đổi. Có thể hoàn tác.")).to_be_visible()
    page.get_by_role("button", name="Xác nhận").click()
    expect(page.get_by_text("“Josep Borell” là một tên của “Josep Borrell”")).to_be_visible()

    page.goto("/search/")
    people = page.locator(".facet.kind-person")
    expect(people).to_contain_text("Josep Borrell")
    expect(people).not_to_contain_text("Josep Borell")
    page.goto(f"/search/?q=gaza&person={wrong.pk}")
    assert f"person={right.pk}" in page.url
    expect(page.get_by_role("heading", name="3 bài")).to_be_visible()
    page.goto(old)
    assert page.url.endswith(new)
    expect(page.locator(".article-list > li")).to_have_count(3)
    expect(page.locator(".entity-names")).to_contain_text("Josep Borell")

    page.goto(f"/admin/articles/entity/{wrong.pk}/change/")
    page.get_by_role("link", name="Hoàn tác").click()
    page.get_by_role("button", name="Hoàn tác").click()
    expect(page.get_by_text("lan hoàn tác")).to_be_visible()

    page.goto(old)
    assert page.url.endswith(old)
    expect(page.locator(".article-list > li")).to_have_count(1)
    page.goto("/search/")
    expect(page.locator(".facet.kind-person")).to_contain_text("Josep Borell")


def test_marks_are_switched_on_by_kind_and_stay_on(page: Page, slip: list[Article]) -> None:
    page.goto(slip[0].get_absolute_url())
    person, place = page.locator(".article-body a.kind-person").first, page.locator(".article-body a.kind-place").first
    expect(person).to_have_css("text-decoration-line", "none")
    page.get_by_role("checkbox", name="Nhân vật").check()
    expect(person).to_have_css("text-decoration-line", "underline")
    expect(place).to_have_css("text-decoration-line", "none")
    page.goto(slip[1].get_absolute_url())
    expect(page.get_by_role("checkbox", name="Nhân vật")).to_be_checked()
    expect(page.locator(".article-body a.kind-person").first).to_have_css("text-decoration-line", "underline")


def test_a_year_of_the_chart_leads_to_its_articles(page: Page, slip: list[Article]) -> None:
    page.goto(Entity.objects.get(name="Gaza").get_absolute_url())
    page.get_by_role("link", name="2024 3").click()
    page.get_by_role("link", name="Tháng 2 1").click()
    expect(page.locator(".article-list > li")).to_have_count(1)
    expect(page.get_by_role("heading", name="Tháng 2/2024")).to_be_visible()


@pytest.mark.parametrize("size", [(320, 568), (390, 844), (1280, 900)], ids=str)
def test_no_page_is_wider_than_its_window(page: Page, slip: list[Article], size: tuple[int, int]) -> None:
    page.set_viewport_size({"width": size[0], "height": size[1]})
    gaza = Entity.objects.get(name="Gaza").get_absolute_url()
    for address in ["/entities/", "/entities/place/", "/entities/person/?q=jo", f"{gaza}?year=2024"]:
        page.goto(address)
        assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"), address
