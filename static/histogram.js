// The histogram of a search: a stretch of time is chosen by dragging over its bars, or with Shift and the arrow keys.
// Each bar is a link that works without this.
"use strict";

for (const chart of document.querySelectorAll("[data-histogram]")) {
  const list = chart.querySelector(".bars");
  const bars = [...list.children];
  const linked = bars.filter((bar) => bar.querySelector("a"));
  const status = chart.querySelector(".bars-chosen");
  const how = chart.querySelector("[data-how]");
  let start = null; // the bar that a choice began at
  let end = null;
  let dragged = false;

  const span = () => [start, end].sort((a, b) => a - b);

  function mark() {
    const [first, last] = start === null ? [1, 0] : span();
    bars.forEach((bar, i) => bar.classList.toggle("chosen", first <= i && i <= last));
    if (first > last) return status.replaceChildren(how);
    const count = bars.slice(first, last + 1).reduce((sum, bar) => sum + Number(bar.dataset.count), 0);
    const [from, to] = [bars[first].dataset.label, bars[last].dataset.label];
    const number = count.toLocaleString(document.documentElement.lang);
    status.textContent = `${first === last ? from : `${from} – ${to}`}: ${number} ${status.dataset.articles}`;
  }

  function clear() {
    start = end = null;
    dragged = false;
    mark();
  }

  function narrow() {
    const [first, last] = span();
    const address = new URL(linked[0].querySelector("a").href);
    address.searchParams.set("from", bars[first].dataset.since);
    address.searchParams.set("to", bars[last].dataset.until);
    location.assign(address);
  }

  function barAt(x) {
    const box = list.getBoundingClientRect();
    const place = Math.floor(((x - box.left) / box.width) * bars.length);
    return Math.max(0, Math.min(bars.length - 1, place));
  }

  list.addEventListener("pointerdown", (event) => {
    if (event.button !== 0) return;
    start = end = barAt(event.clientX);
    dragged = false;
  });
  addEventListener("pointermove", (event) => {
    if (start === null || event.buttons === 0) return;
    const under = barAt(event.clientX);
    if (under === end && !dragged) return;
    dragged = true;
    end = under;
    mark();
  });
  addEventListener("pointerup", () => {
    if (start !== null && dragged) narrow();
  });
  // The click that ends a drag is no choice of a single bar.
  list.addEventListener("click", (event) => dragged && event.preventDefault());
  addEventListener("pointercancel", clear);
  addEventListener("pageshow", clear); // also on the way back to the page

  const focusable = linked.map((bar) => bar.querySelector("a"));
  const enter = (link) => focusable.forEach((other) => (other.tabIndex = other === link ? 0 : -1));
  enter(focusable.at(-1));
  how.hidden = false;

  list.addEventListener("keydown", (event) => {
    const at = focusable.indexOf(document.activeElement);
    if (at < 0 || event.altKey || event.ctrlKey || event.metaKey) return;
    const to = { ArrowLeft: at - 1, ArrowRight: at + 1, Home: 0, End: focusable.length - 1 }[event.key];
    if (event.key === "Escape") return clear();
    if (event.key === "Enter" && start !== null && start !== end) {
      event.preventDefault();
      return narrow();
    }
    if (to === undefined) return;
    event.preventDefault();
    const link = focusable[Math.max(0, Math.min(focusable.length - 1, to))];
    if (event.shiftKey) {
      start ??= bars.indexOf(linked[at]);
      end = bars.indexOf(link.closest("li"));
      mark();
    } else {
      clear();
    }
    enter(link);
    link.focus();
  });
}
