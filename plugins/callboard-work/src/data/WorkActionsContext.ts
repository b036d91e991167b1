import { createContext } from 'react';
import type { WorkActions } from './WorkActions';

/** What can be done to the items that are drawn. */
export const WorkActionsContext = createContext<WorkActions>({
  change: () => {},
  offerUndo: () => {},
});
