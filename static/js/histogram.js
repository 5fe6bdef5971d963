// A histogram: the reader selects a range of time by dragging over its bars, or with Shift and the arrow keys. Each bar
// is a link that works without this script. `data-range` is the search that is narrowed where the bars lead elsewhere.

const DAY = 24 * 60 * 60 * 1000; // milliseconds

for (const chart of document.querySelectorAll("[data-histogram]")) {
  const list = chart.querySelector(".histogram-bars");
  const bars = [...list.children];
  const linkOf = (bar) => bar.querySelector("a");
  const linked = bars.filter(linkOf); // bars with articles
  const links = linked.map(linkOf);
  const status = chart.querySelector(".histogram-status");
  const help = chart.querySelector("[data-help]");
  let start = null; // index of the bar where the selection began; null without a selection
  let end = null;
  let dragged = false;

  // A bar with articles says in its link which days it has, what it is called, and how many articles:
  // "May 2016: 1,204". A bar without reaches up to the next; the last one always has articles.
  const partOf = (bar, name) => new URL(linkOf(bar).href).searchParams.get(name);
  const sinceOf = (bar) => bar.dataset.since ?? partOf(bar, "from");
  const untilOf = (bar) => bar.dataset.until ?? (bar === bars.at(-1) ? partOf(bar, "to") : dayBefore(nextOf(bar)));
  const nextOf = (bar) => bars[bars.indexOf(bar) + 1];
  const dayBefore = (bar) => new Date(Date.parse(sinceOf(bar)) - DAY).toISOString().slice(0, 10);
  const countIn = (title) => Number(title.match(/: ([\d.,]+)/)[1].replace(/\D/g, ""));
  const countOf = (bar) => (linkOf(bar) ? countIn(linkOf(bar).title) : 0);
  const labelOf = (bar) => bar.dataset.label ?? lowered(linkOf(bar).title.split(":")[0]);
  const lowered = (text) => text.charAt(0).toLocaleLowerCase() + text.slice(1);
  const range = () => [start, end].sort((a, b) => a - b);

  // Marks the selected bars, and says how many articles they hold.
  function mark() {
    const [first, last] = start === null ? [1, 0] : range();
    for (const [i, bar] of bars.entries()) bar.classList.toggle("chosen", first <= i && i <= last);
    if (first > last) return status.replaceChildren(help);
    const count = bars.slice(first, last + 1).reduce((sum, bar) => sum + countOf(bar), 0);
    const [from, to] = [labelOf(bars[first]), labelOf(bars[last])];
    const number = count.toLocaleString(document.documentElement.lang);
    status.textContent = `${first === last ? from : `${from} – ${to}`}: ${number} ${status.dataset.articles}`;
  }

  function clear() {
    start = null;
    end = null;
    dragged = false;
    mark();
  }

  function searchRange() {
    const [first, last] = range();
    const address = new URL(chart.dataset.range ?? links[0].href, location);
    address.searchParams.set("from", sinceOf(bars[first]));
    address.searchParams.set("to", untilOf(bars[last]));
    location.assign(address);
  }

  function barAt(x) {
    const box = list.getBoundingClientRect();
    const place = Math.floor(((x - box.left) / box.width) * bars.length);
    return Math.max(0, Math.min(bars.length - 1, place));
  }

  list.addEventListener("dragstart", (event) => event.preventDefault());
  list.addEventListener("pointerdown", (event) => {
    if (event.button !== 0) return;
    start = barAt(event.clientX);
    end = start;
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
    if (start !== null && dragged) searchRange();
  });
  // The click that ends a drag must not follow the link of a bar.
  list.addEventListener("click", (event) => dragged && event.preventDefault());
  addEventListener("pointercancel", clear);
  addEventListener("pageshow", clear); // also when the reader comes back to the page

  // One bar at a time can be reached by Tab; the arrow keys go to the others.
  function makeReachable(link) {
    for (const other of links) other.tabIndex = other === link ? 0 : -1;
  }
  for (const link of links) link.draggable = false;
  makeReachable(links.at(-1));

  list.addEventListener("keydown", (event) => {
    const at = links.indexOf(document.activeElement);
    if (at < 0 || event.altKey || event.ctrlKey || event.metaKey) return;
    const to = { ArrowLeft: at - 1, ArrowRight: at + 1, Home: 0, End: links.length - 1 }[event.key];
    if (event.key === "Escape") return clear();
    if (event.key === "Enter" && start !== null && start !== end) {
      event.preventDefault();
      return searchRange();
    }
    if (to === undefined) return;
    event.preventDefault();
    const link = links[Math.max(0, Math.min(links.length - 1, to))];
    if (event.shiftKey) {
      start ??= bars.indexOf(linked[at]);
      end = bars.indexOf(link.closest("li"));
      mark();
    } else {
      clear();
    }
    makeReachable(link);
    link.focus();
  });
}
