import { useContext } from 'react';
import type { WorkActs } from './WorkActs';
import { WorkActsContext } from './WorkActsContext';

/** What can be done to the items that are drawn. */
export function useWorkActs(): WorkActs {
  return useContext(WorkActsContext);
}
