import { Knex } from 'knex';
import { ChangeEvent, roleRanks } from '@callboard/plugin-callboard-common';
import { TransactionalSubscriber } from '../../changes/Subscriber';
import { Clock } from '../../kernel/clock';
import { inListSql } from '../../database/bulk';
import {
  ChannelsToRename,
  renameAllChannels,
  renameChannels,
} from './channelNames';

/**
 * Creates a subscriber that renames the channels of resources that users can no longer see. It is
 * transactional: messages after the change are guaranteed to use the new names.
 */
export function createChannelRenamer(clock: Clock): TransactionalSubscriber {
  return {
    name: 'live-channels',
    async handle(changes, tx: Knex.Transaction) {
      await renameChannels(tx, findChannelsToRename(changes), clock.now());
    },
  };
}

/**
 * Renames the channels of the resources that a user can no longer see after they have lost ownership
 * references by leaving Groups. The catalog records no change for that.
 *
 * @param superAdmins - references of users and Groups
 */
export async function handleLostRefs(
  tx: Knex,
  refs: readonly string[],
  superAdmins: readonly string[],
  now: number,
): Promise<void> {
  if (refs.some(ref => superAdmins.includes(ref))) {
    await renameAllChannels(tx, now);
    return;
  }
  const projects: string[] = await tx('project_owners')
    .whereRaw(...inListSql(tx, 'owner_ref', refs, 'text'))
    .distinct()
    .pluck('project_id');
  await renameChannels(tx, { projects }, now);
}

/** Finds the channels of which some listeners may lose access through these changes. */
function findChannelsToRename(
  changes: readonly ChangeEvent[],
): ChannelsToRename {
  const workspaces: string[] = [];
  const projectsOfWorkspaces: string[] = [];
  const projects: string[] = [];
  for (const change of changes) {
    const { workspace_id, project_id, entity_type, action } = change;
    const affectsWholeWorkspace =
      (entity_type === 'workspace' && action === 'delete') ||
      (entity_type === 'workspace_member' && isRoleLoss(change));
    if (affectsWholeWorkspace) {
      workspaces.push(workspace_id);
    } else if (entity_type === 'project_member' && isRoleLoss(change)) {
      projects.push(project_id!);
    } else if (entity_type === 'staff' && affectsOwnership(change)) {
      projectsOfWorkspaces.push(workspace_id);
    }
  }
  return { workspaces, projectsOfWorkspaces, projects };
}

/**
 * Whether a change of a staff record can make a user gain or lose projects as an owner: suspended
 * and resigned staff do not count as owners.
 */
function affectsOwnership({ changes }: ChangeEvent): boolean {
  return changes.some(({ field }) =>
    ['employment_status', 'user_ref'].includes(field),
  );
}

/** Whether a membership was deleted, or its role lowered. */
function isRoleLoss({ action, changes }: ChangeEvent): boolean {
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
