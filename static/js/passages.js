// Links to passages of an article. The sign behind a paragraph copies the link to it, the key c that to the selected
// words. Browsers highlight the passage on arrival; where one cannot, or a program encoded the link, this script does.

import { onKeys } from "./keys.js";
import { isPlainClick, textFragment } from "./shared.js";

const DIRECTIVE = /(?::|%3A)~(?::|%3A)text(?:=|%3D)(.+)/i;
const SHOWN = 4000; // milliseconds that a message is shown
const LETTER = /[\p{L}\p{M}\p{N}]/u;

const article = document.querySelector("article.article");
const status = article.querySelector(".passage-status");
const passages = [...article.querySelectorAll(".article-lead, .article-body > p, .article-pictures li")];
let timer = 0;

// The link

for (const link of article.querySelectorAll(".passage-link")) {
  link.href = textFragment(link.parentElement.textContent);
  link.title = status.dataset.link;
  link.setAttribute("aria-label", status.dataset.link);
}

function say(text) {
  clearTimeout(timer);
  status.textContent = text;
  timer = setTimeout(() => status.replaceChildren(), SHOWN);
}

// Copies the address of the article with a fragment; where that cannot be, the address bar has it.
async function copy(fragment) {
  try {
    await navigator.clipboard.writeText(location.origin + location.pathname + fragment);
    say(status.dataset.copied);
  } catch {
    location.hash = fragment;
    say(status.dataset.inAddress);
  }
}

// Widens a selection to whole words, as browsers find no others.
function selectWholeWords(selection) {
  const range = selection.getRangeAt(0).cloneRange();
  let [node, at] = [range.startContainer, range.startOffset];
  while (at > 0 && LETTER.test(node.data?.[at - 1] ?? "")) at -= 1;
  range.setStart(node, at);
  [node, at] = [range.endContainer, range.endOffset];
  while (LETTER.test(node.data?.[at] ?? "")) at += 1;
  range.setEnd(node, at);
  selection.removeAllRanges();
  selection.addRange(range);
}

function copySelected() {
  const selection = getSelection();
  if (!selection.toString().trim() || !article.contains(selection.anchorNode)) return say(status.dataset.none);
  selectWholeWords(selection);
  copy(textFragment(selection.toString()));
}

article.addEventListener("click", (event) => {
  const link = event.target.closest(".passage-link");
  if (!link || !isPlainClick(event)) return;
  event.preventDefault();
  show(link.parentElement);
  copy(link.hash);
});
onKeys({ c: copySelected });

// The arrival

function show(passage) {
  for (const other of passages) other.classList.toggle("passage-shown", other === passage);
}

function squashed(text) {
  return text.normalize("NFC").replace(/\s+/g, " ");
}

// Browsers that know text fragments hide them from `location.hash`, and need no help.
function arrive() {
  const found = DIRECTIVE.exec(location.hash);
  if (!found) return;
  const [encodedStart] = found[1].split(/,|%2C/i);
  const start = squashed(decodeURIComponent(encodedStart.replaceAll("%25", "%")));
  const passage = passages.find((one) => squashed(one.textContent).includes(start));
  if (!passage) return;
  show(passage);
  passage.scrollIntoView({ block: "center" });
}

addEventListener("hashchange", arrive);
arrive();
