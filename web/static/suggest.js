// Under the search box: what may be meant by what is being typed. Without it the box works as ever.

const LIST = "suggestions";

let shown = []; // the suggestions in the list
let active = -1; // the chosen one; -1 for what is typed
let asking = null; // aborts the request under way

document.addEventListener("input", (event) => {
  if (event.target.id === "q" && !event.isComposing) ask(event.target);
});
document.addEventListener("compositionend", (event) => {
  if (event.target.id === "q") ask(event.target);
});
document.addEventListener("focusout", (event) => {
  if (event.target.id === "q") close();
});
document.addEventListener("focusin", (event) => {
  if (event.target.id === "q") prepare(event.target);
});
document.addEventListener("keydown", (event) => {
  if (event.target.id !== "q" || event.isComposing || event.keyCode === 229) return;
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step && !event.altKey) move(event, step);
  else if (event.key === "Escape" && isOpen()) stop(event, close);
  else if (event.key === "Enter" && active >= 0) stop(event, () => follow(active));
  else if (event.key === "Tab" && active >= 0 && !event.shiftKey) stop(event, () => fill(active));
});
if (document.activeElement?.id === "q") prepare(document.activeElement);

function box() {
  return document.getElementById("q");
}

function list() {
  return document.getElementById(LIST);
}

function isOpen() {
  const made = list();
  return made !== null && !made.hidden;
}

function stop(event, act) {
  event.preventDefault();
  act();
}

// The list and what tells of it, made when the box is first used.
function prepare(input) {
  if (list()) return;
  const made = document.createElement("ul");
  Object.assign(made, { id: LIST, hidden: true, className: "suggestions" });
  made.setAttribute("role", "listbox");
  made.setAttribute("aria-label", "联想");
  made.addEventListener("pointerdown", (event) => event.preventDefault()); // the box keeps the focus
  made.addEventListener("click", (event) => {
    const option = event.target.closest("[role=option]");
    if (option) follow(Number(option.dataset.place));
  });
  const told = document.createElement("span");
  Object.assign(told, { id: `${LIST}-told`, className: "unseen" });
  told.setAttribute("role", "status");
  input.form.append(made, told);
  const attributes = { role: "combobox", "aria-autocomplete": "list", "aria-controls": LIST, "aria-expanded": "false" };
  for (const [name, value] of Object.entries(attributes)) input.setAttribute(name, value);
}

async function ask(input) {
  prepare(input);
  asking?.abort();
  const typed = input.value.trim();
  if (!typed) return close();
  const mine = new AbortController();
  asking = mine;
  try {
    const response = await fetch(`/api/v1/suggest?${new URLSearchParams({ q: typed })}`, { signal: mine.signal });
    const found = response.ok ? (await response.json()).suggestions : [];
    if (asking === mine && document.activeElement === input) show(input, found);
  } catch {
    if (asking === mine) close(); // aborted, or the service is away: the box works as ever
  }
}

function show(input, found) {
  shown = found;
  active = -1;
  list().replaceChildren(...found.map(option));
  list().hidden = found.length === 0;
  input.setAttribute("aria-expanded", String(found.length > 0));
  input.removeAttribute("aria-activedescendant");
  document.getElementById(`${LIST}-told`).textContent = found.length ? `${found.length} 条联想，按上下键选择` : "";
}

function close() {
  asking?.abort();
  asking = null;
  if (list()) show(box(), []);
}

function option(suggestion, place) {
  const made = document.createElement("li");
  made.id = `${LIST}-${place}`;
  made.dataset.place = place;
  made.setAttribute("role", "option");
  made.setAttribute("aria-selected", "false");
  const text = document.createElement("span");
  text.className = "suggested";
  text.append(...marked(suggestion.text, suggestion.spans));
  if (suggestion.title && suggestion.title !== suggestion.text) text.append(small(suggestion.title));
  const label = document.createElement("span");
  label.className = "field";
  label.textContent = suggestion.label;
  made.append(text, label);
  return made;
}

// Spans count code points.
function marked(text, spans) {
  const letters = [...text];
  const parts = [];
  let at = 0;
  for (const [start, end] of spans) {
    const mark = document.createElement("mark");
    mark.textContent = letters.slice(start, end).join("");
    parts.push(letters.slice(at, start).join(""), mark);
    at = end;
  }
  return [...parts, letters.slice(at).join("")];
}

function small(title) {
  const made = document.createElement("small");
  made.textContent = title;
  return made;
}

// From what is typed through the list and back to it.
function move(event, step) {
  asking?.abort(); // what comes late would take the choice away
  asking = null;
  if (!isOpen()) {
    if (box().value.trim()) stop(event, () => ask(box()));
    return;
  }
  stop(event, () => choose(((active + 1 + step + shown.length + 1) % (shown.length + 1)) - 1));
}

function choose(place) {
  list().children[active]?.setAttribute("aria-selected", "false");
  active = place;
  const chosen = list().children[active];
  if (!chosen) return box().removeAttribute("aria-activedescendant");
  chosen.setAttribute("aria-selected", "true");
  chosen.scrollIntoView({ block: "nearest" });
  box().setAttribute("aria-activedescendant", chosen.id);
}

// A document opens, a word or a past query is searched for.
function follow(place) {
  const { id } = shown[place];
  if (id) {
    location.assign(`/documents/${id}`);
    return;
  }
  fill(place);
  box().form.requestSubmit();
}

function fill(place) {
  box().value = shown[place].text;
  close();
}
