import { Role, includesRole } from '../roles';
import type { WorkItem, WorkItemPatch } from './workItems';

/** Only members of the project may change an item's position in it. */
const fieldsOfProject: readonly (keyof WorkItemPatch)[] = [
  'parent_id',
  'sort_order',
  'archived_at',
];

/** A user who views the items of a project. @public */
export interface WorkReader {
  user_ref: string;
  workspaceRole: Role;
  /** Null for users outside the project. */
  projectRole: Role | null;
  /** Whether the project is archived, and its items read-only. */
  isArchived: boolean;
}

/**
 * Whether a user may change a work item: members of its project may, and other members of the
 * workspace if it is assigned to them. The latter may not change `parent_id`, `sort_order` and
 * `archived_at`.
 *
 * @param field - the field to change; by default any field except those three
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
  if (projectRole && includesRole(projectRole, 'member')) {
    return true;
  }
  return (
    includesRole(workspaceRole, 'member') &&
    item.assignees.includes(user_ref) &&
    !(field && fieldsOfProject.includes(field))
  );
}
