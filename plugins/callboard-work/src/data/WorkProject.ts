import type {
  Cycle,
  Label,
  Project,
  WorkItem,
  WorkItemPatch,
  WorkModule,
  WorkState,
} from '@callboard/plugin-callboard-common';
import type {
  OwnWorkspace,
  PersonOption,
} from '@callboard/plugin-callboard-react';
import { createContext, useContext } from 'react';

/**
 * A project, the settings of its items, and the user's permissions. Fields named `can…` are true
 * only if both the user's role and the portal's permission policy allow the action.
 */
export interface WorkProject {
  workspace: OwnWorkspace;
  project: Project;
  /** In the order of the workflow. */
  states: readonly WorkState[];
  labels: readonly Label[];
  cycles: readonly Cycle[];
  modules: readonly WorkModule[];
  people: readonly PersonOption[];
  me: PersonOption;
  /**
   * Whether the user's role allows creating items and changing every item, and the project is not
   * archived. Does not consider the portal's permission policy.
   */
  mayWrite: boolean;
  canCreate: boolean;
  canImport: boolean;
  canChangeAll: boolean;
  /** Whether the user may change the item or, if given, this field of the item. */
  canChange: (item: WorkItem, field?: keyof WorkItemPatch) => boolean;
  canDelete: boolean;
  isAdmin: boolean;
  canUpdateProject: boolean;
}

export const WorkProjectContext = createContext<WorkProject | undefined>(
  undefined,
);

export function useWorkProject(): WorkProject {
  const project = useContext(WorkProjectContext);
  if (!project) {
    throw new Error(
      'useWorkProject must be called inside a WorkProjectProvider',
    );
  }
  return project;
}

export function toProjectParams({
  workspace,
  project,
}: Pick<WorkProject, 'workspace' | 'project'>): { slug: string; pid: string } {
  return { slug: workspace.slug, pid: project.id };
}
