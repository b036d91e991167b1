import { LiveChannels, roleRanks } from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { Caller } from '../../access/Caller';
import {
  whereProjectMember,
  whereProjectVisible,
} from '../../access/visibility/whereProjectVisible';
import {
  ChannelKey,
  ensureChannelNames,
  formatChannelKey,
} from './channelNames';

const MAX_CHANNELS = 10_000;

type WorkspaceChannelKey = ChannelKey & { workspace_id: string | null };

/** The channels for everything that the caller may currently see. */
export async function listLiveChannels(
  knex: Knex,
  caller: Caller,
  now: number,
): Promise<LiveChannels> {
  const keys = (await listChannelKeys(knex, caller)).slice(0, MAX_CHANNELS);
  const names = await ensureChannelNames(knex, keys, now);
  return {
    channels: keys.map(key => ({
      name: names.get(formatChannelKey(key))!,
      topics: getTopics(key),
    })),
  };
}

export async function listChannelKeys(
  knex: Knex,
  caller: Pick<Caller, 'user_ref' | 'is_super_admin'>,
): Promise<WorkspaceChannelKey[]> {
  const { user_ref } = caller;
  const workspaces = await listWorkspaces(knex, caller);
  const administered = workspaces.filter(({ isAdmin }) => isAdmin);
  const memberWorkspaceIds = workspaces
    .filter(({ isAdmin }) => !isAdmin)
    .map(({ id }) => id);
  return [
    { kind: 'person', scope: user_ref, workspace_id: null },
    ...workspaces.map(({ id }) => createChannelKey('workspace', id, id)),
    ...administered.map(({ id }) => createChannelKey('admins', id, id)),
    ...(await listProjectChannels(knex, user_ref, memberWorkspaceIds)),
  ];
}

async function listWorkspaces(
  knex: Knex,
  { user_ref, is_super_admin }: Pick<Caller, 'user_ref' | 'is_super_admin'>,
) {
  const joinMembership: Knex.JoinCallback = join =>
    join
      .on('memberships.scope_id', 'workspaces.id')
      .andOnVal('memberships.user_ref', user_ref)
      .andOnNull('memberships.deleted_at');
  const workspaces = knex('workspaces');
  const rows: Array<{ id: string; rank: number | null }> = await (is_super_admin
    ? workspaces.leftJoin('memberships', joinMembership)
    : workspaces.innerJoin('memberships', joinMembership)
  )
    .select('workspaces.id', 'memberships.rank')
    .whereNull('workspaces.deleted_at')
    .orderBy('workspaces.id');
  return rows.map(({ id, rank }) => ({
    id,
    isAdmin: is_super_admin || rank === roleRanks.admin,
  }));
}

/**
 * The channels of the secret projects that a user sees, and of the projects of which they are a
 * member.
 */
async function listProjectChannels(
  knex: Knex,
  user_ref: string,
  workspace_ids: readonly string[],
): Promise<WorkspaceChannelKey[]> {
  const selectExistingProjects = () =>
    knex('projects')
      .select('projects.id', 'projects.workspace_id')
      .whereIn('projects.workspace_id', [...workspace_ids])
      .whereNull('projects.deleted_at')
      .orderBy('projects.id');
  const secret = await whereProjectVisible(
    selectExistingProjects().where('projects.access', 'secret'),
    { user_ref, sees_all: false },
  );
  const joined = await selectExistingProjects().where(
    whereProjectMember(user_ref),
  );
  return [
    ...secret.map(row => createChannelKey('project', row.id, row.workspace_id)),
    ...joined.map(row => createChannelKey('members', row.id, row.workspace_id)),
  ];
}

function getTopics({
  kind,
}: ChannelKey): LiveChannels['channels'][number]['topics'] {
  switch (kind) {
    case 'person':
      return ['change', 'activity', 'notifications'];
    case 'admins':
      return ['change', 'activity'];
    default:
      return ['change'];
  }
}

function createChannelKey(
  kind: ChannelKey['kind'],
  scope: string,
  workspace_id: string,
): WorkspaceChannelKey {
  return { kind, scope, workspace_id };
}
