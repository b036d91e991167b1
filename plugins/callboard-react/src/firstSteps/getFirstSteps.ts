import type { Me } from '@callboard/plugin-callboard-common';
import type { OwnWorkspace } from '../workspaces/useWorkspaceChoice';
import type { FirstStep } from './FirstStep';

/**
 * The three first steps for a person, depending on their permissions in the workspace of the home
 * page.
 *
 * @public
 */
export function getFirstSteps(
  { is_super_admin }: Pick<Me, 'is_super_admin'>,
  workspace: Pick<OwnWorkspace, 'role'> | undefined,
): readonly FirstStep[] {
  if (is_super_admin) {
    return ['invite', 'link', 'tracker'];
  }
  switch (workspace?.role) {
    case 'admin':
      return ['invite', 'link', 'board'];
    case 'member':
      return ['board', 'item', 'find'];
    default:
      return ['board', 'people', 'access'];
  }
}
