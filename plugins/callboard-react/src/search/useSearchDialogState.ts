import { createPortalSingletonHook } from '../api/createPortalSingletonHook';
import { SearchDialogState } from './SearchDialogState';

/** The state of the portal's search. */
export const useSearchDialogState = createPortalSingletonHook(
  () => new SearchDialogState(),
);
