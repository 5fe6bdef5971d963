// On an article that a search found: keys and buttons lead through the passages that match, and to the other hits.
// Without this script, links lead to the first passage and to the hits.

import { onKeys } from "./keys.js";

const trail = document.querySelector(".search-trail");
const passages = [...document.querySelectorAll('[id^="passage-"]')];
const status = trail.querySelector("[role=status]");
let at = passages.findIndex((passage) => `#${passage.id}` === location.hash); // the passage last gone to

function step(by) {
  if (!passages.length) return;
  at = at < 0 ? (by > 0 ? 0 : passages.length - 1) : (at + by + passages.length) % passages.length;
  const passage = passages[at];
  if (!passage.hasAttribute("tabindex")) passage.tabIndex = -1;
  passage.focus({ preventScroll: true });
  passage.scrollIntoView({ block: "center" });
  status.textContent = `${at + 1}/${passages.length}`;
}

for (const button of trail.querySelectorAll("button[data-step]")) {
  button.addEventListener("click", () => {
    step(Number(button.dataset.step));
    button.focus({ preventScroll: true }); // so that it can be pressed again
  });
}

onKeys({
  n: () => step(1),
  p: () => step(-1),
  j: () => trail.querySelector("[rel=next]")?.click(),
  k: () => trail.querySelector("[rel=prev]")?.click(),
});
