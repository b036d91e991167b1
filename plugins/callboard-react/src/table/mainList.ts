/** The attribute of the list that is a page's main content. @public */
export const MAIN_LIST_ATTRIBUTE = 'data-callboard-main-list';

/**
 * Focuses the tab stop of the page's main list.
 *
 * @returns whether the page has one
 * @public
 */
export function focusMainList(): boolean {
  const target = document.querySelector<HTMLElement>(
    `[${MAIN_LIST_ATTRIBUTE}] [role=row][tabindex="0"], [${MAIN_LIST_ATTRIBUTE}] [data-heading][tabindex="0"], [${MAIN_LIST_ATTRIBUTE}] [data-card][tabindex="0"], [${MAIN_LIST_ATTRIBUTE}] [data-cell][tabindex="0"]`,
  );
  target?.focus();
  return target !== null;
}
