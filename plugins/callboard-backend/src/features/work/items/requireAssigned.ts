import { NotAllowedError } from '@backstage/errors';
import {
  includesRole,
  WorkItemPatch,
} from '@callboard/plugin-callboard-common';
import { Actor } from '../../../kernel/actor';
import { ProjectAccess } from '../../../access/Caller';
import { WorkItemRow } from './WorkItemRow';

/** Fields about an item's position in its project, which only members may change. */
const ofTheProject = ['parent_id', 'sort_order', 'archived_at'] as const;

/**
 * Lets users outside a project change the items assigned to them, except for some fields.
 *
 * @param items - in their current state
 * @throws NotAllowedError naming what they cannot change
 */
export function requireAssigned(
  { user_ref }: Actor,
  { project, projectRole }: ProjectAccess,
  items: readonly WorkItemRow[],
  patch: WorkItemPatch,
): void {
  if (includesRole(projectRole, 'member')) {
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
      `Only members of the project ${project.name} can change ${foreign.identifier}, because it is not assigned to you`,
    );
  }
}
