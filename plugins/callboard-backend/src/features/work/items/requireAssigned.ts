import { NotAllowedError } from '@backstage/errors';
import {
  roleIncludes,
  WorkItemPatch,
} from '@callboard/plugin-callboard-common';
import { Actor } from '../../../access/actor';
import { ProjectAccess } from '../../../access/Caller';
import { WorkItemRow } from './WorkItemRow';

/** Where an item stands in its project is for the project to say. */
const ofTheProject = ['parent_id', 'sort_order', 'archived_at'] as const;

/**
 * Lets people who are not in a project change the items that are assigned to them,
 * but for some fields.
 *
 * @param items - as they are now
 * @throws NotAllowedError naming what they cannot change
 */
export function requireAssigned(
  { user_ref }: Actor,
  { project, projectRole }: ProjectAccess,
  items: readonly WorkItemRow[],
  patch: WorkItemPatch,
): void {
  if (roleIncludes(projectRole, 'member')) {
    return;
  }
  const refused = ofTheProject.find(field => patch[field] !== undefined);
  if (refused) {
    throw new NotAllowedError(
      `Only members of the project ${project.name} can change ${refused}`,
    );
  }
  const foreign = items.find(({ assignees }) => !assignees.includes(user_ref));
  if (foreign) {
    throw new NotAllowedError(
      `${foreign.identifier} is not assigned to you: this takes the role member in the project ${project.name}`,
    );
  }
}
