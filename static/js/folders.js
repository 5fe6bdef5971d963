// The key f puts the article of the page, or the one walked to in a list, into a folder; F all articles of a page of
// hits. The page that asks into which one is shown in a dialog. Without this script it is a page.

import { onKeys } from "./keys.js";
import { isCancelled, isPlainClick, pageFetcher } from "./shared.js";

const fetchPage = pageFetcher();
const said = document.createElement("p"); // says what was done; a status must be there before it changes
said.className = "folder-said";
said.setAttribute("role", "status");
let dialog = null;
let hiding = 0;

function say(text) {
  said.textContent = text;
  clearTimeout(hiding);
  hiding = setTimeout(() => {
    said.textContent = "";
  }, 8000);
}

function createDialog() {
  const element = document.createElement("dialog");
  element.className = "dialog";
  element.addEventListener("click", (event) => {
    if (event.target === element) element.close(); // a click beside the dialog
  });
  element.addEventListener("submit", put);
  return document.body.appendChild(element);
}

// Shows the form of a page in the dialog: the folder used last has the focus.
function show(page) {
  const form = page.querySelector(".folder-choice");
  const heading = document.createElement("h2");
  heading.id = "folder-dialog-title";
  heading.textContent = page.querySelector("h1").textContent;
  dialog ??= createDialog();
  dialog.setAttribute("aria-labelledby", heading.id);
  dialog.replaceChildren(heading, form);
  if (!dialog.open) dialog.showModal();
  form.querySelector("button, [type=text]").focus();
}

async function choose(address) {
  try {
    show(await fetchPage(address));
  } catch (error) {
    if (!isCancelled(error)) location.assign(address);
  }
}

async function put(event) {
  event.preventDefault();
  const data = new FormData(event.target, event.submitter);
  const address = new URL(event.target.action);
  for (const article of data.getAll("article")) address.searchParams.append("article", article);
  data.set("next", address.pathname + address.search); // a small page, which says what was done
  try {
    const answer = await fetch(event.target.action, { method: "POST", body: data });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const done = page.querySelector(".site-messages");
    if (!done) return show(page); // with what is wrong
    dialog.close();
    say(done.textContent.trim());
  } catch {
    location.assign(address); // which asks to log in again, or says that the archive cannot be reached
  }
}

function linkAtHand() {
  const item = document.activeElement.closest(".article-list > li") ?? document.querySelector(".reading-pane-shown");
  return item?.querySelector("[data-folder]") ?? document.querySelector(".article [data-folder]");
}

function putOne() {
  const link = linkAtHand() ?? document.querySelector("[data-folder]");
  if (link) choose(link.href);
}

document.addEventListener("click", (event) => {
  const link = event.target.closest("[data-folder], [data-folder-page]");
  if (!link || !isPlainClick(event)) return;
  event.preventDefault();
  choose(link.href);
});

const whole = document.querySelector("[data-folder-page]");
if (document.querySelector("[data-folder]")) {
  document.body.append(said);
  onKeys({ f: putOne });
}
if (whole) onKeys({ F: () => choose(whole.href) });
