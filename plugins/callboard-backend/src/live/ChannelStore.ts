import { randomBytes } from 'crypto';
import { Knex } from 'knex';
import { chunk, uniq } from 'lodash';
import { isOneOf, updateMany } from '../database/bulk';
import { newId } from '../database/ids';
import { ChannelKey, textOf } from './ChannelKey';

const ROWS_PER_INSERT = 500;

/** A channel somebody was told of. */
export interface Channel extends ChannelKey {
  name: string;
}

/** Which channels lose their names; each list may have a value more than once. */
export interface Retired {
  /** Workspaces of which all channels do. */
  workspaces?: readonly string[];
  /** Workspaces of which only the channels of projects do. */
  projectsOf?: readonly string[];
  /** Projects of which both channels do. */
  projects?: readonly string[];
}

const kindsOfProjects: ReadonlyArray<ChannelKey['kind']> = [
  'project',
  'members',
];

/**
 * The table of the names of live-update channels. A name is made when somebody
 * asks for it first; of a channel without one, nobody has to hear.
 */
export class ChannelStore {
  /** The names of channels that have one, by the text of their key. */
  async find(
    knex: Knex,
    keys: readonly ChannelKey[],
  ): Promise<ReadonlyMap<string, string>> {
    const rows: Channel[] = await knex('live_channels')
      .select('kind', 'scope', 'name')
      .whereRaw(
        ...isOneOf(knex, 'scope', uniq(keys.map(({ scope }) => scope)), 'text'),
      );
    return new Map(rows.map(row => [textOf(row), row.name]));
  }

  /** The names of channels; those that have none get one. */
  async name(
    knex: Knex,
    keys: ReadonlyArray<ChannelKey & { workspace_id: string | null }>,
    now: number,
  ): Promise<ReadonlyMap<string, string>> {
    const known = await this.find(knex, keys);
    const missing = keys.filter(key => !known.has(textOf(key)));
    if (missing.length === 0) {
      return known;
    }
    for (const part of chunk(missing, ROWS_PER_INSERT)) {
      await knex('live_channels')
        .insert(
          part.map(({ kind, scope, workspace_id }) => ({
            id: newId(now),
            kind,
            scope,
            workspace_id,
            name: newName(),
            named_at: new Date(now),
          })),
        )
        // Another request may have named it meanwhile.
        .onConflict(['kind', 'scope'])
        .ignore();
    }
    return this.find(knex, keys);
  }

  /** Gives channels other names, and keeps the old ones to say so on. */
  async retire(tx: Knex, retired: Retired, now: number): Promise<void> {
    const { workspaces = [], projectsOf = [], projects = [] } = retired;
    if ([workspaces, projectsOf, projects].every(list => list.length === 0)) {
      return;
    }
    const isOfOne = (ids: readonly string[]) =>
      isOneOf(tx, 'workspace_id', uniq(ids));
    await this.rename(
      tx,
      tx('live_channels').where(any =>
        any
          .whereRaw(...isOfOne(workspaces))
          .orWhere(ofProjects =>
            ofProjects
              .whereIn('kind', kindsOfProjects)
              .where(one =>
                one
                  .whereRaw(...isOfOne(projectsOf))
                  .orWhereRaw(...isOneOf(tx, 'scope', uniq(projects), 'text')),
              ),
          ),
      ),
      now,
    );
  }

  /** Does so for the channels of every workspace. */
  async retireAll(tx: Knex, now: number): Promise<void> {
    await this.rename(
      tx,
      tx('live_channels').whereNotNull('workspace_id'),
      now,
    );
  }

  /** Gives names that are old others. */
  async retireOlderThan(tx: Knex, age: number, now: number): Promise<void> {
    await this.rename(
      tx,
      tx('live_channels').where('named_at', '<', new Date(now - age)),
      now,
    );
  }

  /** The names that channels had, on which that has not been said. */
  async formerNames(knex: Knex): Promise<Array<{ id: string; name: string }>> {
    return knex('live_channels')
      .select('id', { name: 'former_name' })
      .whereNotNull('former_name');
  }

  /** Notes that it has been said on them. */
  async forgetFormer(
    knex: Knex,
    resources: ReadonlyArray<{ id: string; name: string }>,
  ): Promise<void> {
    await knex('live_channels')
      .whereRaw(
        ...isOneOf(
          knex,
          'former_name',
          resources.map(({ name }) => name),
          'text',
        ),
      )
      .update({ former_name: null });
  }

  private async rename(
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
        name: newName(),
        former_name: name,
        named_at: new Date(now),
      })),
    );
  }
}

function newName(): string {
  return `callboard:${randomBytes(24).toString('base64url')}`;
}
