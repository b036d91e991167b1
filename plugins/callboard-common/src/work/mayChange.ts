import { Role, roleIncludes } from '../roles';
import type { WorkItem, WorkItemPatch } from './workItems';

/** Where an item stands in its project is for the project's members to say. */
const fieldsOfProject: readonly (keyof WorkItemPatch)[] = [
  'parent_id',
  'sort_order',
  'archived_at',
];

/** Somebody who looks at the items of a project. @public */
export interface WorkReader {
  user_ref: string;
  workspaceRole: Role;
  /** Null for people who are not in the project. */
  projectRole: Role | null;
  /** Whether the project is archived: then nobody changes its items. */
  isArchived: boolean;
}

/**
 * Whether somebody may change a work item: members of its project may; other
 * members of the workspace, where it is assigned to them. Of an item of a project
 * that they are not in, they may not change `parent_id`, `sort_order` and
 * `archived_at`.
 *
 * @param field - what they would change; any other field than those three by
 * default
 * @public
 */
export function mayChange(
  item: Pick<WorkItem, 'assignees'>,
  { user_ref, workspaceRole, projectRole, isArchived }: WorkReader,
  field?: keyof WorkItemPatch,
): boolean {
  if (isArchived) {
    return false;
  }
  if (projectRole && roleIncludes(projectRole, 'member')) {
    return true;
  }
  return (
    roleIncludes(workspaceRole, 'member') &&
    item.assignees.includes(user_ref) &&
    !(field && fieldsOfProject.includes(field))
  );
}
