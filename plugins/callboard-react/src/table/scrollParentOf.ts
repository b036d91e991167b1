/** What scrolls when the page under an element is scrolled. */
export function scrollParentOf(element: Element): Element | Window {
  let parent = element.parentElement;
  while (parent && parent !== document.body) {
    if (/auto|scroll|overlay/.test(getComputedStyle(parent).overflowY)) {
      return parent;
    }
    parent = parent.parentElement;
  }
  return window;
}
