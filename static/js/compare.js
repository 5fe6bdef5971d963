// Searches to compare are gathered over several pages: the link "Compare" of a search or an entity adds it to the
// comparison that was looked at last in this tab. Without scripts it begins a comparison, and a field adds to it.

const LAST = "comparison"; // in the session: the address of the comparison
const MOST = 5; // searches, as in articles/views/parts/comparison.py

const link = document.querySelector("a[data-compare]");
if (!link) {
  if (new URLSearchParams(location.search).has("q")) sessionStorage.setItem(LAST, location.search);
  else sessionStorage.removeItem(LAST);
} else {
  const last = new URLSearchParams(sessionStorage.getItem(LAST) ?? "");
  const own = new URL(link.href).searchParams.get("q");
  const compared = last.getAll("q").filter((search) => search);
  if (!compared.includes(own)) last.append("q", own);
  if (compared.length && last.getAll("q").length <= MOST) {
    link.href = `${link.pathname}?${last}`;
    // The text stays, so that nothing moves: a plus behind it appears (see search-views.css).
    link.title = link.dataset.compare;
    link.setAttribute("aria-label", link.dataset.compare);
  }
}
