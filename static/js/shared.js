// What several scripts need: pages fetched from the server, one at a time; whether a click is a
// plain one; links to a passage.

// Returns a function that fetches a page of the archive. A new request cancels the one on its way.
export function pageFetcher() {
  let request = new AbortController();
  return async (address) => {
    request.abort();
    request = new AbortController();
    const answer = await fetch(address, { signal: request.signal });
    if (!answer.ok) throw new Error(answer.status);
    return new DOMParser().parseFromString(await answer.text(), "text/html");
  };
}

export function isCancelled(error) {
  return error.name === "AbortError";
}

// Whether a click follows its link here, not in another tab or as a download.
export function isPlainClick(event) {
  return !(event.ctrlKey || event.metaKey || event.shiftKey || event.altKey);
}

// A text of more words is known by its first and its last.
const MOST_WORDS = 12;
const [FIRST, LAST] = [6, 5];

// Returns the fragment of an address that leads to a text of the page; each of its lines is a paragraph. See
// https://wicg.github.io/scroll-to-text-fragment/
export function textFragment(text) {
  const encoded = (words) => encodeURIComponent(words.join(" ")).replaceAll("-", "%2D");
  const lines = text.trim().split(/\n+/);
  const [first, last] = [lines[0], lines.at(-1)].map((line) => line.trim().split(/\s+/));
  if (lines.length === 1 && first.length <= MOST_WORDS) return `#:~:text=${encoded(first)}`;
  return `#:~:text=${encoded(first.slice(0, FIRST))},${encoded(last.slice(-LAST))}`;
}
