// The hits of a search: a link from each snippet to its passage in the article, which the browser highlights.

import { textFragment } from "./shared.js";

for (const link of document.querySelectorAll(".hits-passage")) {
  const snippet = link.parentElement.cloneNode(true);
  snippet.lastElementChild.remove(); // the link
  const article = link.closest("li").querySelector(".article-item-title > a");
  link.href = article.href + textFragment(snippet.textContent.replace(/^[…\s]+|[…\s]+$/g, ""));
}
