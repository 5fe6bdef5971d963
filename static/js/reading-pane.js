// The reading pane of a search on a wide screen: it shows the hit that the keys walked to (see article-list.js) beside
// the list.

import { isCancelled, pageFetcher } from "./shared.js";

const pane = document.querySelector(".reading-pane");
const fetchPage = pageFetcher();
let shown = null; // the item of the list that is shown

// Returns the parts of an article's page that are read: title, lead, facts and text.
function read(page, address) {
  const article = page.querySelector("article.article");
  const title = document.createElement("h2");
  const link = document.createElement("a");
  link.href = address;
  link.append(...article.querySelector("h1").childNodes);
  title.append(link);
  const text = document.createElement("div");
  text.className = "reading-pane-text";
  const parts = article.querySelectorAll(".article-lead, .article-body > p, .article-body > .article-table");
  for (const part of [...parts, ...article.querySelectorAll(".article-pictures li")]) {
    part.removeAttribute("id");
    text.append(part);
  }
  for (const link of text.querySelectorAll(".passage-link")) link.remove();
  const facts = document.createElement("p");
  facts.className = "reading-pane-facts";
  const byline = [...shown.querySelectorAll(":scope > .byline")].at(-1); // behind that of a quotation
  facts.textContent = [...(byline?.children ?? [])].map((part) => part.textContent.trim()).join(" · ");
  const whole = document.createElement("div");
  whole.lang = article.lang;
  whole.append(title, facts, text);
  return whole;
}

async function show() {
  const address = shown.querySelector("h2 > a, h3 > a").href;
  try {
    pane.replaceChildren(read(await fetchPage(address), address));
    pane.scrollTop = 0;
    pane.querySelector(".quoted")?.scrollIntoView({ block: "nearest" });
  } catch (error) {
    if (!isCancelled(error)) pane.textContent = pane.dataset.failed;
  }
}

document.addEventListener("walked", (event) => {
  shown?.classList.remove("reading-pane-shown");
  shown = event.target;
  shown.classList.add("reading-pane-shown");
  if (pane && getComputedStyle(pane).display !== "none") show();
});
