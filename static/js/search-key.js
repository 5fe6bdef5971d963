// The key "/" goes to the first search field of the page.

import { isCommand } from "./shared.js";

document.addEventListener("keydown", (event) => {
  if (event.key !== "/" || !isCommand(event)) return;
  const field = document.querySelector('input[type="search"]');
  if (!field) return;
  event.preventDefault();
  field.focus();
  field.select();
});
