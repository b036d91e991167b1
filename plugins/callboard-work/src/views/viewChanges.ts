import type { SavedView } from './SavedView';
import type { ViewChange } from './useSavedViews';

/** Adds a view at the end. */
export function adding(view: SavedView): ViewChange {
  return views => [...views, view];
}

/** Gives a view another name, or something else to show. */
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

/** Puts a view back where it was, unless another has its name by now. */
export function puttingBack(view: SavedView, at: number): ViewChange {
  return views =>
    views.some(({ name }) => name === view.name)
      ? views
      : [...views.slice(0, at), view, ...views.slice(at)];
}

/** Lets a view show what it did, unless it shows yet something else by now. */
export function showingAgain(
  { name, query }: SavedView,
  instead: string,
): ViewChange {
  return views =>
    views.map(view =>
      view.name === name && view.query === instead ? { ...view, query } : view,
    );
}
