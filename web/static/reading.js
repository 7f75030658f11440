// The reading page: hits one by one, quotations with their source, size of type, the outline.
import { copyQuotation, tell } from "./clipboard.js";
import { collect } from "./collect.js";
import { followOutline } from "./outline.js";
import { selectSpan, selectedSpan } from "./selection.js";
import { isTyping } from "./typing.js";

const sheet = document.querySelector(".sheet");
const bar = document.getElementById("selection-bar");
const keys = document.getElementById("keys");
const passages = [...sheet.querySelectorAll(".passage")];
const pages = sheet.dataset.pages.split(" ").filter(Boolean).map(Number); // where each begins
const marks = [...sheet.querySelectorAll("mark")];
let current = -1;
let text = null; // the document's text as the server keeps it, by code points

// A quotation is cut from the server's text, never from what is drawn.
const textLoaded = fetch(`/api/v1/documents/${sheet.dataset.document}`)
  .then((response) => (response.ok ? response.json() : Promise.reject(new Error(response.status))))
  .then((stored) => {
    text = Array.from(stored.text);
  })
  .catch(() => {});

async function copySpan(start, end) {
  if (!text) await textLoaded;
  if (!text) return tell("全文没有取到，请刷新页面再试。");
  return copyQuotation(text.slice(start, end).join(""), sourceOf(start, end - 1));
}

// Where a quotation stands: articles or numbers of sections, else pages; from the first to the last.
function sourceOf(start, last) {
  const { lead, tail } = sheet.dataset;
  const held = [start, last].map(passageAt);
  const numbers = held.map((each) => each?.dataset.at ?? "");
  const numbered = numbers.every(Boolean) ? [...new Set(numbers)].join("至") : "";
  const paged = held.some((each) => !each || "paged" in each.dataset);
  const parts = [lead, numbered, paged ? pagesOf(start, last) : ""].filter(Boolean);
  return `${parts.join("，")}${tail}`;
}

function passageAt(offset) {
  const passage = passages.findLast((each) => Number(each.dataset.start) <= offset);
  return passage && offset < Number(passage.dataset.end) ? passage : null;
}

function pagesOf(start, last) {
  if (!pages.length) return "";
  const [from, to] = [start, last].map((offset) => Math.max(pages.findLastIndex((each) => each <= offset), 0) + 1);
  return from === to ? `第${from}页` : `第${from}—${to}页`;
}

function copyPassage(passage) {
  return copySpan(Number(passage.dataset.start), Number(passage.dataset.end));
}

// Hits

function step(by) {
  if (!marks.length) return;
  marks[current]?.classList.remove("current");
  current = current < 0 && by < 0 ? marks.length - 1 : (current + by + marks.length) % marks.length;
  show(marks[current]);
}

function show(mark) {
  mark.classList.add("current");
  mark.scrollIntoView({ block: "center" });
  document.getElementById("hit-count").textContent = `${current + 1} / ${marks.length}`;
}

// The address names a passage: its first hit is the current one.
function startAtTarget() {
  const target = location.hash && document.getElementById(location.hash.slice(1));
  const at = target ? marks.findIndex((mark) => target.contains(mark)) : -1;
  if (at >= 0) {
    current = at;
    show(marks[at]);
  }
}

// What `c` copies, `b` keeps and `a` adds: the selection, else the passage of the current hit, else the one
// in sight.
function spanThatIsMeant() {
  const span = selectedSpan(sheet);
  if (span) return span;
  const meant =
    marks[current]?.closest(".passage") ??
    passages.find((each) => `#${each.id}` === location.hash) ??
    passages.find((each) => each.getBoundingClientRect().bottom > 120);
  return meant && { start: Number(meant.dataset.start), end: Number(meant.dataset.end) };
}

function copyWhatIsMeant() {
  const span = spanThatIsMeant();
  return span && copySpan(span.start, span.end);
}

function keepWhatIsMeant() {
  const span = spanThatIsMeant();
  return span && keepSpan(span);
}

function addWhatIsMeant() {
  const span = spanThatIsMeant();
  return span && addSpan(span);
}

// Asks into which theme or session the words go.
function addSpan({ start, end }) {
  const form = document.getElementById("adding");
  const asked = new URLSearchParams(new FormData(form));
  asked.set("stretch", `${sheet.dataset.document}:${start}:${end}`);
  location.href = `${form.action}?${asked}`;
}

function keepSpan({ start, end }) {
  return collect({ document_id: sheet.dataset.document, start, end });
}

// The bar over a selection

function placeBar() {
  const span = selectedSpan(sheet);
  bar.hidden = !span;
  if (!span) return;
  const { rect } = span;
  const left = Math.min(Math.max(rect.left + rect.width / 2 - bar.offsetWidth / 2, 8), innerWidth - bar.offsetWidth - 8);
  const above = rect.top - bar.offsetHeight - 8;
  bar.style.left = `${left + scrollX}px`;
  bar.style.top = `${(above > 8 ? above : rect.bottom + 8) + scrollY}px`;
}

document.addEventListener("selectionchange", () => {
  clearTimeout(placeBar.timer);
  placeBar.timer = setTimeout(placeBar, 120);
});
bar.addEventListener("pointerdown", (event) => event.preventDefault()); // keeps the selection
bar.addEventListener("click", (event) => {
  const span = selectedSpan(sheet);
  if (!span) return;
  if (event.target.closest("[data-trace]")) {
    const phrase = [...document.getSelection().toString().trim()].slice(0, 30).join("");
    location.href = `/wording?q=${encodeURIComponent(phrase)}`;
  } else if (event.target.closest("[data-keep]")) {
    keepSpan(span);
  } else if (event.target.closest("[data-add]")) {
    addSpan(span);
  } else {
    copySpan(span.start, span.end);
  }
});

sheet.addEventListener("click", (event) => {
  const button = event.target.closest("[data-copy='passage']");
  if (button) copyPassage(button.closest(".passage"));
});

// A measure told in a row with others is selected by the word that begins it.
const selectPoint = (target) => {
  const point = target.closest(".point");
  if (point) selectSpan(sheet, Number(point.dataset.from), Number(point.dataset.to));
  return Boolean(point);
};
sheet.addEventListener("click", (event) => {
  if (document.getSelection().isCollapsed) selectPoint(event.target);
});
sheet.addEventListener("keydown", (event) => {
  if ((event.key === "Enter" || event.key === " ") && selectPoint(event.target)) event.preventDefault();
});

// Tools and keys

document.querySelector(".tools").addEventListener("click", (event) => {
  const button = event.target.closest("button");
  if (!button) return;
  if (button.dataset.step) step(Number(button.dataset.step));
  if (button.dataset.size) choose(button.dataset.size);
  if ("print" in button.dataset) print();
  if ("keys" in button.dataset) keys.showModal();
});

function choose(size) {
  document.documentElement.dataset.size = size;
  try {
    localStorage.setItem("xuejian.size", size);
  } catch {
    // storage may be forbidden; the choice then holds for this page
  }
  showSize();
}

function showSize() {
  const chosen = document.documentElement.dataset.size ?? "middle";
  for (const button of document.querySelectorAll("[data-size]")) {
    if (button.matches("button")) button.setAttribute("aria-pressed", String(button.dataset.size === chosen));
  }
}

const ACTIONS = { n: () => step(1), p: () => step(-1), c: copyWhatIsMeant, b: keepWhatIsMeant, a: addWhatIsMeant, "?": () => keys.showModal() };

document.addEventListener("keydown", (event) => {
  if (isTyping(event) || keys.open) return;
  const action = ACTIONS[event.key];
  if (!action) return;
  event.preventDefault();
  action();
});

showSize();
startAtTarget();
followOutline(document.getElementById("outline"), sheet);
