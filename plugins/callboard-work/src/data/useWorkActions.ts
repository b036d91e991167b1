import { useContext } from 'react';
import type { WorkActions } from './WorkActions';
import { WorkActionsContext } from './WorkActionsContext';

/** What can be done to the items that are drawn. */
export function useWorkActions(): WorkActions {
  return useContext(WorkActionsContext);
}
