// The desk of an entry: what is typed is not lost by leaving.
const form = document.querySelector("form.entry");
let isDirty = "dirty" in form.dataset;

form.addEventListener("input", () => (isDirty = true));
form.addEventListener("submit", () => (isDirty = false));
addEventListener("beforeunload", (event) => {
  if (isDirty) event.preventDefault();
});

// Fields are as tall as what is in them.
const grow = (field) => {
  field.style.height = "auto";
  field.style.height = `${field.scrollHeight + 2}px`;
};
for (const field of form.querySelectorAll("textarea")) {
  grow(field);
  field.addEventListener("input", () => grow(field));
}
