"""The sample archive in a browser, as a newcomer first sees it."""

from pathlib import Path

import pytest
from django.conf import settings
from playwright.sync_api import Page, expect

from articles.importing.running.batch import run_batch
from articles.models import ImportBatch
from articles.search import reindex


@pytest.fixture
def sample(transactional_db: None) -> None:
    """Import the sample as `bin/serve` does."""
    reindex()
    run_batch(ImportBatch.objects.create(label="sample"), [Path(settings.BASE_DIR) / "sample"])


def test_a_name_leads_to_its_person_and_a_day_to_the_day_before(page: Page, sample: None) -> None:
    page.goto("/")
    page.get_by_role("combobox").fill("bui thanh sang")
    page.get_by_role("combobox").press("Enter")
    first = page.get_by_role("main").get_by_role("heading", level=3).get_by_role("link").first
    expect(first).to_contain_text("Bùi Thanh Sang")

    person = page.locator("aside a[href*='person=']", has_text="Bùi Thanh Sang")
    count = int(person.inner_text().split()[-1])
    person.click()
    expect(page.get_by_role("heading", name=f"{count} bài")).to_be_visible()

    page.get_by_role("link", name="Ông Bùi Thanh Sang").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Ông Bùi Thanh Sang")
    page.locator(".article-body a.kind-person", has_text="Bùi Thanh Sang").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Bùi Thanh Sang")
    expect(page.locator(".article-list > li")).to_have_count(count)

    page.goto("/2025/04/13/")
    page.get_by_role("link", name="← 12/4/2025").click()
    expect(page.locator(".article-list > li")).to_have_count(4)
    feed = page.locator('link[type="application/atom+xml"]').last.get_attribute("href")
    assert page.request.get(feed or "").text().count("<entry>") == 4
