/** Finds the nearest scroll container of an element: an ancestor or the window. */
export function getScrollParent(element: Element): Element | Window {
  let parent = element.parentElement;
  while (parent && parent !== document.body) {
    if (/auto|scroll|overlay/.test(getComputedStyle(parent).overflowY)) {
      return parent;
    }
    parent = parent.parentElement;
  }
  return window;
}
