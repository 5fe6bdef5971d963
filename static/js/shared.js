// What several scripts need: pages fetched from the server, one at a time, and whether a click is a plain one.

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
