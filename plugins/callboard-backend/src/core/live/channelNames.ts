import { randomBytes } from 'crypto';
import { Knex } from 'knex';
import { uniq } from 'lodash';
import { inListSql, insertTogether, updateMany } from '../../database/bulk';
import { createId } from '../../database/ids';

/**
 * The audience of a live-update channel. Only these users get its name: the members of a workspace,
 * its admins, the users who see a secret project, the members of a project, or one user.
 */
export interface ChannelKey {
  kind: 'workspace' | 'admins' | 'project' | 'members' | 'person';
  /** The id of the workspace or project, or the reference of the user. */
  scope: string;
}

export function formatChannelKey({ kind, scope }: ChannelKey): string {
  return `${kind} ${scope}`;
}

/** The channels to rename. The lists may contain duplicates. */
export interface ChannelsToRename {
  /** Workspaces in which all channels are renamed. */
  workspaces?: readonly string[];
  /** Workspaces in which only the project channels are renamed. */
  projectsOfWorkspaces?: readonly string[];
  /** Projects whose channels, `project` and `members`, are renamed. */
  projects?: readonly string[];
}

const PROJECT_KINDS: ReadonlyArray<ChannelKey['kind']> = ['project', 'members'];

/**
 * The names of existing channels, by `formatChannelKey`. May include further channels of the same
 * scopes. A name is created when a user first requests it, so a channel without a name has no
 * listeners.
 */
export async function findChannelNames(
  knex: Knex,
  keys: readonly ChannelKey[],
): Promise<ReadonlyMap<string, string>> {
  const scopes = uniq(keys.map(({ scope }) => scope));
  const rows: Array<ChannelKey & { name: string }> = await knex('live_channels')
    .select('kind', 'scope', 'name')
    .whereRaw(...inListSql(knex, 'scope', scopes, 'text'));
  return new Map(rows.map(row => [formatChannelKey(row), row.name]));
}

/** The names of channels; missing ones are created. */
export async function ensureChannelNames(
  knex: Knex,
  keys: ReadonlyArray<ChannelKey & { workspace_id: string | null }>,
  now: number,
): Promise<ReadonlyMap<string, string>> {
  const known = await findChannelNames(knex, keys);
  const missing = keys.filter(key => !known.has(formatChannelKey(key)));
  if (missing.length === 0) {
    return known;
  }
  await insertTogether(knex, [
    {
      table: 'live_channels',
      rows: missing.map(({ kind, scope, workspace_id }) => ({
        id: createId(now),
        kind,
        scope,
        workspace_id,
        name: generateName(),
        named_at: new Date(now),
      })),
      // A concurrent request may have created them already.
      onConflict: '(kind, scope) DO NOTHING',
    },
  ]);
  return findChannelNames(knex, keys);
}

/** Renames these channels, and stores their former names until listeners are notified. */
export async function renameChannels(
  tx: Knex,
  channels: ChannelsToRename,
  now: number,
): Promise<void> {
  const {
    workspaces = [],
    projectsOfWorkspaces = [],
    projects = [],
  } = channels;
  if (
    [workspaces, projectsOfWorkspaces, projects].every(
      list => list.length === 0,
    )
  ) {
    return;
  }
  const inWorkspacesSql = (ids: readonly string[]) =>
    inListSql(tx, 'workspace_id', uniq(ids));
  await renameRows(
    tx,
    tx('live_channels').where(either =>
      either
        .whereRaw(...inWorkspacesSql(workspaces))
        .orWhere(projectChannels =>
          projectChannels
            .whereIn('kind', PROJECT_KINDS)
            .where(ofProjects =>
              ofProjects
                .whereRaw(...inWorkspacesSql(projectsOfWorkspaces))
                .orWhereRaw(...inListSql(tx, 'scope', uniq(projects), 'text')),
            ),
        ),
    ),
    now,
  );
}

/** Renames the channels of every workspace. */
export async function renameAllChannels(tx: Knex, now: number): Promise<void> {
  await renameRows(tx, tx('live_channels').whereNotNull('workspace_id'), now);
}

export async function renameChannelsOlderThan(
  tx: Knex,
  ageMs: number,
  now: number,
): Promise<void> {
  await renameRows(
    tx,
    tx('live_channels').where('named_at', '<', new Date(now - ageMs)),
    now,
  );
}

/** The former names whose listeners have not been notified yet. */
export async function listFormerNames(knex: Knex): Promise<string[]> {
  return knex('live_channels').whereNotNull('former_name').pluck('former_name');
}

/** Deletes former names after their listeners were notified. */
export async function deleteFormerNames(
  knex: Knex,
  names: readonly string[],
): Promise<void> {
  await knex('live_channels')
    .whereRaw(...inListSql(knex, 'former_name', names, 'text'))
    .update({ former_name: null });
}

async function renameRows(
  tx: Knex,
  channels: Knex.QueryBuilder,
  now: number,
): Promise<void> {
  const rows: Array<{ id: string; name: string }> = await channels.select(
    'id',
    'name',
  );
  await updateMany(
    tx,
    'live_channels',
    rows.map(({ id, name }) => ({
      id,
      name: generateName(),
      former_name: name,
      named_at: new Date(now),
    })),
  );
}

function generateName(): string {
  return `callboard:${randomBytes(24).toString('base64url')}`;
}
