import type { SavedView } from './SavedView';

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
