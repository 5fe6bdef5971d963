// The desk's lists by keyboard. Rows are chosen by their checkboxes, so without this script Tab and Space do the same.

import { onKeys } from "./keys.js";

const form = document.querySelector("[data-to-do]");
const rows = [...(form?.querySelectorAll(".to-do-rows > li") ?? [])];
const boxOf = (row) => row.querySelector("input[type=checkbox]:not(:disabled)");
let now = -1; // the row that the keys are on
let last = -1; // the row that was chosen last

function goTo(number) {
  if (!rows.length) return;
  now = Math.min(Math.max(number, 0), rows.length - 1);
  for (const [n, row] of rows.entries()) row.classList.toggle("now", n === now);
  boxOf(rows[now])?.focus({ preventScroll: true });
  rows[now].scrollIntoView({ block: "nearest" });
}

function count() {
  const shown = form?.querySelector("[data-chosen]");
  if (!shown) return;
  const chosen = rows.filter((row) => boxOf(row)?.checked).length;
  shown.textContent = chosen ? `${shown.dataset.chosen} ${chosen}` : "";
}

function choose(row, checked) {
  const box = boxOf(row);
  if (box) box.checked = checked;
}

function chooseOne() {
  if (now < 0) return goTo(0);
  choose(rows[now], !boxOf(rows[now])?.checked);
  last = now;
  count();
}

function chooseUpToHere() {
  if (now < 0) return;
  const [first, end] = [Math.max(last, 0), now].sort((one, other) => one - other);
  for (const row of rows.slice(first, end + 1)) choose(row, true);
  last = now;
  count();
}

function chooseAll() {
  const all = rows.every((row) => boxOf(row)?.checked ?? true);
  for (const row of rows) choose(row, !all);
  count();
}

function press(selector) {
  document.querySelector(selector)?.click();
}

if (form) {
  const value = form.querySelector("[data-value]");
  // Enter in a field of several lines is a line; with Ctrl or Cmd it sets the value.
  value?.addEventListener("keydown", (event) => {
    if (event.key === "Escape") return value.blur();
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) press("[data-to-do] [name=set]");
  });
  form.addEventListener("change", count);
  onKeys({
    j: () => goTo(now + 1),
    k: () => goTo(now - 1),
    x: chooseOne,
    X: chooseUpToHere,
    a: chooseAll,
    v: () => value?.focus(),
    l: () => press("[data-to-do] [name=leave]"),
    o: () => rows[now]?.querySelector("a")?.click(),
  });
  count();
}
for (const button of document.querySelectorAll("button[data-key]")) {
  onKeys({ [button.dataset.key]: () => button.click() });
}
for (const keys of document.querySelectorAll(".to-do-keys")) keys.hidden = false;
