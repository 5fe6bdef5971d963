// The keys of the pages. A script binds its keys by `onKeys`, and templates/partials/keys.html says in a line what each
// does. "?" shows these lines in a dialog, where the keys can be switched off (WCAG 2.1.4).

import { isCancelled, isPlainClick, pageFetcher } from "./shared.js";

const OFF = "keys-off"; // in the local storage: the reader wants no keys
const actions = new Map();
const fetchPage = pageFetcher();
let dialog = null;

// Binds keys, given as `KeyboardEvent.key`, to functions.
export function onKeys(bound) {
  for (const [key, action] of Object.entries(bound)) actions.set(key, action);
}

// Whether a key may be a command of the page: the reader does not type, also not through an input method, has no dialog
// open, and holds no key of the browser's own commands.
function isCommand(event) {
  const field = "input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]";
  const typing = event.isComposing || event.target.closest(field) || document.querySelector("dialog[open]");
  return !(typing || event.ctrlKey || event.metaKey || event.altKey);
}

document.addEventListener("keydown", (event) => {
  const action = actions.get(event.key);
  if (!action || !isCommand(event) || localStorage.getItem(OFF)) return;
  event.preventDefault();
  action();
});

function focusSearch() {
  const field = document.querySelector('input[type="search"]');
  field?.focus();
  field?.select();
}

// The switch stands in the dialog, and on the page of the keys.
function prepareSwitch(within) {
  const box = within.querySelector("[data-keys-switch] input");
  if (!box) return;
  box.closest("[data-keys-switch]").hidden = false;
  box.checked = !localStorage.getItem(OFF);
  box.addEventListener("change", () => {
    if (box.checked) localStorage.removeItem(OFF);
    else localStorage.setItem(OFF, "1");
  });
}

function createDialog(keys, name) {
  const element = document.createElement("dialog");
  element.className = "dialog keys-dialog";
  element.setAttribute("aria-labelledby", "keys-title");
  const title = document.createElement("h2");
  title.id = "keys-title";
  title.textContent = name;
  for (const row of keys.querySelectorAll("[data-key]")) row.hidden = !actions.has(row.dataset.key);
  const close = document.createElement("button");
  close.type = "button";
  close.autofocus = true;
  close.textContent = keys.dataset.close;
  close.addEventListener("click", () => element.close());
  element.append(title, keys, close);
  prepareSwitch(element);
  document.body.append(element);
  return element;
}

async function showKeys() {
  const link = document.querySelector("[data-keys]");
  if (!link) return;
  try {
    dialog ??= createDialog((await fetchPage(link.href)).querySelector(".keys"), link.textContent.trim());
    if (!dialog.open) dialog.showModal();
  } catch (error) {
    if (!isCancelled(error)) location.assign(link.href);
  }
}

document.addEventListener("click", (event) => {
  if (dialog && event.target === dialog) return dialog.close(); // a click beside the dialog
  if (!event.target.closest("[data-keys]") || !isPlainClick(event)) return;
  event.preventDefault();
  showKeys();
});

prepareSwitch(document);
onKeys({ "/": focusSearch, "?": showKeys });
