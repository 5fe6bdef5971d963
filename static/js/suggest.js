// Suggestions under a search field while the reader types: the ARIA pattern of a combobox with a list box.
// Enter searches for the typed words, unless the reader moved to a suggestion with the arrow keys.

const PAUSE = 120; // milliseconds without a key before the server is asked
const LEAST = 2; // letters
const words = document.getElementById("suggestion-words").dataset;

function make(name, attributes, ...children) {
  const element = document.createElement(name);
  setAttributes(element, attributes);
  element.append(...children);
  return element;
}

function setAttributes(element, attributes) {
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
}

function option(id, suggestion) {
  const label = make("span", { class: "suggestions-label" }, suggestion.label);
  if (suggestion.kind !== "article" && suggestion.before) {
    label.prepend(make("span", { class: "suggestions-typed" }, `${suggestion.before} + `));
  }
  const kind = make("span", { class: `suggestions-kind kind-${suggestion.kind}` }, words[suggestion.kind]);
  const item = make("li", { id, role: "option", "aria-selected": "false" }, label, kind);
  if (suggestion.note) item.append(make("span", { class: "suggestions-note" }, suggestion.note));
  return item;
}

// A headline leads to its article. A name is added to the search, with all else that the form would send.
function addressOf(suggestion, form) {
  if (suggestion.address) return suggestion.address;
  const sent = new URLSearchParams([...new FormData(form)].filter(([, value]) => value));
  const [name, value] = suggestion.parameter;
  if (suggestion.before) sent.set("q", suggestion.before);
  else sent.delete("q");
  if (!sent.getAll(name).includes(value)) sent.append(name, value);
  return `${form.action}?${sent}`;
}

function suggestFor(field, id) {
  const list = make("ul", { id, class: "suggestions", role: "listbox", "aria-label": words.list, hidden: "" });
  const status = make("div", { role: "status", class: "visually-hidden" });
  let shown = []; // the suggestions in the list
  let active = -1; // index of the selected one; -1 while the reader is in the field
  let timer = 0;
  let request = new AbortController(); // the one on its way; a new one cancels it

  field.after(list, status);
  setAttributes(field, {
    role: "combobox",
    "aria-autocomplete": "list",
    "aria-expanded": "false",
    "aria-controls": id,
  });

  function open(suggestions) {
    shown = suggestions;
    active = -1;
    list.replaceChildren(...shown.map((suggestion, i) => option(`${id}-${i}`, suggestion)));
    list.hidden = !shown.length;
    field.setAttribute("aria-expanded", String(shown.length > 0));
    field.removeAttribute("aria-activedescendant");
    status.textContent = shown.length ? `${shown.length} ${words.count}` : words.none;
  }

  function close() {
    clearTimeout(timer);
    request.abort();
    open([]);
    status.textContent = "";
  }

  async function ask() {
    const typed = field.value.trim();
    request.abort();
    if (typed.length < LEAST) return close();
    request = new AbortController();
    try {
      const address = `${words.address}?${new URLSearchParams({ q: typed })}`;
      const answer = await fetch(address, { signal: request.signal });
      if (answer.ok && document.activeElement === field) open((await answer.json()).suggestions);
    } catch (error) {
      if (error.name !== "AbortError") close(); // the field works without suggestions
    }
  }

  function go(to) {
    active = (to + shown.length + 1) % (shown.length + 1);
    if (active === shown.length) active = -1; // past the last one, back in the field
    for (const [i, item] of [...list.children].entries()) item.setAttribute("aria-selected", String(i === active));
    if (active < 0) return field.removeAttribute("aria-activedescendant");
    field.setAttribute("aria-activedescendant", `${id}-${active}`);
    list.children[active].scrollIntoView({ block: "nearest" });
  }

  function choose(suggestion) {
    close();
    location.assign(addressOf(suggestion, field.form));
  }

  field.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(ask, PAUSE);
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
  // The field keeps the focus while the pointer is on a suggestion.
  list.addEventListener("mousedown", (event) => event.preventDefault());
  list.addEventListener("click", (event) => {
    const item = event.target.closest("[role=option]");
    if (item) choose(shown[[...list.children].indexOf(item)]);
  });
}

for (const [i, field] of document.querySelectorAll('form[role="search"] input[name="q"]').entries()) {
  suggestFor(field, `suggestions-${i}`);
}
