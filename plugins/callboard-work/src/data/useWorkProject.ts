import { useContext } from 'react';
import type { WorkProject } from './WorkProject';
import { WorkProjectContext } from './WorkProjectContext';

/** The project that what is drawn is about. */
export function useWorkProject(): WorkProject {
  const project = useContext(WorkProjectContext);
  if (!project) {
    throw new Error('Work items are drawn inside a WorkProjectProvider');
  }
  return project;
}
