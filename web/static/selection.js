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
  const parts = [...sheet.querySelectorAll("[data-s]")]
    .filter((line) => range.intersectsNode(line))
    .map((line) => partOf(line, range))
    .filter((part) => part.end > part.start);
  if (!parts.length) return null;
  const { start } = parts[0];
  const { end } = parts[parts.length - 1];
  return { start, end, rect: range.getBoundingClientRect() };
}

// What of a line is selected, without blanks at its borders: a triple click reaches into the
// line below, and selects nothing there.
function partOf(line, range) {
  const base = Number(line.dataset.s);
  const text = line.textContent;
  const from = unitsBefore(line, range.startContainer, range.startOffset, 0);
  const to = unitsBefore(line, range.endContainer, range.endOffset, text.length);
  const chosen = text.slice(from, to);
  const start = base + codePoints(text.slice(0, from + chosen.length - chosen.trimStart().length));
  return { start, end: start + codePoints(chosen.trim()) };
}

// Selects what stands from one offset of the text to another.
export function selectSpan(sheet, start, end) {
  const range = document.createRange();
  const [first, last] = [start, end - 1].map((offset) => placeOf(sheet, offset));
  if (!first || !last) return;
  range.setStart(first.node, first.unit);
  range.setEnd(last.node, last.unit + last.length);
  const selection = document.getSelection();
  selection.removeAllRanges();
  selection.addRange(range);
}

// The node and the unit in it at which the character with an offset stands.
function placeOf(sheet, offset) {
  const line = [...sheet.querySelectorAll("[data-s]")].findLast((each) => Number(each.dataset.s) <= offset);
  if (!line) return null;
  let left = offset - Number(line.dataset.s);
  const walker = document.createTreeWalker(line, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    let unit = 0;
    for (const character of node.data) {
      if (left === 0) return { node, unit, length: character.length };
      left -= 1;
      unit += character.length;
    }
  }
  return null;
}

function unitsBefore(line, container, offset, otherwise) {
  if (!line.contains(container)) return otherwise;
  const before = document.createRange();
  before.setStart(line, 0);
  before.setEnd(container, offset);
  return before.toString().length;
}
