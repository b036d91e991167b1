import { useContext } from 'react';
import type { WorkActions } from './WorkActions';
import { WorkActionsContext } from './WorkActionsContext';

/** Returns the actions on the rendered items. */
export function useWorkActions(): WorkActions {
  return useContext(WorkActionsContext);
}
