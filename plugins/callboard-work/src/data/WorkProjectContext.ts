import { createContext } from 'react';
import type { WorkProject } from './WorkProject';

/** The current project. */
export const WorkProjectContext = createContext<WorkProject | undefined>(
  undefined,
);
