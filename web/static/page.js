// Every page: quotations from lists, filters that apply at once, and the key to the search box.
import { copyQuotation } from "./clipboard.js";
import { collectStretch } from "./collect.js";
import { isTyping } from "./typing.js";

const WIDE = matchMedia("(min-width: 900px)");

// On a phone the doors are a row to be pushed; the one behind which we are shall be seen.
const here = document.querySelector(".top .doors [aria-current]");
if (here) {
  const row = here.parentElement;
  row.scrollLeft = here.offsetLeft - row.offsetLeft - (row.clientWidth - here.offsetWidth) / 2;
}

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-copy='hit']");
  if (button) copyQuotation(button.dataset.text, button.dataset.source);
});

// Into the 备课篮, without leaving the page.
document.addEventListener("click", (event) => {
  const button = event.target.closest("button.keep");
  if (!button) return;
  event.preventDefault();
  collectStretch(button.value);
});

// All boxes of a list at once; when all are ticked, none.
document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-tick='all']");
  if (!button) return;
  const boxes = [...document.querySelectorAll("input.tick")];
  const tick = boxes.some((box) => !box.checked);
  for (const box of boxes) box.checked = tick;
  button.textContent = tick ? "取消全选" : "全选本页";
});

// On a wide page a ticked box applies at once; in the phone's sheet there is a button for it.
document.addEventListener("change", (event) => {
  const form = event.target.closest("form.filters");
  if (form && WIDE.matches) form.requestSubmit();
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "/" || isTyping(event)) return;
  const box = document.getElementById("q");
  if (!box) return;
  event.preventDefault();
  box.focus();
  box.select();
});
