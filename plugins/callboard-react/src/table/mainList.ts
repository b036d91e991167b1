/** The attribute of the list that is a page's main content. @public */
export const MAIN_LIST = 'data-callboard-main-list';

/**
 * Focuses the tab stop of the page's main list.
 *
 * @returns whether the page has one
 * @public
 */
export function focusMainList(): boolean {
  const goal = document.querySelector<HTMLElement>(
    `[${MAIN_LIST}] [role=row][tabindex="0"], [${MAIN_LIST}] [data-heading][tabindex="0"], [${MAIN_LIST}] [data-card][tabindex="0"], [${MAIN_LIST}] [data-cell][tabindex="0"]`,
  );
  goal?.focus();
  return goal !== null;
}
