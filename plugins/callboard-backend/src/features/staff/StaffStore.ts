import { NotFoundError } from '@backstage/errors';
import { TransferRecord } from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { countRows } from '../../database/statements';
import { insertMany, inListSql } from '../../database/bulk';
import { lowerAscii } from '../../database/text';
import { StaffWorkspace } from './patchStaff';
import { StaffRow, staffTable } from './StaffRow';

/** The unique keys of staff within a workspace. */
type StaffKeys = Pick<StaffRow, 'id' | 'staff_id' | 'user_ref'>;

/** A stored transfer between departments. */
export type TransferRow = TransferRecord & { staff_member_id: string };

/** The tables of staff and transfers. All queries exclude deleted staff. */
export class StaffStore {
  /** Finds a staff member of a workspace. */
  async find(
    knex: Knex,
    workspace_id: string,
    key: { id: string } | { user_ref: string },
  ): Promise<StaffRow | undefined> {
    const row = await selectWorkspaceStaff(knex, workspace_id)
      .where(key)
      .first();
    return row && staffTable.read(row);
  }

  /**
   * Returns a staff member of a workspace.
   *
   * @throws NotFoundError when they do not exist
   */
  async require(
    knex: Knex,
    workspace_id: string,
    id: string,
  ): Promise<StaffRow> {
    const row = await this.find(knex, workspace_id, { id });
    if (!row) {
      throw new NotFoundError(`Staff member ${id} not found`);
    }
    return row;
  }

  /** Finds staff by ids or staff ids; skips missing ones. */
  async findMany(
    knex: Knex,
    workspace_id: string,
    column: 'id' | 'staff_id',
    values: readonly string[],
  ): Promise<StaffRow[]> {
    const rows = await selectWorkspaceStaff(knex, workspace_id).whereRaw(
      ...(column === 'id'
        ? inListSql(knex, 'id', values, 'uuid')
        : inStaffIdsSql(knex, values)),
    );
    return rows.map(staffTable.read);
  }

  /** Finds the staff with one of these staff ids or users. */
  async findKeyHolders(
    knex: Knex,
    workspace_id: string,
    {
      staff_ids = [],
      user_refs = [],
    }: { staff_ids?: readonly string[]; user_refs?: readonly string[] },
  ): Promise<StaffKeys[]> {
    const staffIdCondition = inStaffIdsSql(knex, staff_ids);
    const userCondition = inListSql(knex, 'user_ref', user_refs, 'text');
    return selectWorkspaceStaff(knex, workspace_id)
      .select('id', 'staff_id', 'user_ref')
      .where(either =>
        either.whereRaw(...staffIdCondition).orWhereRaw(...userCondition),
      );
  }

  /** Lists the staff of a department. */
  async listByDepartment(
    knex: Knex,
    department_id: string,
  ): Promise<StaffRow[]> {
    return (await selectDepartmentStaff(knex, department_id)).map(
      staffTable.read,
    );
  }

  /** Counts the staff of a department. */
  async countByDepartment(knex: Knex, department_id: string): Promise<number> {
    return countRows(selectDepartmentStaff(knex, department_id));
  }

  /** Lists the staff without a catalog user, oldest first. */
  async listUnmatched(
    knex: Knex,
    workspace_id: string,
  ): Promise<Array<Pick<StaffRow, 'id' | 'email'>>> {
    return selectWorkspaceStaff(knex, workspace_id)
      .whereNull('user_ref')
      .select('id', 'email')
      .orderBy('id');
  }

  /** Lists the workspaces with unmatched staff. */
  async listUnmatchedWorkspaces(knex: Knex): Promise<StaffWorkspace[]> {
    return knex('workspaces')
      .select('id', 'timezone')
      .whereNull('deleted_at')
      .whereExists(
        knex('staff')
          .select('staff.id')
          .whereRaw('staff.workspace_id = workspaces.id')
          .whereNull('staff.deleted_at')
          .whereNull('staff.user_ref'),
      )
      .orderBy('id');
  }

  /** The workspace of a department. */
  async readWorkspace(
    tx: Knex.Transaction,
    department_id: string,
  ): Promise<StaffWorkspace> {
    return tx('departments')
      .join('workspaces', 'workspaces.id', 'departments.workspace_id')
      .where('departments.id', department_id)
      .first('workspaces.id', 'workspaces.timezone');
  }

  /** Adds transfer records. */
  async insertTransfers(
    tx: Knex.Transaction,
    rows: readonly TransferRow[],
  ): Promise<void> {
    await insertMany(
      tx,
      'staff_transfers',
      rows.map(row => ({ ...row, created_at: new Date(row.created_at) })),
    );
  }
}

function selectWorkspaceStaff(
  knex: Knex,
  workspace_id: string,
): Knex.QueryBuilder {
  return staffTable.select(knex).where({ workspace_id });
}

/**
 * Selects the staff of a department. Also filters by workspace, because the index begins with it.
 */
function selectDepartmentStaff(
  knex: Knex,
  department_id: string,
): Knex.QueryBuilder {
  return staffTable
    .select(knex)
    .whereRaw(
      'workspace_id = (SELECT workspace_id FROM departments WHERE id = ?)',
      [department_id],
    )
    .where({ department_id });
}

/** SQL that matches any of these staff ids, ignoring the case of ASCII letters. */
function inStaffIdsSql(knex: Knex, staff_ids: readonly string[]) {
  const keys = staff_ids.map(lowerAscii);
  return inListSql(knex, 'lower(staff_id)', keys, 'text');
}
