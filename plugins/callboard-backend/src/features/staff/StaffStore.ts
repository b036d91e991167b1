import { NotFoundError } from '@backstage/errors';
import { TransferRecord } from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { insertMany, inListSql } from '../../database/bulk';
import { lowerAscii, toCodeKey } from '../../database/text';
import { StaffWorkspace } from './patchStaff';
import { StaffRow, staffTable } from './StaffRow';

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

/** Finds staff by ids; skips missing ids. */
export async function findStaffMembers(
  knex: Knex,
  workspace_id: string,
  ids: readonly string[],
): Promise<StaffRow[]> {
  const rows = await selectWorkspaceStaff(knex, workspace_id).whereRaw(
    ...inListSql(knex, 'id', ids),
  );
  return rows.map(staffTable.read);
}

/** Finds staff by staff ids, ignoring case; skips missing staff ids. */
export async function findStaffByStaffIds(
  knex: Knex,
  workspace_id: string,
  staff_ids: readonly string[],
): Promise<StaffRow[]> {
  const keys = new Set(staff_ids.map(toCodeKey));
  const lowerKeys = [...keys].map(lowerAscii);
  const rows = await selectWorkspaceStaff(knex, workspace_id).where(either =>
    either
      .whereRaw(...inListSql(knex, 'lower(staff_id)', lowerKeys, 'text'))
      // SQL's `lower` may convert only ASCII letters, so ids with other letters are compared below.
      .orWhereRaw('octet_length(staff_id) > length(staff_id)'),
  );
  return rows
    .map(staffTable.read)
    .filter(({ staff_id }: StaffRow) => keys.has(toCodeKey(staff_id)));
}

/** Finds the staff members that are matched to any of these users. */
export async function findStaffByUsers(
  knex: Knex,
  workspace_id: string,
  user_refs: readonly string[],
): Promise<Array<Pick<StaffRow, 'id' | 'user_ref'>>> {
  return selectWorkspaceStaff(knex, workspace_id)
    .select('id', 'user_ref')
    .whereRaw(...inListSql(knex, 'user_ref', user_refs, 'text'));
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
