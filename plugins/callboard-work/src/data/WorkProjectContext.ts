import { createContext } from 'react';
import type { WorkProject } from './WorkProject';

/** The project that what is drawn is about. */
export const WorkProjectContext = createContext<WorkProject | undefined>(
  undefined,
);
