import type { SavedView } from './SavedView';
import type { ViewChange } from './useSavedViews';

/** Adds a view at the end. */
export function addView(view: SavedView): ViewChange {
  return views => [...views, view];
}

/** Changes the name or the query of a view. */
export function changeView(
  { name }: SavedView,
  values: Partial<SavedView>,
): ViewChange {
  return views =>
    views.map(view => (view.name === name ? { ...view, ...values } : view));
}

/** Deletes a view. */
export function removeView({ name }: SavedView): ViewChange {
  return views => views.filter(view => view.name !== name);
}

/** Restores a view at its former position, unless another has its name. */
export function restoreView(view: SavedView, at: number): ViewChange {
  return views =>
    views.some(({ name }) => name === view.name)
      ? views
      : [...views.slice(0, at), view, ...views.slice(at)];
}

/** Restores the filters of a view, unless it has changed again since. */
export function restoreViewQuery(
  { name, query }: SavedView,
  instead: string,
): ViewChange {
  return views =>
    views.map(view =>
      view.name === name && view.query === instead ? { ...view, query } : view,
    );
}
