// The filters of a search. In a wide window each choice loads the page anew: it stands where it stood, and says how
// many articles there are now. In a narrow one the filters open as a sheet over the hits; without scripts, as a page.

import { isCancelled, isPlainClick, pageFetcher } from "./shared.js";

const PLACE = "filter-place"; // in the session: the value last chosen, and how far below the top of the window it stood
const filters = document.querySelector("[data-filters]");
const opener = document.getElementById("filters");

// A value is known by its facet and its label. Its link chooses it, the button beside it excludes it.
function keyOf(chooser) {
  const link = chooser.closest("li")?.querySelector(".facet li > a:first-child") ?? chooser;
  return `${link.closest("section")?.querySelector("h2").id} ${link.firstChild?.textContent.trim()}`;
}

function sameValue(key, within) {
  return [...within.querySelectorAll(".facet li > a:first-child, .date-filter-presets a")].find(
    (link) => keyOf(link) === key,
  );
}

// The wide window

function rememberPlace(link) {
  sessionStorage.setItem(PLACE, JSON.stringify([keyOf(link), link.getBoundingClientRect().top]));
}

function returnToPlace() {
  const place = sessionStorage.getItem(PLACE);
  if (!place) return;
  sessionStorage.removeItem(PLACE);
  const [key, top] = JSON.parse(place);
  const link = sameValue(key, filters);
  if (link) {
    scrollBy({ top: link.getBoundingClientRect().top - top, behavior: "instant" });
    link.focus({ preventScroll: true });
  }
  // A status is read out when it changes, not when the page is loaded with it.
  const said = document.getElementById("found").textContent.trim();
  setTimeout(() => {
    document.getElementById("found-status").textContent = said;
  }, 200);
}

returnToPlace();

// The narrow window

const fetchPage = pageFetcher();
let sheet = null;

function createSheet() {
  const element = document.createElement("dialog");
  element.className = "filter-sheet";
  element.setAttribute("aria-labelledby", "filter-sheet-title");
  element.innerHTML = `
    <div class="filter-sheet-head">
      <span id="filter-sheet-title"></span>
      <span role="status" class="visually-hidden"></span>
      <button type="button">×</button>
    </div>
    <div class="filters"></div>`;
  element.querySelector("#filter-sheet-title").textContent = opener.dataset.title;
  element.querySelector("button").setAttribute("aria-label", opener.dataset.close);
  element.querySelector("button").addEventListener("click", () => element.close());
  return document.body.appendChild(element);
}

function openSheet() {
  sheet ??= createSheet();
  const shown = sheet.lastElementChild;
  const own = [...filters.childNodes]; // moved, so that no id is there twice
  shown.replaceChildren(...own);
  sheet.showModal();
  sheet.scrollTop = 0;
  sheet.addEventListener("close", () => filters.replaceChildren(...own), { once: true });
}

async function showFilters(parameters, key) {
  const address = `${opener.pathname}${parameters}`;
  try {
    const page = await fetchPage(address);
    const [shown, scrolled] = [sheet.lastElementChild, sheet.scrollTop];
    shown.replaceChildren(...page.querySelector("[data-filters]").childNodes);
    sheet.scrollTop = scrolled;
    (sameValue(key, shown) ?? sheet.querySelector("button")).focus({ preventScroll: true });
    sheet.querySelector("[role=status]").textContent = shown.querySelector(".filters-show").textContent.trim();
  } catch (error) {
    if (!isCancelled(error)) location.assign(address);
  }
}

opener.addEventListener("click", (event) => {
  if (!isPlainClick(event)) return;
  event.preventDefault();
  openSheet();
});

// Both windows: a filter is chosen or taken back

document.addEventListener("click", (event) => {
  if (sheet && event.target === sheet) return sheet.close(); // a click beside the sheet
  const link = event.target.closest('.search-filters a[href^="?"], .filter-sheet a[href^="?"], .chips a');
  if (!link || !isPlainClick(event)) return;
  if (!sheet?.contains(link)) return rememberPlace(link);
  event.preventDefault();
  showFilters(link.getAttribute("href"), keyOf(link));
});

document.addEventListener("submit", (event) => {
  const button = event.submitter;
  if (!button || button.hasAttribute("formaction")) return;
  const excluding = button.matches(".facet li > button");
  if (!sheet?.open || !sheet.contains(button)) {
    if (excluding) rememberPlace(button);
    return;
  }
  event.preventDefault();
  showFilters(`?${new URLSearchParams(new FormData(event.target, button))}`, excluding ? keyOf(button) : "");
});
