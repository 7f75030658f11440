// The outline follows the scroll: the section at the top of the window is the current one.

export function followOutline(outline, sheet) {
  const links = new Map([...outline.querySelectorAll("a")].map((link) => [link.hash.slice(1), link]));
  const headings = [...sheet.querySelectorAll("[id^='o']")].filter((each) => links.has(each.id));
  if (!headings.length) return;
  let current = null;
  let waiting = false;

  const follow = () => {
    waiting = false;
    const link = links.get((lastAbove(headings) ?? headings[0]).id);
    if (link === current) return;
    current?.removeAttribute("aria-current");
    link.setAttribute("aria-current", "true");
    current = link;
    keepInSight(outline, link);
  };

  addEventListener("scroll", () => {
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(follow);
  }, { passive: true });
  outline.addEventListener("click", (event) => {
    if (event.target.closest("a") && outline.matches(":popover-open")) outline.hidePopover();
  });
  follow();
}

// Headings stand in the order of the page, so halving finds the last one above the line.
function lastAbove(headings, line = innerHeight / 2) {
  let low = 0;
  let high = headings.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (headings[middle].getBoundingClientRect().top <= line) low = middle + 1;
    else high = middle;
  }
  return headings[low - 1];
}

function keepInSight(outline, link) {
  const box = outline.getBoundingClientRect();
  const place = link.getBoundingClientRect();
  if (place.top < box.top || place.bottom > box.bottom) {
    outline.scrollTop += place.top - box.top - box.height / 3;
  }
}
