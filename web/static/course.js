// The desk of a course or a study session: what is typed is kept by itself, and nothing typed is lost.
import { tell } from "./clipboard.js";

const PAUSE_MS = 1500;
const form = document.querySelector("form.course");
const saved = document.getElementById("saved");
let timer = 0;
let isDirty = false;
let isSaving = false;
let isSubmitting = false;

form.addEventListener("input", () => {
  isDirty = true;
  saved.textContent = "有改动，还没有保存";
  clearTimeout(timer);
  timer = setTimeout(keep, PAUSE_MS);
});

form.addEventListener("submit", () => {
  isSubmitting = true;
});

addEventListener("beforeunload", (event) => {
  if (isDirty && !isSubmitting) event.preventDefault();
});

document.addEventListener("keydown", (event) => {
  if (!(event.ctrlKey || event.metaKey) || event.key !== "s") return;
  event.preventDefault();
  keep();
});

async function keep() {
  if (isSaving || isSubmitting || !isDirty) return;
  isSaving = true;
  isDirty = false;
  saved.textContent = "正在保存……";
  const body = new URLSearchParams(new FormData(form));
  const response = await fetch(form.action, { method: "POST", body, headers: { accept: "application/json" } }).catch(() => null);
  isSaving = false;
  if (response?.ok) return kept((await response.json()).revision);
  isDirty = true;
  const told = await response?.json().catch(() => null);
  saved.textContent = told?.detail ?? "没有保存：服务没有回应。请不要关闭页面，稍后再试。";
  if (response) tell(saved.textContent);
}

function kept(revision) {
  for (const field of document.querySelectorAll(`input[name=revision][form=${form.id}], #${form.id} input[name=revision]`)) field.value = revision;
  const at = new Date().toLocaleTimeString("zh-CN", { hour: "2-digit", minute: "2-digit" });
  saved.textContent = isDirty ? "有改动，还没有保存" : `已保存 ${at}`;
  if (isDirty) timer = setTimeout(keep, PAUSE_MS);
}

// Fields are as tall as what is in them.
const grow = (field) => {
  field.style.height = "auto";
  field.style.height = `${field.scrollHeight + 2}px`;
};
for (const field of form.querySelectorAll("textarea")) {
  grow(field);
  field.addEventListener("input", () => grow(field));
}
