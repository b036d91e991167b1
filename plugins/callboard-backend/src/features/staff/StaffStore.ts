import { NotFoundError } from '@backstage/errors';
import {
  TransferRecord,
  getStaffName,
} from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { countRows } from '../../database/statements';
import { insertMany, inListSql, updateMany } from '../../database/bulk';
import { lowerAscii, normaliseForSearch } from '../../database/text';
import { StaffWorkspace } from './patchStaff';
import { StaffChange, readStaff, StaffRow } from './StaffRow';

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
    const row = await selectLiveStaff(knex, workspace_id).where(key).first();
    return row && readStaff(row);
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
      throw new NotFoundError(`There is no staff member ${id}`);
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
    const rows = await selectLiveStaff(knex, workspace_id).whereRaw(
      ...(column === 'id'
        ? inListSql(knex, 'id', values, 'uuid')
        : inStaffIdsSql(knex, values)),
    );
    return rows.map(readStaff);
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
    return selectLiveStaff(knex, workspace_id)
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
    return (await selectDepartmentStaff(knex, department_id)).map(readStaff);
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
    return selectLiveStaff(knex, workspace_id)
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

  /**
   * Adds, updates and deletes any number of people, thousands per statement.
   *
   * @param now - the time of deletion; milliseconds since 1970
   */
  async save(
    tx: Knex.Transaction,
    pairs: readonly StaffChange[],
    now: number,
  ): Promise<void> {
    const created: StaffRow[] = [];
    const updated: StaffRow[] = [];
    const deleted: string[] = [];
    for (const { before, after } of pairs) {
      if (!after) {
        deleted.push(before.id);
      } else if (before) {
        updated.push(after);
      } else {
        created.push(after);
      }
    }
    await insertMany(tx, 'staff', created.map(toColumns));
    await updateMany(tx, 'staff', updated.map(toColumns));
    if (deleted.length > 0) {
      await tx('staff')
        .whereRaw(...inListSql(tx, 'id', deleted))
        .update({ deleted_at: new Date(now) });
    }
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

function selectLiveStaff(knex: Knex, workspace_id: string): Knex.QueryBuilder {
  return knex('staff').where({ workspace_id }).whereNull('deleted_at');
}

/**
 * Selects the staff of a department. Also filters by workspace, because the index begins with it.
 */
function selectDepartmentStaff(
  knex: Knex,
  department_id: string,
): Knex.QueryBuilder {
  return knex('staff')
    .whereRaw(
      'workspace_id = (SELECT workspace_id FROM departments WHERE id = ?)',
      [department_id],
    )
    .where({ department_id })
    .whereNull('deleted_at');
}

function toColumns(row: StaffRow) {
  const { staff_id, first_name, last_name, email } = row;
  const name = getStaffName(row);
  return {
    ...row,
    sort_name: normaliseForSearch(name),
    // Both orders of the name. Each line is searched separately.
    search_text: normaliseForSearch(
      [
        staff_id,
        name,
        last_name ? `${last_name} ${first_name}` : name,
        email,
      ].join('\n'),
    ),
    search_phone: row.phone && normaliseForSearch(row.phone),
    created_at: new Date(row.created_at),
    updated_at: new Date(row.updated_at),
  };
}

/** SQL that matches any of these staff ids, ignoring the case of ASCII letters. */
function inStaffIdsSql(knex: Knex, staff_ids: readonly string[]) {
  const keys = staff_ids.map(lowerAscii);
  return inListSql(knex, 'lower(staff_id)', keys, 'text');
}
