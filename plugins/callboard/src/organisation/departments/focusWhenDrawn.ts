/** What is coming appears within a second, or it will not. */
const MOST_FRAMES = 60;

/** Moves the focus to an element of the page as soon as it is drawn. */
export function focusWhenDrawn(
  selector: string,
  framesLeft: number = MOST_FRAMES,
): void {
  const element = document.querySelector<HTMLElement>(selector);
  if (element) {
    element.focus({ preventScroll: true });
  } else if (framesLeft > 0) {
    requestAnimationFrame(() => focusWhenDrawn(selector, framesLeft - 1));
  }
}
