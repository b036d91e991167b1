import { NotFoundError } from '@backstage/errors';
import { TransferRecord } from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { insertMany, inListSql } from '../../database/bulk';
import { lowerAscii } from '../../database/text';
import { StaffWorkspace } from './patchStaff';
import { StaffRow, staffTable } from './StaffRow';

/** The unique keys of staff within a workspace. */
type StaffKeys = Pick<StaffRow, 'id' | 'staff_id' | 'user_ref'>;

export type TransferRow = TransferRecord & { staff_member_id: string };

// All queries exclude deleted staff.

export async function findStaffMember(
  knex: Knex,
  workspace_id: string,
  key: { id: string } | { user_ref: string },
): Promise<StaffRow | undefined> {
  const row = await selectWorkspaceStaff(knex, workspace_id).where(key).first();
  return row && staffTable.read(row);
}

/** @throws NotFoundError if the workspace does not have the staff member */
export async function requireStaffMember(
  knex: Knex,
  workspace_id: string,
  id: string,
): Promise<StaffRow> {
  const row = await findStaffMember(knex, workspace_id, { id });
  if (!row) {
    throw new NotFoundError(`Staff member ${id} not found`);
  }
  return row;
}

/** Finds staff by ids or staff ids; skips missing ones. */
export async function findStaffMembers(
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
export async function findStaffByStaffIdsOrUsers(
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

export async function listDepartmentStaff(
  tx: Knex.Transaction,
  workspace_id: string,
  department_id: string,
): Promise<StaffRow[]> {
  const rows = await selectWorkspaceStaff(tx, workspace_id).where({
    department_id,
  });
  return rows.map(staffTable.read);
}

export async function readDepartmentWorkspace(
  tx: Knex.Transaction,
  department_id: string,
): Promise<StaffWorkspace> {
  return tx('departments')
    .join('workspaces', 'workspaces.id', 'departments.workspace_id')
    .where('departments.id', department_id)
    .first('workspaces.id', 'workspaces.timezone');
}

export async function insertTransfers(
  tx: Knex.Transaction,
  rows: readonly TransferRow[],
): Promise<void> {
  await insertMany(
    tx,
    'staff_transfers',
    rows.map(row => ({ ...row, created_at: new Date(row.created_at) })),
  );
}

export function selectWorkspaceStaff(
  knex: Knex,
  workspace_id: string,
): Knex.QueryBuilder {
  return staffTable.select(knex).where({ workspace_id });
}

/** SQL that matches any of these staff ids, ignoring the case of ASCII letters. */
function inStaffIdsSql(knex: Knex, staff_ids: readonly string[]) {
  const keys = staff_ids.map(lowerAscii);
  return inListSql(knex, 'lower(staff_id)', keys, 'text');
}
