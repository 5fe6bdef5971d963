// Files and folders dropped on the upload page, sent one by one with a bar for each while it travels. The server keeps
// what has arrived: whoever leaves the page finds the rest of the upload on a page of its own, and goes on there.
// Without this script the form sends its files itself.

const AT_ONCE = 3; // files on their way at one time
const TRIES = 3; // of each file
const LISTED = 100; // names shown of the chosen files

const drop = document.querySelector("[data-drop]");
const form = document.querySelector("form[data-upload], form[data-upload-rest]");
const waiting = JSON.parse(document.getElementById("upload-waiting")?.textContent ?? "null");
const part = (name) => drop.querySelector(`[data-${name}]`);
let chosen = []; // {path, file}
let sending = false;

function sizeText(bytes) {
  const units = ["B", "kB", "MB", "GB"];
  const power = bytes ? Math.min(Math.floor(Math.log10(bytes) / 3), units.length - 1) : 0;
  const digits = { maximumFractionDigits: power ? 1 : 0 };
  return `${(bytes / 1000 ** power).toLocaleString(document.documentElement.lang, digits)} ${units[power]}`;
}

const sizeOf = (files) => files.reduce((sum, { file }) => sum + file.size, 0);

function say(kind, values = {}) {
  let text = part("chosen").dataset[kind];
  for (const [name, value] of Object.entries(values)) text = text.replace(`{${name}}`, value);
  part("chosen").textContent = text;
}

function item(text) {
  const element = document.createElement("li");
  element.textContent = text;
  return element;
}

function showChosen() {
  if (chosen.length) say("some", { n: chosen.length, s: sizeText(sizeOf(chosen)) });
  else say("none");
  part("clear").hidden = !chosen.length;
  const names = chosen.slice(0, LISTED).map(({ path }) => item(path));
  part("files").replaceChildren(...names, ...(chosen.length > LISTED ? [item("…")] : []));
}

function add(files) {
  if (sending) return;
  if (waiting) return sendMissing(files);
  const known = new Set(chosen.map(({ path, file }) => `${path}\n${file.size}`));
  chosen.push(...files.filter(({ path, file }) => !known.has(`${path}\n${file.size}`)));
  showChosen();
}

// --- what was dropped or chosen

function filesOf(entry) {
  if (entry.isFile) {
    return new Promise((resolve, reject) => {
      entry.file((file) => resolve([{ path: entry.fullPath.replace(/^\//, ""), file }]), reject);
    });
  }
  return filesIn(entry.createReader());
}

// Browsers give the entries of a folder some at a time, and none at the end.
async function filesIn(reader) {
  const found = [];
  for (;;) {
    const entries = await new Promise((resolve, reject) => reader.readEntries(resolve, reject));
    if (!entries.length) return found;
    found.push(...(await Promise.all(entries.map(filesOf))).flat());
  }
}

async function dropped(transfer) {
  // The entries are gone once the event is over: they are taken before anything is waited for.
  const entries = [...transfer.items].map((one) => one.webkitGetAsEntry?.()).filter(Boolean);
  if (entries.length) return (await Promise.all(entries.map(filesOf))).flat();
  return [...transfer.files].map((file) => ({ path: file.name, file }));
}

function choose(folder) {
  const input = document.createElement("input");
  input.type = "file";
  input.multiple = true;
  input.webkitdirectory = folder;
  input.addEventListener("change", () => {
    add([...input.files].map((file) => ({ path: file.webkitRelativePath || file.name, file })));
  });
  input.click();
}

// --- sending

function token() {
  return form.querySelector("[name=csrfmiddlewaretoken]").value;
}

function post(address, data, onProgress = () => {}) {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("POST", address);
    request.setRequestHeader("X-CSRFToken", token());
    request.responseType = "json";
    request.upload.addEventListener("progress", (event) => onProgress(event.loaded));
    request.addEventListener("load", () => {
      if (request.status < 400) return resolve(request.response);
      reject(Object.assign(new Error(request.status), { errors: request.response?.errors }));
    });
    request.addEventListener("error", () => reject(new Error("network")));
    request.send(data);
  });
}

// Sends one file; its bar stands in the list while it travels. Returns whether it has arrived.
async function send(address, { number, path, file }, onProgress) {
  const row = item(path);
  const bar = document.createElement("progress");
  bar.max = file.size || 1;
  bar.value = 0;
  bar.setAttribute("aria-label", path);
  row.append(bar);
  part("files").prepend(row);
  for (let times = 1; ; times++) {
    const data = new FormData();
    data.append("number", number);
    data.append("file", file, file.name);
    try {
      await post(address, data, (loaded) => {
        bar.value = loaded;
        onProgress(Math.min(loaded, file.size));
      });
      row.remove();
      return true;
    } catch (error) {
      // What the server refuses, it refuses again.
      if (times < TRIES && !error.errors) continue;
      bar.remove();
      row.classList.add("failed");
      row.append(` ${error.errors?.join(" ") ?? ""}`);
      return false;
    }
  }
}

// Sends files, some at a time, and shows how much of the whole has arrived. Returns how many did not arrive.
async function sendAll(address, files, arrived, whole) {
  sending = true;
  part("files").replaceChildren();
  part("clear").hidden = true;
  const total = part("total");
  total.hidden = false;
  total.max = whole || 1;
  const loaded = new Map();
  const show = (done) => {
    total.value = arrived + [...loaded.values()].reduce((sum, one) => sum + one, 0);
    say("sent", { n: done, all: files.length, s: sizeText(whole) });
  };
  let [done, failed] = [0, 0];
  show(0);
  const queue = files[Symbol.iterator]();
  const work = async () => {
    for (const one of queue) {
      const isThere = await send(address, one, (bytes) => {
        loaded.set(one.number, bytes);
        show(done);
      });
      loaded.set(one.number, isThere ? one.file.size : 0);
      if (isThere) done++;
      else failed++;
      show(done);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  sending = false;
  if (failed) say("failed", { n: failed });
  return failed;
}

function showErrors(errors) {
  const list = form.querySelector("[data-errors]");
  list.replaceChildren(...errors.map(item));
  list.hidden = !errors.length;
  if (errors.length) list.scrollIntoView({ block: "center" });
}

async function submit(button) {
  const data = new FormData(form);
  data.delete("documents");
  data.append("files", JSON.stringify(chosen.map(({ path, file }) => [path, file.size])));
  showErrors([]);
  try {
    const to = await post(form.dataset.upload, data);
    const files = chosen.map((one, number) => ({ ...one, number }));
    if (await sendAll(to.file, files, 0, sizeOf(files))) return showRest(to.page);
    if (button?.name === "begin") await post(to.begin, new FormData());
    location.assign(to.page);
  } catch (error) {
    sending = false;
    showErrors(error.errors ?? [part("chosen").dataset.broken]);
  }
}

// After a failure: the page of the upload, where the missing files can be sent again.
function showRest(page) {
  const link = document.createElement("a");
  link.href = page;
  link.textContent = page;
  part("chosen").append(" ", link);
}

async function sendMissing(files) {
  const there = new Map(files.map(({ path, file }) => [`${path}\n${file.size}`, file]));
  const found = waiting.missing.flatMap(([number, path, size]) => {
    const file = there.get(`${path}\n${size}`);
    return file ? [{ number, path, file }] : [];
  });
  if (!found.length) return say("other");
  if (!(await sendAll(waiting.file, found, waiting.arrived, waiting.whole))) location.assign(waiting.page);
}

function mark(isOver) {
  drop.classList.toggle("over", isOver);
}

if (drop && form) {
  drop.hidden = false;
  // Files are chosen here now. The form's own input would send them in one piece.
  const own = form.querySelector("[data-documents]");
  if (own) {
    own.hidden = true;
    own.querySelector("input").required = false;
    showChosen();
    form.addEventListener("submit", (event) => {
      if (own.querySelector("input").files.length) return;
      event.preventDefault();
      if (sending) return;
      submit(event.submitter);
    });
  }
  part("clear").addEventListener("click", () => {
    chosen = [];
    showChosen();
  });
  for (const button of drop.querySelectorAll("[data-choose]")) {
    button.addEventListener("click", () => choose(button.dataset.choose === "folder"));
  }
  document.addEventListener("dragover", (event) => {
    event.preventDefault();
    mark(true);
  });
  document.addEventListener("dragleave", (event) => {
    if (!event.relatedTarget) mark(false);
  });
  document.addEventListener("drop", async (event) => {
    event.preventDefault();
    mark(false);
    add(await dropped(event.dataTransfer));
  });
}
