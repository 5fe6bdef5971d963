"""People at the desk: an editor of one newspaper, and an administrator who signs in by two steps."""

import pytest
from django.contrib.auth.models import User
from playwright.sync_api import Page, expect

from articles.groups import EDITORS
from articles.models import Article, AuditEntry, EditorScope, Source
from articles.tests.browser.conftest import log_in_to_admin
from articles.tests.views.test_two_step_pages import app_code


def test_an_editor_of_one_newspaper_works_on_its_articles_alone(page: Page, story: list[Article]) -> None:
    log_in_to_admin(page, "lan", group=EDITORS)
    EditorScope.objects.create(user=User.objects.get(username="lan")).sources.add(Source.objects.get(name="Báo Án"))
    page.goto("/admin/articles/article/")
    expect(page.get_by_role("link", name="Giá cà phê tăng")).to_be_visible()
    expect(page.get_by_role("link", name="Bùi Thanh Sơn tới Jakarta")).to_have_count(0)
    page.get_by_role("link", name="Giá cà phê tăng").click()
    expect(page.get_by_label("Nguồn:").locator("option")).to_have_text(["---------", "Báo Án"])
    page.get_by_label("Tiêu đề:").fill("Giá cà phê giảm")
    page.locator("[name=_save]").click()
    expect(page.locator(".messagelist")).to_contain_text("Giá cà phê giảm")
    assert AuditEntry.objects.filter(act="article_edited", actor_name="lan").count() == 1


@pytest.mark.usefixtures("story")
def test_an_administrator_sets_up_two_steps_and_signs_in_by_a_code(page: Page) -> None:
    log_in_to_admin(page, "quan-tri")
    page.goto("/account/")
    page.get_by_role("link", name="Đăng nhập hai bước").click()
    expect(page.get_by_role("img", name="Khóa dạng mã QR")).to_be_visible()
    user = User.objects.get(username="quan-tri")
    page.get_by_role("textbox", name="Mã").fill(app_code(user, -1))
    page.get_by_role("button", name="Bật đăng nhập hai bước").click()
    expect(page.locator(".backup-codes li")).to_have_count(10)
    page.context.clear_cookies()

    page.goto("/admin/articles/auditentry/")
    page.locator("#id_username").fill("quan-tri")
    page.locator("#id_password").fill("mật khẩu")
    page.locator("#id_password").press("Enter")
    expect(page.get_by_role("heading", name="Bước hai")).to_be_visible()
    page.get_by_role("textbox", name="Mã").fill(app_code(user))
    page.get_by_role("button", name="Đăng nhập").click()
    expect(page.locator("#result_list")).to_contain_text("bật đăng nhập hai bước")
