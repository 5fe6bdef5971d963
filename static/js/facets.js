// All values of a facet, opened in a dialog over the search page, and filtered while the reader types.
// The page of the values also works without this script.

import { isCancelled, isPlainClick, pageFetcher } from "./shared.js";

const PAUSE = 200; // milliseconds without a key before the server is asked

const fetchPage = pageFetcher();
let dialog = null;
let timer = 0;

// Replaces the values shown by those of an address. While the reader types, the field is kept as it is.
async function show(address, values, { typing = false } = {}) {
  try {
    const found = (await fetchPage(address)).querySelector("[data-values]");
    const field = values.querySelector("[name=find]");
    values.replaceChildren(...found.childNodes);
    if (typing) {
      values.querySelector("[name=find]").replaceWith(field);
      field.focus();
    }
  } catch (error) {
    if (!isCancelled(error)) location.assign(address);
  }
}

function addressOf(form, submitter) {
  return `${submitter.formAction}?${new URLSearchParams(new FormData(form, submitter))}`;
}

function createDialog() {
  const element = document.createElement("dialog");
  element.className = "facet-dialog";
  // A search field would take the first Escape to empty itself.
  element.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || event.isComposing) return;
    event.preventDefault();
    element.close();
  });
  return document.body.appendChild(element);
}

async function open(link) {
  dialog ??= createDialog();
  const values = document.createElement("div");
  values.dataset.values = "";
  dialog.replaceChildren(values);
  await show(link.href, values);
  if (!values.hasChildNodes()) return; // show() failed, and leads to the page itself
  dialog.setAttribute("aria-labelledby", dialog.querySelector("h1").id);
  dialog.showModal();
  dialog.querySelector("[name=find]").focus();
  dialog.addEventListener("close", () => link.focus(), { once: true });
}

document.addEventListener("click", (event) => {
  if (event.target === dialog) return dialog.close(); // a click beside the dialog
  const link = event.target.closest("a[data-dialog], dialog a[data-close]");
  if (!link || !isPlainClick(event)) return;
  event.preventDefault();
  if (link.dataset.close === undefined) open(link);
  else dialog.close();
});

document.addEventListener("submit", (event) => {
  const values = event.target.closest("[data-values]");
  if (!values) return;
  const field = values.querySelector("[name=find]");
  if (event.submitter?.hasAttribute("formaction")) {
    event.preventDefault();
    show(addressOf(event.target, event.submitter), values, { typing: document.activeElement === field });
  } else {
    field.disabled = true; // keeps the filter out of the search
  }
});

document.addEventListener("input", (event) => {
  const values = event.target.closest("[data-values]");
  if (!values || event.target.name !== "find" || event.isComposing) return;
  clearTimeout(timer);
  const find = event.target.form.querySelector("[formaction]");
  timer = setTimeout(() => show(addressOf(event.target.form, find), values, { typing: true }), PAUSE);
});
