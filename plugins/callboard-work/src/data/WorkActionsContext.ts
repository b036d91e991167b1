import { createContext } from 'react';
import type { WorkActions } from './WorkActions';

/** The actions on the rendered items. */
export const WorkActionsContext = createContext<WorkActions>({
  change: () => {},
  offerUndo: () => {},
});
