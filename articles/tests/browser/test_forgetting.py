"""A person whom an administrator has the archive forget; a name that the paper itself shortened."""

import pytest
from playwright.sync_api import Page, expect

from articles.groups import ADMINISTRATORS
from articles.importing.annotating.preparation import annotated_text
from articles.importing.storing.entity_linking import write_mentions
from articles.models import Article, Entity
from articles.search import update_index
from articles.tests.browser.conftest import log_in_to_admin
from articles.tests.making import Newsroom

_NAME = "Đặng Thế Hùng"


@pytest.fixture
def case(transactional_db: None, newsroom: Newsroom) -> Article:
    """Write an article about a man, and one about another whose name the paper shortened."""
    shortened = newsroom.article("Công an bắt nghi phạm", "Ông Nguyễn Văn H. đã bị bắt. Sau đó H. nhận tội.")
    found = annotated_text(shortened.text)
    Article.objects.filter(pk=shortened.pk).update(protected_names=found.protected_names)
    write_mentions({shortened.pk: found.mentions})
    update_index([shortened.pk])
    return newsroom.article(
        f"Khởi tố {_NAME}",
        f"Công an khởi tố {_NAME}. Hùng nhận tội.",
        people=[_NAME],
        published="2024-06-14",
        source="Báo Án",
    )


@pytest.fixture
def administrator(page: Page, case: Article) -> Page:
    """Return a page with an administrator logged in."""
    return log_in_to_admin(page, "quan-tri", group=ADMINISTRATORS)


def test_a_person_is_forgotten_and_comes_back(administrator: Page, case: Article) -> None:
    page = administrator
    him = Entity.objects.get(name=_NAME)

    page.goto(him.get_absolute_url())
    page.get_by_role("link", name="Sửa tên riêng").click()
    page.get_by_role("link", name="Quên nhân vật này").click()
    expect(page.get_by_role("radio", name="chữ cái đầu của tên")).to_be_checked()
    page.get_by_label("Lý do").fill("Bản án 12/2025")
    page.get_by_role("button", name="Tiếp tục").click()
    expect(page.get_by_text("1 bài sẽ thay đổi. Có thể hoàn tác.")).to_be_visible()
    page.get_by_role("button", name="Xác nhận").click()
    expect(page.get_by_text("“Đặng Thế Hùng” đã được quên")).to_be_visible()
    expect(page.get_by_text("Bản án 12/2025")).to_be_visible()

    page.goto(case.get_absolute_url())
    expect(page).to_have_url(f"{page.url.split('/article')[0]}/article/{case.pk}/khoi-to-dang-the-h/")
    expect(page.get_by_role("heading", name="Khởi tố Đặng Thế H.")).to_be_visible()
    expect(page.locator(".article-body")).to_contain_text("H. nhận tội.")
    expect(page.locator("body")).not_to_contain_text("Thế Hùng")
    page.goto("/search/?q=khởi+tố")
    expect(page.get_by_role("link", name="Khởi tố Đặng Thế H.")).to_be_visible()
    expect(page.locator("body")).not_to_contain_text("Thế Hùng")

    page.goto(f"/admin/articles/entity/{him.pk}/change/")
    page.get_by_role("link", name="Hoàn tác").click()
    page.get_by_role("button", name="Hoàn tác").click()
    expect(page.get_by_text("quan-tri hoàn tác")).to_be_visible()
    page.goto(case.get_absolute_url())
    expect(page.get_by_role("heading", name=f"Khởi tố {_NAME}")).to_be_visible()
    expect(page.locator(".article-body a.kind-person")).to_have_count(1)


def test_a_name_that_the_paper_shortened_is_marked_and_leads_nowhere(page: Page, case: Article) -> None:
    page.goto("/search/?q=nghi+phạm")
    expect(page.locator("#facets")).not_to_contain_text("Nguyễn Văn H.")
    page.get_by_role("link", name="Công an bắt nghi phạm").first.click()
    mark = page.locator(".article-body .mention.kind-person").first
    expect(mark).to_have_text("Nguyễn Văn H.")
    expect(mark).to_have_attribute("title", "Tên viết tắt")
    expect(page.locator(".article-body a.mention")).to_have_count(0)
    page.goto("/entities/person/")
    expect(page.locator("main")).not_to_contain_text("Nguyễn Văn H.")
    page.goto("/")
    with page.expect_response("**/search/suggest/**") as told:
        page.get_by_role("combobox").press_sequentially("nguyễn văn h", delay=20)
    assert told.value.ok
    expect(page.get_by_role("option")).to_have_count(0)
