// Whether a key belongs to a field, or to an input method or the browser.
export function isTyping(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return true;
  return event.target.closest?.("input:not([type=checkbox]), textarea, select, [contenteditable]") !== null;
}
