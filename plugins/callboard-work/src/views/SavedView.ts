/** Named filters, order and layout. */
export type SavedView = {
  /** Unique within a project. */
  name: string;
  /** The address parameters of the view; see `viewQueryOf`. */
  query: string;
};

/** The maximum length of a view's name. */
export const LONGEST_NAME = 80;

/** Whether a stored value is a view; older data may differ. */
export function isSavedView(value: unknown): value is SavedView {
  const view = value as SavedView | null | undefined;
  return typeof view?.name === 'string' && typeof view.query === 'string';
}
