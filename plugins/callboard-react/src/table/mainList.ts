/** Marks the list that a page is about, as an attribute. @public */
export const MAIN_LIST = 'data-callboard-main-list';

/**
 * Gives the focus to the list that the page is about: to what of it Tab would
 * lead to.
 *
 * @returns whether there is one to go to
 * @public
 */
export function focusMainList(): boolean {
  const goal = document.querySelector<HTMLElement>(
    `[${MAIN_LIST}] [role=row][tabindex="0"], [${MAIN_LIST}] [data-heading][tabindex="0"], [${MAIN_LIST}] [data-card][tabindex="0"], [${MAIN_LIST}] [data-cell][tabindex="0"]`,
  );
  goal?.focus();
  return goal !== null;
}
