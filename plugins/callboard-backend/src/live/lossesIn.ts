import { ChangeEvent, roleRanks } from '@callboard/plugin-callboard-common';
import { Retired } from './ChannelStore';

/**
 * The channels that somebody may hear no longer after these changes; everybody
 * else gets their new names.
 */
export function lossesIn(changes: readonly ChangeEvent[]): Retired {
  return changes.flatMap((change): Retired => {
    const { workspace_id, project_id, entity_type, action } = change;
    switch (entity_type) {
      case 'workspace':
        return action === 'delete' ? [{ workspace_id }] : [];
      case 'workspace_member':
        return isLoss(change) ? [{ workspace_id }] : [];
      case 'project_member':
        return isLoss(change) && project_id
          ? [
              { kind: 'project', scope: project_id },
              { kind: 'members', scope: project_id },
            ]
          : [];
      case 'staff':
        // Who is suspended or has resigned owns nothing any longer.
        return change.changes.some(({ field }) => field === 'employment_status')
          ? [{ workspace_id, kinds: ['project', 'members'] }]
          : [];
      default:
        return [];
    }
  });
}

/** Whether a membership has ended, or gives less. */
function isLoss({ action, changes }: ChangeEvent): boolean {
  const role = changes.find(({ field }) => field === 'role');
  return (
    action === 'delete' ||
    (role !== undefined && rankOf(role.new_value) < rankOf(role.old_value))
  );
}

/** Who may see more after these changes, and has to ask for their channels. */
export function gainersIn(changes: readonly ChangeEvent[]): string[] {
  return changes.flatMap(({ entity_type, resource }) =>
    (entity_type === 'workspace_member' || entity_type === 'project_member') &&
    typeof resource?.user_ref === 'string'
      ? [resource.user_ref]
      : [],
  );
}

function rankOf(role: unknown): number {
  return typeof role === 'string' && Object.hasOwn(roleRanks, role)
    ? roleRanks[role as keyof typeof roleRanks]
    : 0;
}
