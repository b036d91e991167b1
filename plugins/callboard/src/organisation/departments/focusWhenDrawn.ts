/** An element renders within a second or not at all. */
const MAX_FRAMES = 60;

/** Focuses an element as soon as it is rendered. */
export function focusWhenDrawn(
  selector: string,
  framesLeft: number = MAX_FRAMES,
): void {
  const element = document.querySelector<HTMLElement>(selector);
  if (element) {
    element.focus({ preventScroll: true });
  } else if (framesLeft > 0) {
    requestAnimationFrame(() => focusWhenDrawn(selector, framesLeft - 1));
  }
}
