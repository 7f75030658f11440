// What is selected on the sheet, as offsets of the document's text.
// Every element with data-s holds a verbatim stretch of the text that begins at that offset;
// offsets count code points, a script's strings count UTF-16 units.

const codePoints = (text) => {
  let count = 0;
  for (const _ of text) count += 1;
  return count;
};

export function selectedSpan(sheet) {
  const selection = document.getSelection();
  if (!selection.rangeCount || selection.isCollapsed) return null;
  const range = selection.getRangeAt(0);
  if (!range.intersectsNode(sheet)) return null;
  const lines = [...sheet.querySelectorAll("[data-s]")].filter((line) => range.intersectsNode(line));
  if (!lines.length) return null;
  const first = lines[0];
  const last = lines[lines.length - 1];
  const start = offsetIn(first, range.startContainer, range.startOffset, 0);
  const end = offsetIn(last, range.endContainer, range.endOffset, codePoints(last.textContent));
  return end > start ? { start, end, rect: range.getBoundingClientRect() } : null;
}

function offsetIn(line, container, offset, otherwise) {
  const base = Number(line.dataset.s);
  if (!line.contains(container)) return base + otherwise;
  const before = document.createRange();
  before.setStart(line, 0);
  before.setEnd(container, offset);
  return base + codePoints(before.toString());
}
