import { ConflictError, NotFoundError } from '@backstage/errors';
import { Knex } from 'knex';
import {
  Dashboard,
  MAX_DASHBOARDS_PER_WORKSPACE,
} from '@callboard/plugin-callboard-common';
import { countRows } from '../../database/statements';
import { lockForNoKeyUpdate, lockWorkspaces } from '../../database/locks';
import { createId } from '../../database/ids';
import { Table } from '../../database/Table';
import { normaliseForSearch } from '../../database/text';
import { whereDashboardReadable } from '../../access/visibility/whereVisible';

/** A stored dashboard, without fields that depend on the viewer. */
export type DashboardRow = Omit<Dashboard, 'is_favourite'> & {
  workspace_id: string;
};

/** The fields that people set on a new dashboard. */
export type DashboardInput = Pick<
  DashboardRow,
  'name' | 'description' | 'access' | 'is_default' | 'config'
>;

export function toDashboard(
  workspace_id: string,
  owner: { user_ref: string; display_name: string },
  input: DashboardInput,
  now: number,
): DashboardRow {
  const instant = new Date(now).toISOString();
  return {
    id: createId(now),
    workspace_id,
    ...input,
    owner_ref: owner.user_ref,
    owner_name: owner.display_name,
    version: 1,
    created_at: instant,
    updated_at: instant,
  };
}

/** Converts a dashboard to its response, except `is_favourite`, which depends on the viewer. */
export function toDashboardResponse({
  workspace_id: _,
  ...dashboard
}: DashboardRow): Omit<Dashboard, 'is_favourite'> {
  return dashboard;
}

type DashboardKey = Pick<DashboardRow, 'id' | 'workspace_id'>;

/** The fields that determine which dashboards must have different names. */
type NameScope = Pick<DashboardRow, 'workspace_id' | 'access' | 'owner_ref'>;

/** Stores dashboards and favourites. Reads dashboards with the names of their owners. */
export class DashboardStore extends Table<DashboardRow> {
  constructor() {
    super(
      'dashboards',
      {
        id: 'text',
        workspace_id: 'text',
        name: 'text',
        description: 'text',
        owner_ref: 'text',
        owner_name: 'joined',
        access: 'text',
        is_default: 'boolean',
        config: 'json',
        version: 'number',
        created_at: 'instant',
        updated_at: 'instant',
      },
      ({ name }) => ({ sort_name: normaliseForSearch(name) }),
    );
  }

  select(knex: Knex): Knex.QueryBuilder {
    return super
      .select(knex)
      .leftJoin('people', 'people.user_ref', 'dashboards.owner_ref')
      .select(
        'dashboards.*',
        knex.raw(
          'coalesce(people.display_name, dashboards.owner_ref) AS owner_name',
        ),
      );
  }

  /**
   * Returns a dashboard that a person may read.
   *
   * @throws NotFoundError when the dashboard does not exist, or is private to another person
   */
  async requireReadable(
    knex: Knex,
    { id, workspace_id }: DashboardKey,
    user_ref: string,
  ): Promise<DashboardRow> {
    const row = await this.select(knex)
      .where({ 'dashboards.id': id, 'dashboards.workspace_id': workspace_id })
      .modify(whereDashboardReadable(user_ref))
      .first();
    if (!row) {
      throw new NotFoundError(`Dashboard ${id} not found`);
    }
    return this.read(row);
  }

  /**
   * Returns a dashboard that a person may read, and locks it until the transaction ends. Changes to
   * its widgets take the same lock.
   *
   * @throws NotFoundError when the dashboard does not exist, or is private to another person
   */
  async lockReadable(
    tx: Knex.Transaction,
    key: DashboardKey,
    user_ref: string,
  ): Promise<DashboardRow> {
    await lockForNoKeyUpdate(
      tx('dashboards').select('id').where({ id: key.id }),
    );
    return this.requireReadable(tx, key, user_ref);
  }

  /** Finds the default dashboard of a workspace and locks it until the transaction ends. */
  async lockDefault(
    tx: Knex.Transaction,
    workspace_id: string,
  ): Promise<DashboardRow | undefined> {
    const [lockedRow] = await lockForNoKeyUpdate(
      tx('dashboards')
        .select('id')
        .where({ workspace_id, is_default: true })
        .whereNull('deleted_at'),
    );
    return lockedRow && this.find(tx, { id: lockedRow.id });
  }

  /**
   * Locks a workspace, and requires that it can have one more dashboard.
   *
   * @throws ConflictError when the workspace has the maximum number of dashboards
   */
  async lockQuota(tx: Knex.Transaction, workspace_id: string): Promise<void> {
    await lockWorkspaces(tx, [workspace_id]);
    const count = await countRows(
      tx('dashboards').where({ workspace_id }).whereNull('deleted_at'),
    );
    if (count >= MAX_DASHBOARDS_PER_WORKSPACE) {
      throw new ConflictError(
        `A workspace can have at most ${MAX_DASHBOARDS_PER_WORKSPACE} dashboards. Delete one first`,
      );
    }
  }

  /** Lists the names in use, normalised for comparison. */
  async listSortNames(
    tx: Knex.Transaction,
    scope: NameScope,
  ): Promise<ReadonlySet<string>> {
    return new Set(
      await tx('dashboards').modify(whereInNameScope(scope)).pluck('sort_name'),
    );
  }

  /** @throws ConflictError when another dashboard has the name */
  async requireFreeName(
    tx: Knex.Transaction,
    row: DashboardRow,
  ): Promise<void> {
    const other = await tx('dashboards')
      .modify(whereInNameScope(row))
      .where({ sort_name: normaliseForSearch(row.name) })
      .whereNot({ id: row.id })
      .first('id');
    if (other) {
      throw new ConflictError(`body.name: ${row.name} is taken`);
    }
  }

  async isFavourite(
    knex: Knex,
    dashboard_id: string,
    user_ref: string,
  ): Promise<boolean> {
    const row = await knex('dashboard_favourites')
      .where({ dashboard_id, user_ref })
      .first('dashboard_id');
    return row !== undefined;
  }

  async setFavourite(
    knex: Knex,
    favourite: { dashboard_id: string; user_ref: string },
    is_favourite: boolean,
  ): Promise<void> {
    const table = knex('dashboard_favourites');
    await (is_favourite
      ? table
          .insert(favourite)
          .onConflict(['dashboard_id', 'user_ref'])
          .ignore()
      : table.where(favourite).delete());
  }
}

/**
 * Filters to dashboards whose names must differ. In a workspace, names are unique among the shared
 * dashboards, and among the private dashboards of each owner. A conflict thus never reveals a
 * hidden dashboard.
 */
function whereInNameScope({ workspace_id, access, owner_ref }: NameScope) {
  const owner = access === 'private' ? { owner_ref } : {};
  return (query: Knex.QueryBuilder) =>
    query.where({ workspace_id, access, ...owner }).whereNull('deleted_at');
}
