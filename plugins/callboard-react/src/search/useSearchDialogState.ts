import { oncePerPortal } from '../api/oncePerPortal';
import { SearchDialogState } from './SearchDialogState';

/** The state of the portal's search. */
export const useSearchDialogState = oncePerPortal(
  () => new SearchDialogState(),
);
