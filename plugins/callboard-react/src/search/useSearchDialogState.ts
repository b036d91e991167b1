import { oncePerPortal } from '../api/oncePerPortal';
import { SearchDialogState } from './SearchDialogState';

/** The search of the portal, open or not. */
export const useSearchDialogState = oncePerPortal(
  () => new SearchDialogState(),
);
