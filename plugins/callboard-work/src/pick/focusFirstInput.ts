/** Gives the first field of a menu the focus when it opens. */
export function focusFirstInput(menu: HTMLElement): void {
  menu.querySelector<HTMLElement>('input')?.focus();
}
