import { Knex } from 'knex';
import { ChangeEvent, roleRanks } from '@callboard/plugin-callboard-common';
import { Clock } from '../../kernel/clock';
import { TransactionalSubscriber } from '../../changes/Subscriber';
import { ChannelStore, Retired } from './ChannelStore';

/**
 * The channels that users may no longer listen to after these changes; everyone else gets their new
 * names.
 */
function getRetiredChannels(changes: readonly ChangeEvent[]): Retired {
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

/**
 * Renames the channels of resources that users can no longer see. It is transactional: messages
 * after the change are guaranteed to use the new names.
 */
export function createChannelRenewal(deps: {
  store: ChannelStore;
  clock: Clock;
}): TransactionalSubscriber {
  return {
    name: 'live-channels',
    async handle(changes, tx: Knex.Transaction) {
      await deps.store.retire(
        tx,
        getRetiredChannels(changes),
        deps.clock.now(),
      );
    },
  };
}
