import { useContext } from 'react';
import type { WorkProject } from './WorkProject';
import { WorkProjectContext } from './WorkProjectContext';

/** Returns the current project. */
export function useWorkProject(): WorkProject {
  const project = useContext(WorkProjectContext);
  if (!project) {
    throw new Error('Work items are drawn inside a WorkProjectProvider');
  }
  return project;
}
