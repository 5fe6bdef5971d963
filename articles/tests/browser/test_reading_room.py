"""What a reader meets on the way: addresses that are kept, a lead told once, the newest of a story, marked names."""

import re
import unicodedata

import pytest
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from articles.models import Article, Entity
from articles.tests.making import Newsroom


def test_a_short_address_keeps_its_year(page: Page, story: list[Article]) -> None:
    entity = Entity.objects.get(name="Bùi Thanh Sơn")
    page.goto(f"/entity/{entity.pk}/?year=2023")
    expect(page).to_have_url(re.compile(rf"/entity/{entity.pk}/bui-thanh-son/\?year=2023$"))
    expect(page.get_by_role("heading", name="Năm 2023")).to_be_visible()


def test_a_page_behind_the_last_says_so_and_leads_back(
    browser: Browser, live_server: LiveServer, story: list[Article]
) -> None:
    page = browser.new_page(base_url=live_server.url)
    answer = page.goto("/search/?q=bui+thanh+son&page=2000")
    assert answer
    assert answer.status == 404
    expect(page.get_by_text("Không có trang này: danh sách có 1 trang.")).to_be_visible()
    page.get_by_role("link", name="Đến trang cuối").click()
    expect(page.locator(".hits > li")).to_have_count(2)
    page.close()


def test_names_of_languages_are_composed(page: Page, story: list[Article]) -> None:
    page.goto("/")
    shown = page.locator(".language-switch button").all_inner_texts()
    assert shown == ["Tiếng Việt", "English"]
    assert all(unicodedata.is_normalized("NFC", name) for name in shown)


def test_a_lead_that_the_text_repeats_is_told_once(page: Page, transactional_db: None, newsroom: Newsroom) -> None:
    lead = "Mưa lớn đêm 2/8 gây lũ quét, cuốn trôi bảy nhà ở bản Sa Ná."
    article = newsroom.article("Lũ quét ở Sa Ná", lead, "Bộ đội đã vào bản.", lead=lead)
    page.goto(article.get_absolute_url())
    expect(page.get_by_text("Bộ đội đã vào bản.")).to_be_visible()
    expect(page.locator("main").get_by_text(lead)).to_have_count(1)


def test_nothing_else_is_offered_where_it_would_change_nothing(
    page: Page, transactional_db: None, newsroom: Newsroom
) -> None:
    for number in range(3):
        newsroom.article(f"Thủ tướng đi Huế, lần {number}", "Trời mưa.")
    page.goto("/search/?q=thu+tuong&exact=1")
    expect(page.get_by_text("Có phải bạn tìm")).to_be_visible()
    page.get_by_role("link", name="thủ tướng", exact=True).click()
    expect(page.get_by_role("heading", name="3 bài")).to_be_visible()
    expect(page.get_by_text("Có phải bạn tìm")).to_have_count(0)


@pytest.mark.parametrize(("sort", "first"), [("newest", "Ngoại trưởng Mỹ gặp"), ("oldest", "Bùi Thanh Sơn tới")])
def test_a_story_shows_its_newest_among_the_newest(page: Page, story: list[Article], sort: str, first: str) -> None:
    Article.objects.filter(pk=story[1].pk).update(story=story[0])
    page.goto(f"/search/?q=bui+thanh+son&sort={sort}")
    expect(page.locator(".hits > li")).to_have_count(1)
    expect(page.locator(".hits h3")).to_contain_text(first)


def test_another_paper_is_named_so_only_where_it_is_another(page: Page, story: list[Article]) -> None:
    Article.objects.filter(pk__in=[story[1].pk, story[2].pk]).update(story=story[0])
    page.goto(story[0].get_absolute_url())
    expect(page.get_by_role("heading", name="Bài này trên báo khác")).to_be_visible()
    Article.objects.filter(pk=story[2].pk).update(story=None)
    page.reload()
    expect(page.get_by_role("heading", name="Bài khác cùng nội dung")).to_be_visible()


def test_with_a_person_chosen_a_hit_shows_the_name_marked(page: Page, story: list[Article]) -> None:
    page.goto(f"/search/?person={Entity.objects.get(name='Antony Blinken').pk}")
    passage = page.locator(".hits > li > p:not(.byline)")
    expect(passage).to_contain_text("gặp Bùi Thanh Sơn tại Jakarta")
    expect(passage.locator("mark")).to_have_text("Antony Blinken")
    page.locator(".hits h3 a").click()
    expect(page.locator(".article-body mark").first).to_have_text("Antony Blinken")
