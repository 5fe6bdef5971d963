// A list of articles: the keys j and k walk it, o opens the article walked to.

import { onKeys } from "./keys.js";

const links = [...document.querySelectorAll(".article-list > li > :is(h2, h3) > a")];
let at = -1; // index of the article walked to

function walk(step) {
  const focused = links.findIndex((link) => link.closest("li").contains(document.activeElement));
  const from = focused < 0 ? at : focused;
  const to = Math.max(0, Math.min(links.length - 1, from + step));
  if (to === at && to === from) return;
  at = to;
  links[at].focus({ preventScroll: true });
  const item = links[at].closest("li");
  item.scrollIntoView({ block: "nearest" });
  item.dispatchEvent(new CustomEvent("walked", { bubbles: true })); // see reading-pane.js
}

if (links.length) onKeys({ j: () => walk(1), k: () => walk(-1), o: () => links[at]?.click() });
