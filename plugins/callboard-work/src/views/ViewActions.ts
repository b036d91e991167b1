import type { SavedView } from './SavedView';

type Act = (view: SavedView) => void;

/** What can be done with a saved view. */
export interface ViewActions {
  apply: Act;
  copyLink: Act;
  rename: Act;
  /** Makes it what is shown now. */
  update: Act;
  remove: Act;
}
