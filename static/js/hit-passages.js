// The hits of a search: a link after each snippet to its passage in the article, which the browser highlights.

import { textFragment } from "./shared.js";

const list = document.querySelector(".hits");

for (const snippet of list?.querySelectorAll("h3 + p:not(.byline)") ?? []) {
  const link = document.createElement("a");
  const article = snippet.previousElementSibling.querySelector("a");
  link.href = article.href + textFragment(snippet.textContent.replace(/^[…\s]+|[…\s]+$/g, ""));
  link.className = "hits-passage";
  link.lang = document.documentElement.lang;
  link.textContent = list.dataset.passage;
  snippet.append(" ", link);
}
