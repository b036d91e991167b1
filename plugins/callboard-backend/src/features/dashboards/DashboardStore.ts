import { NotFoundError } from '@backstage/errors';
import { Knex } from 'knex';
import { countRows } from '../../database/countRows';
import { forNoKeyUpdate, writeJson } from '../../database/dialect';
import { foldText } from '../../database/foldText';
import { whereDashboardReadable } from '../../visibility/whereDashboardReadable';
import { DashboardRow } from './DashboardRow';
import { readDashboard, selectDashboards } from './selectDashboards';

/** Which dashboard, of which workspace. */
export type DashboardKey = Pick<DashboardRow, 'id' | 'workspace_id'>;

/** Of a dashboard, all that decides which others must have another name. */
export type NameScope = Pick<
  DashboardRow,
  'workspace_id' | 'access' | 'owner_ref'
>;

/** The table of dashboards; deleted ones are invisible here. */
export class DashboardStore {
  /** A dashboard, whoever may read it. */
  async find(knex: Knex, id: string): Promise<DashboardRow | undefined> {
    const row = await selectDashboards(knex).where('dashboards.id', id).first();
    return row && readDashboard(row);
  }

  /**
   * A dashboard that somebody may read.
   *
   * @throws NotFoundError when it is not there, or private and somebody else's
   */
  async requireReadable(
    knex: Knex,
    { id, workspace_id }: DashboardKey,
    user_ref: string,
  ): Promise<DashboardRow> {
    const row = await selectDashboards(knex)
      .where('dashboards.id', id)
      .where('dashboards.workspace_id', workspace_id)
      .modify(whereDashboardReadable(user_ref))
      .first();
    if (!row) {
      throw new NotFoundError(`There is no dashboard ${id}`);
    }
    return readDashboard(row);
  }

  /**
   * The same, held with all that is on it until the transaction ends.
   *
   * @throws NotFoundError when it is not there, or private and somebody else's
   */
  async lockReadable(
    tx: Knex.Transaction,
    key: DashboardKey,
    user_ref: string,
  ): Promise<DashboardRow> {
    await forNoKeyUpdate(tx('dashboards').select('id').where({ id: key.id }));
    return this.requireReadable(tx, key, user_ref);
  }

  /** The one that a workspace opens with, held until the transaction ends. */
  async lockDefault(
    tx: Knex.Transaction,
    workspace_id: string,
  ): Promise<DashboardRow | undefined> {
    const [held] = await forNoKeyUpdate(
      tx('dashboards')
        .select('id')
        .where({ workspace_id, is_default: true })
        .whereNull('deleted_at'),
    );
    const row =
      held && (await selectDashboards(tx).where('dashboards.id', held.id))[0];
    return row && readDashboard(row);
  }

  /** How many a workspace has, those of all people together. */
  async countIn(tx: Knex.Transaction, workspace_id: string): Promise<number> {
    return countRows(
      tx('dashboards').where({ workspace_id }).whereNull('deleted_at'),
    );
  }

  /** The names that are taken, folded. */
  async namesIn(
    tx: Knex.Transaction,
    scope: NameScope,
  ): Promise<ReadonlySet<string>> {
    return new Set(
      await tx('dashboards').modify(whereSameNames(scope)).pluck('sort_name'),
    );
  }

  /** The id of the dashboard that has a name already. */
  async findByName(
    tx: Knex.Transaction,
    scope: NameScope,
    name: string,
  ): Promise<string | undefined> {
    const row = await tx('dashboards')
      .modify(whereSameNames(scope))
      .where({ sort_name: foldText(name) })
      .first('id');
    return row?.id;
  }

  async insert(tx: Knex.Transaction, row: DashboardRow): Promise<void> {
    await tx('dashboards').insert(toColumns(row));
  }

  async update(tx: Knex.Transaction, row: DashboardRow): Promise<void> {
    await tx('dashboards').where({ id: row.id }).update(toColumns(row));
  }

  /** Makes a dashboard invisible, and all that is on it. */
  async softDelete(
    tx: Knex.Transaction,
    id: string,
    now: number,
  ): Promise<void> {
    await tx('dashboards')
      .where({ id })
      .update({ deleted_at: new Date(now) });
  }
}

/**
 * The dashboards that must have another name: of a shared one all shared ones of the workspace, and of a
 * private one its owner's private ones. Nobody learns from a name that is taken what they cannot see.
 */
function whereSameNames({ workspace_id, access, owner_ref }: NameScope) {
  const owner = access === 'private' ? { owner_ref } : {};
  return (query: Knex.QueryBuilder) =>
    query.where({ workspace_id, access, ...owner }).whereNull('deleted_at');
}

function toColumns({ owner_name: _, ...row }: DashboardRow) {
  return {
    ...row,
    sort_name: foldText(row.name),
    config: writeJson(row.config),
    created_at: new Date(row.created_at),
    updated_at: new Date(row.updated_at),
  };
}
