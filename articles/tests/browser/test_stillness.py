"""Nothing moves while a page loads on a slow connection (cumulative layout shift)."""

import pytest
from playwright.sync_api import Browser
from pytest_django.live_server_helper import LiveServer

from articles.models import Article

MOST = 0.01
_OBSERVE = """
  window.shifted = 0;
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) window.shifted += entry.hadRecentInput ? 0 : entry.value;
  }).observe({ type: "layout-shift", buffered: true });
"""


@pytest.mark.parametrize("width", [320, 390, 1280])
def test_nothing_moves(browser: Browser, live_server: LiveServer, story: list[Article], width: int) -> None:
    article = story[0].get_absolute_url()
    context = browser.new_context(base_url=live_server.url, viewport={"width": width, "height": 800})
    for address in ["/search/?q=bui+thanh+son", "/", f"{article}?q=jakarta&hit=1", "/search/values/person/"]:
        page = context.new_page()
        network = context.new_cdp_session(page)
        network.send("Network.enable")
        network.send("Network.setCacheDisabled", {"cacheDisabled": True})
        slow = {"offline": False, "latency": 100, "downloadThroughput": 250_000, "uploadThroughput": 100_000}
        network.send("Network.emulateNetworkConditions", slow)
        page.add_init_script(_OBSERVE)
        page.goto(address)
        page.wait_for_timeout(500)
        assert page.evaluate("window.shifted") <= MOST, address
        page.close()
    context.close()
