// On an article: the citation can be copied, and the switches of the marked names stay as the reader left them.

for (const button of document.querySelectorAll("button[data-copy]")) {
  if (!navigator.clipboard) continue; // browsers offer it over HTTPS only
  button.hidden = false;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(document.getElementById(button.dataset.copy).textContent);
    button.textContent = button.dataset.copied;
  });
}

for (const box of document.querySelectorAll("input[data-remembered]")) {
  const kept = localStorage.getItem(box.id);
  if (kept) box.checked = kept === "on";
  box.addEventListener("change", () => localStorage.setItem(box.id, box.checked ? "on" : "off"));
}
