import { NotFoundError } from '@backstage/errors';
import {
  DEFAULT_WORKSPACE,
  getRoleByRank,
  slug as slugSchema,
} from '@callboard/plugin-callboard-common';
import DataLoader from 'dataloader';
import { Knex } from 'knex';
import { LRUCache } from 'lru-cache';
import { LoggerService } from '@backstage/backend-plugin-api';
import { yieldToEventLoop } from '../../kernel/yielding';
import { WorkspaceAccess, WorkspaceRow } from '../../access/Caller';
import { inListSql, jsonListSql, buildValuesTable } from '../../database/bulk';
import { readJson } from '../../database/dialect';
import { Page, PageQuery, readPage } from '../../database/paging';
import { countRows } from '../../database/statements';
import { Table } from '../../database/Table';

/** Performs the next step of a task; returns whether it was the last. */
export type WorkspaceStep = (tx: Knex.Transaction) => Promise<boolean>;

interface WorkspaceTask {
  /** The name in failure logs: "Reminding people". */
  name: string;
  /** Returns undefined if the task has nothing to do in the workspace. */
  createStep(workspace: WorkspaceRow): WorkspaceStep | undefined;
  signal?: AbortSignal;
}

/**
 * Runs a task in every workspace, in short transactions, and yields to the event loop in between. A
 * failure in one workspace does not stop the others.
 */
export async function stepThroughWorkspaces(
  {
    knex,
    logger,
    workspaces,
  }: { knex: Knex; logger: LoggerService; workspaces: WorkspaceDirectory },
  { name, createStep, signal }: WorkspaceTask,
): Promise<void> {
  for (const workspace of await workspaces.listAll()) {
    try {
      const step = createStep(workspace);
      let isDone = step === undefined;
      while (!isDone && !signal?.aborted) {
        isDone = await knex.transaction(step!);
        await yieldToEventLoop();
      }
    } catch (error) {
      logger.error(
        `${name} failed in the workspace ${workspace.slug}`,
        error as Error,
      );
    }
  }
}

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

const isSlug = (position: unknown): position is string =>
  slugSchema.safeParse(position).success;

/** A user who views workspaces: super admins are admins of all of them. */
type WorkspaceViewer = { user_ref: string; is_super_admin: boolean };

/** A workspace and the user's rank in it; null if they have none. */
interface WorkspaceWithRank {
  workspace: WorkspaceRow;
  rank: number | null;
}

interface RoleQuery {
  slug: string;
  user_ref: string;
}

/** More than the number of workspaces of any portal. */
const MAX_WORKSPACES = 10_000;

const DEFAULT_WORKSPACE_TTL_MS = 1_000;

/** Finds workspaces, and the roles of users in them; deleted workspaces are excluded. */
export class WorkspaceDirectory {
  /** Batches simultaneous lookups, because every request looks up a workspace. */
  readonly #rankLoader = new DataLoader(
    (queries: readonly RoleQuery[]) => this.findManyWithRank(queries),
    { cache: false, maxBatchSize: 1_000, batchScheduleFn: setImmediate },
  );

  readonly #default = new LRUCache<string, WorkspaceRow>({
    max: 1,
    ttl: DEFAULT_WORKSPACE_TTL_MS,
    // Callers still get their result if the cache is cleared during a fetch.
    ignoreFetchAbort: true,
    fetchMethod: slug => this.findBySlug(slug),
  });

  constructor(private readonly knex: Knex) {}

  /** Clears the cache after the tables were emptied. */
  clearCache(): void {
    this.#default.clear();
  }

  /** The default workspace, as it was up to a second ago. */
  async findDefault(): Promise<WorkspaceRow | undefined> {
    return this.#default.fetch(DEFAULT_WORKSPACE);
  }

  /** Reads the time zone of users who have not set one. */
  async readDefaultTimeZone(): Promise<string> {
    return (await this.findDefault())?.timezone ?? 'UTC';
  }

  async findById(id: string): Promise<WorkspaceRow | undefined> {
    return workspaceTable.find(this.knex, { id });
  }

  async findBySlug(slug: string): Promise<WorkspaceRow | undefined> {
    return workspaceTable.find(this.knex, { slug });
  }

  /** The existing workspaces with the given ids, sorted by id. */
  async findMany(knex: Knex, ids: readonly string[]): Promise<WorkspaceRow[]> {
    const rows = await workspaceTable
      .select(knex)
      .whereRaw(...inListSql(knex, 'id', ids))
      .orderBy('id');
    return rows.map(workspaceTable.read);
  }

  /** @throws NotFoundError if the workspace does not exist */
  async getBySlug(slug: string): Promise<WorkspaceRow> {
    const found = await this.findBySlug(slug);
    if (!found) {
      throw new NotFoundError(`Workspace ${slug} not found`);
    }
    return found;
  }

  /** A workspace and the user's role in it; undefined if they cannot see it. */
  async findVisible(
    { user_ref, is_super_admin }: WorkspaceViewer,
    slug: string,
  ): Promise<WorkspaceAccess | undefined> {
    const found = await this.#rankLoader.load({ slug, user_ref });
    return found && (is_super_admin || found.rank !== null)
      ? toAccess(found, is_super_admin)
      : undefined;
  }

  /** @throws NotFoundError if the user cannot see the workspace */
  async getVisible(
    viewer: WorkspaceViewer,
    slug: string,
  ): Promise<WorkspaceAccess> {
    const visible = await this.findVisible(viewer, slug);
    if (!visible) {
      throw new NotFoundError(`Workspace ${slug} not found`);
    }
    return visible;
  }

  /** All workspaces, sorted by slug. */
  async listAll(): Promise<WorkspaceRow[]> {
    const rows = await workspaceTable
      .select(this.knex)
      .orderBy('slug')
      .limit(MAX_WORKSPACES);
    return rows.map(workspaceTable.read);
  }

  /** All workspaces that a user can see, with their role in each, sorted by slug. */
  async listVisible(viewer: WorkspaceViewer): Promise<WorkspaceAccess[]> {
    return this.listAfter(viewer, '', MAX_WORKSPACES);
  }

  /** The workspaces of which a user is an admin, sorted by slug. */
  async listAdministered(viewer: WorkspaceViewer): Promise<WorkspaceRow[]> {
    const visible = await this.listVisible(viewer);
    return visible
      .filter(({ role }) => role === 'admin')
      .map(({ workspace }) => workspace);
  }

  /** One page of the workspaces that a user can see, sorted by slug. */
  async list(
    viewer: WorkspaceViewer,
    query: PageQuery,
  ): Promise<Page<WorkspaceAccess> & { total: number }> {
    const page = await readPage(query, isSlug, {
      list: (afterSlug = '', limit) => this.listAfter(viewer, afterSlug, limit),
      getPosition: ({ workspace }) => workspace.slug,
    });
    return { ...page, total: await countRows(this.selectVisible(viewer)) };
  }

  private async listAfter(
    viewer: WorkspaceViewer,
    afterSlug: string,
    limit: number,
  ): Promise<WorkspaceAccess[]> {
    const { is_super_admin } = viewer;
    const rank = is_super_admin ? [] : ['memberships.rank'];
    const rows: any[] = await this.selectVisible(viewer)
      .select([...workspaceTable.columns, ...rank])
      .where('slug', '>', afterSlug)
      .orderBy('slug')
      .limit(limit);
    return rows.map(row =>
      toAccess(
        { workspace: workspaceTable.read(row), rank: row.rank },
        is_super_admin,
      ),
    );
  }

  private selectVisible({
    user_ref,
    is_super_admin,
  }: WorkspaceViewer): Knex.QueryBuilder {
    const workspaces = workspaceTable.select(this.knex);
    return is_super_admin
      ? workspaces
      : workspaces
          .join('memberships', 'memberships.scope_id', 'workspaces.id')
          .whereNull('memberships.deleted_at')
          .where('memberships.user_ref', user_ref);
  }

  /** Finds workspaces with the ranks of users, in the order of the queries. */
  private async findManyWithRank(
    queries: readonly RoleQuery[],
  ): Promise<Array<WorkspaceWithRank | undefined>> {
    const { knex } = this;
    const ranks = jsonListSql(knex, ['requested.position', 'memberships.rank']);
    const rows = await workspaceTable
      .select(knex)
      .select(workspaceTable.columns)
      .join(
        buildValuesTable(knex, 'requested', queries, ['slug', 'user_ref']),
        'requested.slug',
        'workspaces.slug',
      )
      .leftJoin('memberships', join =>
        join
          .on('memberships.scope_id', 'workspaces.id')
          .andOn('memberships.user_ref', 'requested.user_ref')
          .andOnNull('memberships.deleted_at'),
      )
      .select(knex.raw(`${ranks} AS requested_ranks`))
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
}

function toAccess(
  { workspace, rank }: WorkspaceWithRank,
  isSuperAdmin: boolean,
): WorkspaceAccess {
  return { workspace, role: isSuperAdmin ? 'admin' : getRoleByRank(rank!) };
}
