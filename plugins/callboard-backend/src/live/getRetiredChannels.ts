import { ChangeEvent, roleRanks } from '@callboard/plugin-callboard-common';
import { Retired } from './ChannelStore';

/**
 * The channels that users may no longer listen to after these changes; everyone else gets their new
 * names.
 */
export function getRetiredChannels(changes: readonly ChangeEvent[]): Retired {
  const workspaces: string[] = [];
  const projectIds: string[] = [];
  const projects: string[] = [];
  for (const change of changes) {
    const { workspace_id, project_id, entity_type, action } = change;
    const isKnownInWorkspace =
      (entity_type === 'workspace' && action === 'delete') ||
      (entity_type === 'workspace_member' && isLoss(change));
    if (isKnownInWorkspace) {
      workspaces.push(workspace_id);
    } else if (entity_type === 'project_member' && isLoss(change)) {
      projects.push(project_id!);
    } else if (entity_type === 'staff' && isStatusChange(change)) {
      // Suspended and resigned staff are not owners any more.
      projectIds.push(workspace_id);
    }
  }
  return { workspaces, projectIds, projects };
}

function isStatusChange({ changes }: ChangeEvent): boolean {
  return changes.some(({ field }) => field === 'employment_status');
}

/** Whether a membership was deleted, or its role lowered. */
function isLoss({ action, changes }: ChangeEvent): boolean {
  const role = changes.find(({ field }) => field === 'role');
  return (
    action === 'delete' ||
    (role !== undefined &&
      getRoleRank(role.new_value) < getRoleRank(role.old_value))
  );
}

function getRoleRank(role: unknown): number {
  return typeof role === 'string' && Object.hasOwn(roleRanks, role)
    ? roleRanks[role as keyof typeof roleRanks]
    : 0;
}
