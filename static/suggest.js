// Suggestions under a search field while something is being typed (the ARIA pattern of a combobox with a list box).
// Enter searches for what was typed unless a suggestion was gone to with the arrow keys.
"use strict";

{
  const PAUSE = 120; // milliseconds without a key before suggestions are asked for
  const LEAST = 2; // letters
  const words = document.getElementById("suggestion-words").dataset;

  function make(name, attributes, ...children) {
    const element = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    element.append(...children);
    return element;
  }

  function suggestFor(field, id) {
    const list = make("ul", { id, class: "suggestions", role: "listbox", "aria-label": words.list, hidden: "" });
    const status = make("div", { role: "status", class: "visually-hidden" });
    let shown = []; // the suggestions in the list
    let active = -1;
    let typed = "";
    let pause = 0;
    let asking = new AbortController();

    field.after(list, status);
    for (const [name, value] of Object.entries({
      role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": id,
    })) field.setAttribute(name, value);

    function open(suggestions) {
      shown = suggestions;
      active = -1;
      list.replaceChildren(...shown.map(option));
      list.hidden = !shown.length;
      field.setAttribute("aria-expanded", String(shown.length > 0));
      field.removeAttribute("aria-activedescendant");
      status.textContent = shown.length ? `${shown.length} ${words.count}` : words.none;
    }

    function close() {
      clearTimeout(pause);
      asking.abort();
      open([]);
      status.textContent = "";
    }

    function option(suggestion, i) {
      const label = make("span", { class: "suggestion" }, suggestion.label);
      if (suggestion.kind !== "article" && suggestion.before) label.prepend(make("span", { class: "before" }, `${suggestion.before} + `));
      const parts = [label, make("span", { class: `kind ${suggestion.kind}` }, words[suggestion.kind])];
      if (suggestion.note) parts.push(make("span", { class: "note" }, suggestion.note));
      return make("li", { id: `${id}-${i}`, role: "option", "aria-selected": "false" }, ...parts);
    }

    async function ask() {
      typed = field.value;
      asking.abort();
      if (typed.trim().length < LEAST) return close();
      asking = new AbortController();
      try {
        const answer = await fetch(`${words.address}?${new URLSearchParams({ q: typed.trim() })}`, { signal: asking.signal });
        if (answer.ok && document.activeElement === field) open((await answer.json()).suggestions);
      } catch (error) {
        if (error.name !== "AbortError") close(); // without suggestions the field works as ever
      }
    }

    function go(to) {
      active = (to + shown.length + 1) % (shown.length + 1);
      if (active === shown.length) active = -1; // back in the field
      [...list.children].forEach((item, i) => item.setAttribute("aria-selected", String(i === active)));
      if (active < 0) return field.removeAttribute("aria-activedescendant");
      field.setAttribute("aria-activedescendant", `${id}-${active}`);
      list.children[active].scrollIntoView({ block: "nearest" });
    }

    // A name narrows the search by it, with all else that the form would send; a headline leads to its article.
    function choose(suggestion) {
      close();
      if (suggestion.address) return location.assign(suggestion.address);
      const sent = new URLSearchParams([...new FormData(field.form)].filter(([, value]) => value));
      const [name, value] = suggestion.parameter;
      if (suggestion.before) sent.set("q", suggestion.before);
      else sent.delete("q");
      if (!sent.getAll(name).includes(value)) sent.append(name, value);
      location.assign(`${field.form.action}?${sent}`);
    }

    field.addEventListener("input", () => {
      clearTimeout(pause);
      pause = setTimeout(ask, PAUSE);
    });

    field.addEventListener("keydown", (event) => {
      if (event.isComposing) return;
      if (event.key === "Enter" && active >= 0) choose(shown[active]);
      else if (event.key === "Escape" && shown.length) close();
      else if (event.key === "ArrowDown" && !shown.length) ask();
      else if (event.key === "ArrowDown") go(active + 1);
      else if (event.key === "ArrowUp" && shown.length) go(active < 0 ? shown.length - 1 : active - 1);
      else return;
      event.preventDefault();
    });

    field.form.addEventListener("submit", close);
    field.addEventListener("blur", close);
    // The field keeps the focus while a suggestion is being pointed at.
    list.addEventListener("mousedown", (event) => event.preventDefault());
    list.addEventListener("click", (event) => {
      const item = event.target.closest("[role=option]");
      if (item) choose(shown[[...list.children].indexOf(item)]);
    });
  }

  document.querySelectorAll('form[role="search"] input[name="q"]').forEach((field, i) => suggestFor(field, `suggestions-${i}`));
}
