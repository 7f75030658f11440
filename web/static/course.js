// The desk of a course, a study session or a theme: what is typed is kept by itself, and nothing typed is lost.
import { tell } from "./clipboard.js";

const PAUSE_MS = 1500;
const RETRY_MS = 10_000;
const OPENED = "xuejian.suggesting"; // the lesson whose suggestions stay open when the page is made anew
const form = document.querySelector("form.course");
const saved = document.getElementById("saved");
const revision = form.querySelector("input[name=revision]");
let timer = 0;
let isDirty = "dirty" in form.dataset;
let saving = null; // while something is being kept
let isLeaving = false;

// Going back, a browser may show an old page, or write old text into the fields; what the server
// sends is what holds. What was typed while a page was still coming is typed like everything else.
const isBack = performance.getEntriesByType("navigation")[0]?.type === "back_forward";
addEventListener("pageshow", (event) => {
  if (event.persisted && !isDirty) location.reload();
  if (isBack && !isDirty) form.reset();
  if (form.dataset.revision) revision.value = form.dataset.revision;
  if (!isDirty && isTyped()) changed();
});

function isTyped() {
  const sent = (field) => (field.type === "textarea" ? field.defaultValue : field.defaultValue.replace(/[\r\n]/g, ""));
  const fields = [...form.querySelectorAll("textarea, input:not([type=hidden])")];
  return fields.some((field) => !field.closest(".suggesting") && field.value !== sent(field));
}

form.addEventListener("input", (event) => {
  if (event.target.closest(".suggesting")) return; // what is looked for is no part of the course
  changed();
});

function changed() {
  isDirty = true;
  saved.textContent = "有改动，还没有保存";
  keepSoon(PAUSE_MS);
}

// A button waits for what is just being kept, for it must name the newest revision.
form.addEventListener("submit", async (event) => {
  if (saving) {
    event.preventDefault();
    await saving;
    form.requestSubmit(event.submitter);
  } else if (event.submitter?.value === "" && event.submitter === document.activeElement && !isLeaving) {
    event.preventDefault();
    isDirty = true;
    keep();
  } else {
    isLeaving = true;
    setTimeout(() => (isLeaving = false), 15_000); // the page may stay, as for a download
  }
});

addEventListener("beforeunload", (event) => {
  if ((isDirty || saving) && !isLeaving) event.preventDefault();
});
addEventListener("visibilitychange", () => {
  if (document.hidden) keep();
});

// What leads away from unsaved text keeps it first.
document.addEventListener("submit", async (event) => {
  if (event.target === form || (!isDirty && !saving)) return;
  event.preventDefault();
  await keep();
  if (isDirty) return;
  event.target.requestSubmit(event.submitter);
});

document.addEventListener("click", async (event) => {
  const link = event.target.closest("a[href]");
  const stays = !link || link.target || link.getAttribute("href").startsWith("#") || event.ctrlKey || event.metaKey;
  if (stays || (!isDirty && !saving)) return;
  event.preventDefault();
  await keep();
  if (!isDirty) location.href = link.href;
});

document.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && event.target.matches?.(".suggesting input")) {
    event.preventDefault();
    event.target.closest(".row")?.querySelector("button").click(); // a box to tick has none
  }
  if (!(event.ctrlKey || event.metaKey) || event.key !== "s") return;
  event.preventDefault();
  keep();
});

function keepSoon(pause) {
  clearTimeout(timer);
  timer = setTimeout(keep, pause);
}

function keep() {
  if (!saving && isDirty && !isLeaving) saving = send().finally(() => (saving = null));
  return saving ?? Promise.resolve();
}

async function send() {
  isDirty = false;
  saved.textContent = "正在保存……";
  const body = new URLSearchParams(new FormData(form));
  const asked = { method: "POST", body, headers: { accept: "application/json" } };
  const response = await fetch(form.action, asked).catch(() => null);
  if (response?.ok) return kept((await response.json()).revision);
  isDirty = true;
  const told = await response?.json().catch(() => null);
  saved.textContent = told?.detail ?? "没有保存：服务没有回应。请不要关闭页面，稍后会再试。";
  if (response) tell(saved.textContent);
  else keepSoon(RETRY_MS);
}

function kept(number) {
  form.dataset.revision = number;
  delete form.dataset.dirty;
  for (const field of document.querySelectorAll(`input[name=revision][form=${form.id}], #${form.id} input[name=revision]`)) field.value = number;
  const at = new Date().toLocaleTimeString("zh-CN", { hour: "2-digit", minute: "2-digit" });
  saved.textContent = isDirty ? "有改动，还没有保存" : `已保存 ${at}`;
  if (isDirty) keepSoon(PAUSE_MS);
}

// Suggestions stay open for the next one to be taken.
document.addEventListener("click", (event) => {
  const taken = event.target.closest(".suggesting button.take");
  if (!taken) return;
  const details = taken.closest(".suggesting");
  const asked = details.querySelector("input[name=q]")?.value ?? "";
  sessionStorage.setItem(OPENED, JSON.stringify({ lesson: details.dataset.lesson, asked }));
});
const opened = JSON.parse(sessionStorage.getItem(OPENED) ?? "null");
sessionStorage.removeItem(OPENED);
if (opened) {
  const details = document.querySelector(`.suggesting[data-lesson="${opened.lesson}"]`);
  const list = details?.querySelector("[hx-get]");
  if (list) list.setAttribute("hx-get", `${list.getAttribute("hx-get")}&q=${encodeURIComponent(opened.asked)}`);
  if (list && window.htmx) htmx.process(list);
  if (details) details.open = true;
}

// After a move the keyboard goes on where it was.
const at = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
if (at && document.activeElement === document.body) at.querySelector("input, textarea, button")?.focus({ preventScroll: true });

// Fields are as tall as what is in them.
const grow = (field) => {
  field.style.height = "auto";
  field.style.height = `${field.scrollHeight + 2}px`;
};
for (const field of form.querySelectorAll("textarea")) {
  grow(field);
  field.addEventListener("input", () => grow(field));
}
