"""Measures how pages load on a slowed phone and desktop: largest contentful paint (LCP) and layout shift (CLS).

    DATA_DIR=FOLDER python -m bench.page_loading [--times 5] [--engine tantivy]

Chromium loads each page with an empty cache, a processor that is four times slower, and the connection that Lighthouse
calls "slow 4G": 150 ms for a round trip, 1.6 Mbit/s down, 750 kbit/s up. Prints a table of medians, and saves it in
docs/performance.md. The pages weigh what they weigh before compression; they are sent as the server sends them.
"""

import argparse
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Final

from playwright.sync_api import Browser, Page, sync_playwright

from bench.report import machine_and_versions, save_section, table
from bench.web_speed import served, stored_pages

_CHROMIUM: Final = Path("/usr/bin/chromium")
_SCREENS: Final = ((390, 844), (1280, 900))
_SLOWER: Final = 4
_SLOW_4G: Final = {"offline": False, "latency": 150, "downloadThroughput": 204_800, "uploadThroughput": 96_000}
# Milliseconds for what still moves after the load event.
_SETTLED: Final = 1000
_SEARCH: Final = "/search/?q=tai+n%E1%BA%A1n+giao+th%C3%B4ng"
_OBSERVE: Final = """
  window.measured = { shift: 0, paint: 0 };
  const watch = (type, take) =>
    new PerformanceObserver((list) => list.getEntries().forEach(take)).observe({ type, buffered: true });
  watch("layout-shift", (entry) => { window.measured.shift += entry.hadRecentInput ? 0 : entry.value; });
  watch("largest-contentful-paint", (entry) => { window.measured.paint = entry.startTime; });
"""


@dataclass(frozen=True, slots=True)
class Loading:
    """How a page loaded once: layout shift, and milliseconds until its largest part was painted."""

    shift: float
    paint: float


def pages(folder: Path) -> dict[str, str]:
    """Return an address of each kind of page."""
    stored = stored_pages(folder)
    return {"front": "/", "search": _SEARCH, "article": stored["article"][0], "entity": stored["entity"][0]}


@contextmanager
def slowed(browser: Browser, port: int, width: int, height: int) -> Iterator[Page]:
    """Open a page of a browser without a cache, on a slow processor and connection."""
    context = browser.new_context(
        base_url=f"http://127.0.0.1:{port}", viewport={"width": width, "height": height}, locale="vi-VN"
    )
    page = context.new_page()
    devtools = context.new_cdp_session(page)
    devtools.send("Network.enable")
    devtools.send("Network.emulateNetworkConditions", _SLOW_4G)
    devtools.send("Emulation.setCPUThrottlingRate", {"rate": _SLOWER})
    page.add_init_script(_OBSERVE)
    yield page
    context.close()


def load(browser: Browser, port: int, address: str, screen: tuple[int, int]) -> Loading:
    """Load a page once."""
    with slowed(browser, port, *screen) as page:
        page.goto(address, wait_until="load", timeout=120_000)
        page.wait_for_timeout(_SETTLED)
        found = page.evaluate("window.measured")
    return Loading(found["shift"], found["paint"])


def measure(browser: Browser, port: int, addresses: dict[str, str], times: int) -> Iterator[list[str]]:
    """Yield a row for each page and screen, with medians of so many loads and the worst shift."""
    for kind, address in addresses.items():
        for screen in _SCREENS:
            loads = [load(browser, port, address, screen) for _ in range(times)]
            shift, paint = max(one.shift for one in loads), median(one.paint for one in loads)
            slowest = max(one.paint for one in loads)
            yield [kind, str(screen[0]), f"{shift:.4f}", f"{paint:,.0f}", f"{slowest:,.0f}"]


def main() -> None:
    """Measure, print and save."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--times", type=int, default=5, help="how often each page is loaded (default 5)")
    parser.add_argument("--engine", default="tantivy", help="engine of the search index (default tantivy)")
    options = parser.parse_args()
    folder = Path(os.environ["DATA_DIR"])
    rows = []
    with served(folder, options.engine) as (port, _), sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=_CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        addresses = pages(folder)
        for address in addresses.values():
            load(browser, port, address, _SCREENS[0])  # warms up
        for row in measure(browser, port, addresses, options.times):
            print(" ".join(row), file=sys.stderr, flush=True)
            rows.append(row)
        chromium = browser.version
        browser.close()
    head = ["page", "width", "layout shift, worst", "LCP, ms, median", "LCP, ms, slowest"]
    about = f"{machine_and_versions('django', 'gunicorn', options.engine)} Chromium {chromium}, {options.times} loads."
    text = "\n\n".join(["## Loading on a slow phone", about, table(head, rows)])
    print(text)
    save_section("loading", text)


if __name__ == "__main__":
    main()
