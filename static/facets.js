// All values of a facet: opened over the search page, and narrowed while a name is being typed.
// The page that is shown so works by itself.
"use strict";

{
  const PAUSE = 200; // milliseconds without a key before what was typed is looked for
  let dialog = null;
  let asking = new AbortController();
  let pause = 0;

  async function fetched(address) {
    asking.abort();
    asking = new AbortController();
    const answer = await fetch(address, { signal: asking.signal });
    if (!answer.ok) throw new Error(answer.status);
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    return page.querySelector("[data-values]");
  }

  // Shows a page of values in place of the present one; what is being typed is left alone.
  async function show(address, present, { typing = false } = {}) {
    try {
      const found = await fetched(address);
      const field = present.querySelector("[name=find]");
      present.replaceChildren(...found.childNodes);
      if (typing) {
        present.querySelector("[name=find]").replaceWith(field);
        field.focus();
      }
    } catch (error) {
      if (error.name !== "AbortError") location.assign(address);
    }
  }

  function address(form, submitter) {
    return `${submitter.formAction}?${new URLSearchParams(new FormData(form, submitter))}`;
  }

  async function open(link) {
    dialog ??= document.body.appendChild(Object.assign(document.createElement("dialog"), { className: "values" }));
    const values = dialog.appendChild(document.createElement("div"));
    dialog.replaceChildren(values);
    values.dataset.values = "";
    await show(link.href, values);
    if (!values.hasChildNodes()) return; // the page itself is on its way instead
    dialog.setAttribute("aria-labelledby", dialog.querySelector("h1").id);
    dialog.showModal();
    dialog.querySelector("[name=find]").focus();
    dialog.addEventListener("close", () => link.focus(), { once: true });
  }

  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-dialog], dialog a[data-close]");
    if (event.target === dialog) return dialog.close(); // beside the panel
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
      show(address(event.target, event.submitter), values, { typing: document.activeElement === field });
    } else {
      field.disabled = true; // what was typed here is no part of the search
    }
  });

  document.addEventListener("input", (event) => {
    const values = event.target.closest("[data-values]");
    if (!values || event.target.name !== "find" || event.isComposing) return;
    clearTimeout(pause);
    const find = event.target.form.querySelector("[formaction]");
    pause = setTimeout(() => show(address(event.target.form, find), values, { typing: true }), PAUSE);
  });
}
