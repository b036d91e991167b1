import type { SavedView } from './SavedView';
import type { ViewChange } from './useSavedViews';

/** Adds a view at the end. */
export function adding(view: SavedView): ViewChange {
  return views => [...views, view];
}

/** Changes the name or the query of a view. */
export function changing(
  { name }: SavedView,
  values: Partial<SavedView>,
): ViewChange {
  return views =>
    views.map(view => (view.name === name ? { ...view, ...values } : view));
}

/** Deletes a view. */
export function removing({ name }: SavedView): ViewChange {
  return views => views.filter(view => view.name !== name);
}

/** Restores a view at its former position, unless another has its name. */
export function puttingBack(view: SavedView, at: number): ViewChange {
  return views =>
    views.some(({ name }) => name === view.name)
      ? views
      : [...views.slice(0, at), view, ...views.slice(at)];
}

/** Restores the filters of a view, unless it has changed again since. */
export function showingAgain(
  { name, query }: SavedView,
  instead: string,
): ViewChange {
  return views =>
    views.map(view =>
      view.name === name && view.query === instead ? { ...view, query } : view,
    );
}
