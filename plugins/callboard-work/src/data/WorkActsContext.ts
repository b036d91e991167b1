import { createContext } from 'react';
import type { WorkActs } from './WorkActs';

/** What can be done to the items that are drawn. */
export const WorkActsContext = createContext<WorkActs>({
  change: () => {},
  offerUndo: () => {},
});
