/** Filters, order and layout that somebody has given a name. */
export type SavedView = {
  /** No two views of a project have the same. */
  name: string;
  /** What of the address makes it this view; see `viewQueryOf`. */
  query: string;
};

/** No name of a view is longer. */
export const LONGEST_NAME = 80;

/** Whether what was stored is a view; something else may have been before. */
export function isSavedView(value: unknown): value is SavedView {
  const view = value as SavedView | null | undefined;
  return typeof view?.name === 'string' && typeof view.query === 'string';
}
