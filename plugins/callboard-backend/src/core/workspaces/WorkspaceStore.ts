import { DEFAULT_WORKSPACE } from '@callboard/plugin-callboard-common';
import DataLoader from 'dataloader';
import { Knex } from 'knex';
import { LRUCache } from 'lru-cache';
import { countRows } from '../../database/statements';
import { inListSql, jsonListSql, buildValuesTable } from '../../database/bulk';
import { readJson } from '../../database/dialect';
import { lockForUpdate } from '../../database/locks';
import { WorkspaceRow } from '../../access/Caller';
import { Table } from '../../database/Table';

/** How long the default workspace is cached. */
const DEFAULT_WORKSPACE_MS = 1_000;

/** The table of workspaces. */
export const workspaceTable = new Table<WorkspaceRow>('workspaces', {
  id: 'text',
  slug: 'text',
  name: 'text',
  timezone: 'text',
  week_start: 'number',
  settings: 'json',
  version: 'number',
  created_at: 'instant',
  updated_at: 'instant',
});

/** A workspace and the user's rank in it; null if they have none. */
export interface WorkspaceWithRank {
  workspace: WorkspaceRow;
  rank: number | null;
}

/** A query for the role of a user in a workspace. */
interface RoleQuery {
  slug: string;
  user_ref: string;
}

/** The table of workspaces; deleted ones are excluded. */
export class WorkspaceStore {
  /** Batches simultaneous lookups, because every request needs one. */
  readonly #ranks = new DataLoader(
    (queries: readonly RoleQuery[]) => this.findManyWithRank(queries),
    { cache: false, maxBatchSize: 1_000, batchScheduleFn: setImmediate },
  );

  readonly #default = new LRUCache<string, WorkspaceRow>({
    max: 1,
    ttl: DEFAULT_WORKSPACE_MS,
    // Callers still get their result if the cache is cleared during a fetch.
    ignoreFetchAbort: true,
    fetchMethod: slug => this.findBySlug(slug),
  });

  constructor(private readonly knex: Knex) {}

  /** The default workspace; its name and settings may be slightly outdated. */
  async findDefault(): Promise<WorkspaceRow | undefined> {
    return this.#default.fetch(DEFAULT_WORKSPACE);
  }

  /** Clears the cache after the tables were emptied. */
  clearCache(): void {
    this.#default.clear();
  }

  /** A workspace and the user's rank in it; null if they have none. */
  async findWithRank(
    slug: string,
    user_ref: string,
  ): Promise<WorkspaceWithRank | undefined> {
    return this.#ranks.load({ slug, user_ref });
  }

  /** A workspace by slug. */
  async findBySlug(slug: string): Promise<WorkspaceRow | undefined> {
    const row = await this.selectExisting(this.knex).where({ slug }).first();
    return row && workspaceTable.read(row);
  }

  /** Workspaces by id, in the order of their ids. */
  async findMany(knex: Knex, ids: readonly string[]): Promise<WorkspaceRow[]> {
    const rows = await this.selectExisting(knex)
      .whereRaw(...inListSql(knex, 'workspaces.id', ids))
      .orderBy('workspaces.id');
    return rows.map(workspaceTable.read);
  }

  /** A workspace by slug, locked until the transaction ends. */
  async lockBySlug(
    tx: Knex.Transaction,
    slug: string,
  ): Promise<WorkspaceRow | undefined> {
    const row = await lockForUpdate(
      this.selectExisting(tx).where({ slug }),
    ).first();
    return row && workspaceTable.read(row);
  }

  /** A workspace by id. */
  async findById(id: string): Promise<WorkspaceRow | undefined> {
    const row = await this.selectExisting(this.knex)
      .where('workspaces.id', id)
      .first();
    return row && workspaceTable.read(row);
  }

  /** Workspaces sorted by slug: all, or those that a user is a member of, with the user's rank. */
  async list(options: {
    memberRef?: string;
    afterSlug?: string;
    limit: number;
  }): Promise<WorkspaceWithRank[]> {
    const query = this.selectVisibleTo(options.memberRef)
      .select(workspaceTable.columns)
      .orderBy('slug')
      .limit(options.limit);
    if (options.afterSlug !== undefined) {
      query.where('slug', '>', options.afterSlug);
    }
    if (options.memberRef !== undefined) {
      query.select('memberships.rank');
    }
    return (await query).map(({ rank = null, ...row }: any) => ({
      workspace: workspaceTable.read(row),
      rank,
    }));
  }

  /** Counts all workspaces, or those that a user is a member of. */
  async count(memberRef?: string): Promise<number> {
    return countRows(this.selectVisibleTo(memberRef));
  }

  /** Finds workspaces with the ranks of users, in the order of the queries. */
  private async findManyWithRank(
    queries: readonly RoleQuery[],
  ): Promise<Array<WorkspaceWithRank | undefined>> {
    const rows = await this.selectExisting(this.knex)
      .join(
        buildValuesTable(this.knex, 'requested', queries, ['slug', 'user_ref']),
        'requested.slug',
        'workspaces.slug',
      )
      .leftJoin('memberships', join =>
        join
          .on('memberships.scope_id', 'workspaces.id')
          .andOn('memberships.user_ref', 'requested.user_ref')
          .andOnNull('memberships.deleted_at'),
      )
      .select(
        this.knex.raw(
          `${jsonListSql(this.knex, [
            'requested.position',
            'memberships.rank',
          ])} AS requested_ranks`,
        ),
      )
      .groupBy('workspaces.id');
    const found: Array<WorkspaceWithRank | undefined> = queries.map(
      () => undefined,
    );
    for (const { requested_ranks, ...row } of rows) {
      const workspace = workspaceTable.read(row);
      for (const [position, rank] of readJson<[number, number | null][]>(
        requested_ranks,
      )) {
        found[position] = { workspace, rank };
      }
    }
    return found;
  }

  private selectExisting(knex: Knex) {
    return workspaceTable.select(knex).select(workspaceTable.columns);
  }

  private selectVisibleTo(memberRef: string | undefined): Knex.QueryBuilder {
    const query = workspaceTable.select(this.knex);
    return memberRef === undefined
      ? query
      : query
          .join('memberships', 'memberships.scope_id', 'workspaces.id')
          .whereNull('memberships.deleted_at')
          .where('memberships.user_ref', memberRef);
  }
}
