// 备课篮: quotations are dragged into an order; with Alt and an arrow they move by keyboard.
import { tell } from "./clipboard.js";

const lists = [...document.querySelectorAll(".kept-list")];
let dragged = null;
let home = null; // where it stood, for a drag that is given up

for (const item of document.querySelectorAll(".kept")) {
  item.querySelector(".handle").draggable = true;
  item.tabIndex = 0;
}

document.addEventListener("dragstart", (event) => {
  dragged = event.target.matches?.(".handle") ? event.target.closest(".kept") : null;
  if (!dragged) return;
  home = { parent: dragged.parentElement, next: dragged.nextElementSibling };
  event.dataTransfer.effectAllowed = "move";
  event.dataTransfer.setDragImage(dragged, 0, 0);
  dragged.classList.add("dragged");
});

document.addEventListener("dragover", (event) => {
  const over = event.target.closest?.(".kept");
  if (!dragged || !over || over.parentElement !== dragged.parentElement) return;
  event.preventDefault();
  if (over === dragged) return;
  const { top, height } = over.getBoundingClientRect();
  over.parentElement.insertBefore(dragged, event.clientY < top + height / 2 ? over : over.nextElementSibling);
});

document.addEventListener("dragend", (event) => {
  dragged?.classList.remove("dragged");
  if (dragged && event.dataTransfer.dropEffect === "none") home.parent.insertBefore(dragged, home.next);
  else if (dragged) keepOrder();
  dragged = null;
});
document.addEventListener("drop", (event) => dragged && event.preventDefault());

document.addEventListener("keydown", (event) => {
  const item = event.target;
  if (!event.altKey || !item.matches?.(".kept") || !["ArrowUp", "ArrowDown"].includes(event.key)) return;
  const beside = event.key === "ArrowUp" ? item.previousElementSibling : item.nextElementSibling?.nextElementSibling;
  event.preventDefault();
  if (event.key === "ArrowUp" && !beside) return;
  item.parentElement.insertBefore(item, beside ?? null);
  item.focus();
  keepOrder();
});

const orderShown = () => lists.flatMap((list) => [...list.children].map((item) => Number(item.dataset.item)));
let known = String(orderShown());

async function keepOrder() {
  const order = orderShown();
  if (String(order) === known) return;
  known = String(order);
  const response = await fetch("/api/v1/collected/order", {
    method: "PUT",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ order }),
  }).catch(() => null);
  tell(response?.ok ? "次序已保存" : "次序没有保存。请刷新页面再试。");
}
