"""Nothing moves while a page loads on a slow connection (cumulative layout shift)."""

import pytest
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from articles.models import Article

MOST = 0.01
_OBSERVE = """
  window.shifted = 0;
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) window.shifted += entry.hadRecentInput ? 0 : entry.value;
  }).observe({ type: "layout-shift", buffered: true });
"""


_SLOW = {"offline": False, "latency": 100, "downloadThroughput": 250_000, "uploadThroughput": 100_000}


def _shift(page: Page, address: str) -> float:
    """Return how much of a page moves while it loads on a slow connection."""
    network = page.context.new_cdp_session(page)
    network.send("Network.enable")
    network.send("Network.setCacheDisabled", {"cacheDisabled": True})
    network.send("Network.emulateNetworkConditions", _SLOW)
    page.add_init_script(_OBSERVE)
    page.goto(address)
    page.wait_for_timeout(500)
    return float(page.evaluate("window.shifted"))


@pytest.mark.parametrize("width", [320, 390, 1280])
def test_nothing_moves(browser: Browser, live_server: LiveServer, story: list[Article], width: int) -> None:
    article = story[0].get_absolute_url()
    context = browser.new_context(base_url=live_server.url, viewport={"width": width, "height": 800})
    for address in ["/search/?q=bui+thanh+son", "/", f"{article}?q=jakarta&hit=1", "/search/values/person/"]:
        page = context.new_page()
        assert _shift(page, address) <= MOST, address
        page.close()
    context.close()


@pytest.mark.parametrize("address", ["/search/?q=jakarta", "/search/over-time/?q=jakarta", "/search/map/?q=jakarta"])
def test_nothing_moves_where_a_search_can_be_added_to_a_comparison(
    page: Page, story: list[Article], address: str
) -> None:
    page.set_viewport_size({"width": 390, "height": 800})
    page.goto("/search/compare/?q=gia+lai")
    assert _shift(page, address) <= MOST
    expect(page.get_by_role("link", name="Thêm vào so sánh")).to_be_visible()
