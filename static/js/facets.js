// All values of a facet, opened in a dialog over the search page, and filtered while the reader types.
// The page of the values also works without this script.

const PAUSE = 200; // milliseconds without a key before the server is asked

let dialog = null;
let request = new AbortController(); // the one on its way; a new one cancels it
let timer = 0;

async function fetchValues(address) {
  request.abort();
  request = new AbortController();
  const answer = await fetch(address, { signal: request.signal });
  if (!answer.ok) throw new Error(answer.status);
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  return page.querySelector("[data-values]");
}

// Replaces the values shown by those of an address. While the reader types, the field is kept as it is.
async function show(address, values, { typing = false } = {}) {
  try {
    const found = await fetchValues(address);
    const field = values.querySelector("[name=find]");
    values.replaceChildren(...found.childNodes);
    if (typing) {
      values.querySelector("[name=find]").replaceWith(field);
      field.focus();
    }
  } catch (error) {
    if (error.name !== "AbortError") location.assign(address);
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
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
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
