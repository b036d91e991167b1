import type { SavedView } from './SavedView';

type Act = (view: SavedView) => void;

/** The actions on a saved view. */
export interface ViewActions {
  apply: Act;
  copyLink: Act;
  rename: Act;
  /** Overwrites the view with the current filters. */
  update: Act;
  remove: Act;
}
