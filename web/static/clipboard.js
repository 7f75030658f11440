// Puts a quotation and its source on the clipboard, as plain text and as HTML for Word.
// Works on plain http too: the copy event carries both forms wherever execCommand is allowed.

const escaped = (text) =>
  text.replace(/[&<>"]/g, (each) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" })[each]);

export function quotation(text, source) {
  const plain = `「${text}」——${source}`;
  const html = plain.split("\n").map((line) => `<p>${escaped(line)}</p>`).join("");
  return { plain, html };
}

export async function copyQuotation(text, source) {
  const forms = quotation(text, source);
  const done = copyByEvent(forms) || (await copyByPermission(forms));
  tell(done ? "已复制，带出处" : "没有复制成功。请按 Ctrl+C 复制。");
  return done;
}

export function tell(message) {
  const toast = document.getElementById("toast");
  toast.textContent = message;
  toast.classList.add("shown");
  clearTimeout(tell.timer);
  tell.timer = setTimeout(() => toast.classList.remove("shown"), 2400);
}

function copyByEvent(forms) {
  let written = false;
  const write = (event) => {
    event.clipboardData.setData("text/plain", forms.plain);
    event.clipboardData.setData("text/html", forms.html);
    event.preventDefault();
    event.stopImmediatePropagation();
    written = true;
  };
  document.addEventListener("copy", write, true);
  const restore = selectSomething();
  try {
    document.execCommand("copy");
  } finally {
    document.removeEventListener("copy", write, true);
    restore();
  }
  return written;
}

// Some browsers copy only where something is selected; the reader's own selection comes back.
function selectSomething() {
  const selection = document.getSelection();
  if (selection.rangeCount && !selection.isCollapsed) return () => {};
  const focused = document.activeElement;
  const field = document.createElement("textarea");
  field.value = " ";
  field.className = "unseen";
  field.setAttribute("aria-hidden", "true");
  document.body.append(field);
  field.select();
  return () => {
    field.remove();
    focused?.focus?.({ preventScroll: true });
  };
}

async function copyByPermission({ plain, html }) {
  if (!navigator.clipboard?.write) return false;
  const blob = (text, type) => new Blob([text], { type });
  try {
    await navigator.clipboard.write([
      new ClipboardItem({
        "text/plain": blob(plain, "text/plain"),
        "text/html": blob(html, "text/html"),
      }),
    ]);
    return true;
  } catch {
    return false;
  }
}
