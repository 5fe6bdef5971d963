// The reading pane of a search on a wide screen: the keys j and k walk the hits, and show each article beside the list.
// On a small screen they walk the list alone.

import { isCancelled, isCommand, pageFetcher } from "./shared.js";

const pane = document.querySelector(".reading-pane");
const links = [...document.querySelectorAll(".hits > li > .article-item-title > a")];
const fetchPage = pageFetcher();
let shown = -1; // index of the hit that was walked to

// Returns the parts of an article's page that are read: title, lead, facts and text.
function read(page) {
  const article = page.querySelector("article.article");
  const title = document.createElement("h2");
  const link = document.createElement("a");
  link.href = links[shown].href;
  link.append(...article.querySelector("h1").childNodes);
  title.append(link);
  const text = document.createElement("div");
  text.className = "reading-pane-text";
  const parts = article.querySelectorAll(".article-lead, .article-body > p, .article-body > .article-table");
  for (const part of [...parts, ...article.querySelectorAll(".article-pictures li")]) {
    part.removeAttribute("id");
    text.append(part);
  }
  const facts = document.createElement("p");
  facts.className = "reading-pane-facts";
  const byline = links[shown].closest("li").querySelector(".byline");
  facts.textContent = [...(byline?.children ?? [])].map((part) => part.textContent.trim()).join(" · ");
  const whole = document.createElement("div");
  whole.lang = article.lang;
  whole.append(title, facts, text);
  return whole;
}

async function show() {
  try {
    pane.replaceChildren(read(await fetchPage(links[shown].href)));
    pane.scrollTop = 0;
  } catch (error) {
    if (!isCancelled(error)) pane.textContent = pane.dataset.failed;
  }
}

function walk(step) {
  const to = Math.max(0, Math.min(links.length - 1, shown + step));
  if (to === shown) return;
  links[shown]?.closest("li").classList.remove("reading-pane-shown");
  shown = to;
  links[shown].closest("li").classList.add("reading-pane-shown");
  links[shown].focus({ preventScroll: true });
  links[shown].closest("li").scrollIntoView({ block: "nearest" });
  if (pane && getComputedStyle(pane).display !== "none") show();
}

document.addEventListener("keydown", (event) => {
  if (!isCommand(event) || links.length === 0) return;
  if (event.key === "j") walk(1);
  if (event.key === "k") walk(-1);
});
