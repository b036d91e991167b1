import { filterParameters, listFilters } from '../filters/WorkFilters';

/** Named filters, order and layout. */
export type SavedView = {
  /** Unique within a project. */
  name: string;
  /** The URL parameters of the view; see `toViewQuery`. */
  query: string;
};

/** The maximum length of a view's name. */
export const MAX_NAME_LENGTH = 80;

/** Whether a stored value is a view; older data may differ. */
export function isSavedView(value: unknown): value is SavedView {
  const view = value as SavedView | null | undefined;
  return typeof view?.name === 'string' && typeof view.query === 'string';
}

type ViewAction = (view: SavedView) => void;

/** The actions on a saved view. */
export interface ViewActions {
  apply: ViewAction;
  copyLink: ViewAction;
  rename: ViewAction;
  /** Overwrites the view with the current filters. */
  update: ViewAction;
  remove: ViewAction;
}

/** The URL parameters of a view; the open item is not one. */
const parameters = [...filterParameters, 'show', 'order', 'view'] as const;

const isList = (name: string) => listFilters.some(other => other === name);

/**
 * Returns the part of a URL query that identifies a view. Equal filters give equal text, in whatever
 * order they were set.
 */
export function toViewQuery(search: URLSearchParams): string {
  const query = new URLSearchParams();
  for (const name of parameters) {
    const value = search.get(name);
    if (value) {
      query.set(name, isList(name) ? value.split(',').sort().join(',') : value);
    }
  }
  return query.toString();
}

/** Returns the URL query with another view, and without an open item. */
export function replaceView(
  search: URLSearchParams,
  query: string,
): URLSearchParams {
  const next = new URLSearchParams(search);
  next.delete('item');
  const view = new URLSearchParams(query);
  for (const name of parameters) {
    const value = view.get(name);
    if (value) {
      next.set(name, value);
    } else {
      next.delete(name);
    }
  }
  return next;
}
