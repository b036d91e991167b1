import { Role, includesRole } from '../roles';
import type { WorkItem, WorkItemPatch } from './workItems';

/**
 * The fields that organise the items of a project. Only project members may change them.
 *
 * @public
 */
export const memberOnlyFields: readonly (keyof WorkItemPatch)[] = [
  'parent_id',
  'sort_order',
  'archived_at',
];

/**
 * The user whose permission is checked, with their roles in the workspace and the project.
 *
 * @public
 */
export interface WorkUser {
  user_ref: string;
  workspaceRole: Role;
  /** Null for users outside the project. */
  projectRole: Role | null;
  /** Whether the project is archived, and its items read-only. */
  isArchived: boolean;
}

/**
 * Whether a user may change a work item. Members of its project may change every field. Other
 * members of the workspace may change only items assigned to them, but not their `parent_id`,
 * `sort_order` and `archived_at`. Nobody may change items of an archived project.
 *
 * @param field - the field to change; if omitted, any field other than those three
 * @public
 */
export function canChange(
  item: Pick<WorkItem, 'assignees'>,
  { user_ref, workspaceRole, projectRole, isArchived }: WorkUser,
  field?: keyof WorkItemPatch,
): boolean {
  if (isArchived) {
    return false;
  }
  if (projectRole && includesRole(projectRole, 'member')) {
    return true;
  }
  return (
    includesRole(workspaceRole, 'member') &&
    item.assignees.includes(user_ref) &&
    !(field && memberOnlyFields.includes(field))
  );
}
