import { Knex } from 'knex';
import { insertMany, isOneOf, updateMany } from '../../database/bulk';
import { foldText } from '../../database/foldText';
import { readStaff } from './readStaff';
import { StaffRow } from './StaffRow';
import { Workplace } from './Workplace';

/** What must be unique among the staff of a workspace. */
export type StaffKeys = Pick<StaffRow, 'id' | 'staff_id' | 'user_ref'>;

/** The table of staff; deleted ones are invisible here. */
export class StaffStore {
  /** One staff member of a workspace. */
  async find(
    knex: Knex,
    workspace_id: string,
    by: { id: string } | { user_ref: string },
  ): Promise<StaffRow | undefined> {
    const row = await live(knex, workspace_id).where(by).first();
    return row && readStaff(row);
  }

  /** The staff with these ids, or these staff ids, that there are. */
  async findMany(
    knex: Knex,
    workspace_id: string,
    column: 'id' | 'staff_id',
    values: readonly string[],
  ): Promise<StaffRow[]> {
    const type = column === 'id' ? 'uuid' : 'text';
    const rows = await live(knex, workspace_id).whereRaw(
      ...isOneOf(knex, column, values, type),
    );
    return rows.map(readStaff);
  }

  /** Who has one of these staff ids or users. */
  async holders(
    knex: Knex,
    workspace_id: string,
    { staff_ids = [], user_refs = [] }: Record<string, readonly string[]>,
  ): Promise<StaffKeys[]> {
    const byStaffId = isOneOf(knex, 'staff_id', staff_ids, 'text');
    const byUser = isOneOf(knex, 'user_ref', user_refs, 'text');
    return live(knex, workspace_id)
      .select('id', 'staff_id', 'user_ref')
      .where(any => any.whereRaw(...byStaffId).orWhereRaw(...byUser));
  }

  /** Everybody in a department. */
  async listOfDepartment(
    knex: Knex,
    department_id: string,
  ): Promise<StaffRow[]> {
    return (await inDepartment(knex, department_id)).map(readStaff);
  }

  /** How many people are in a department. */
  async countOfDepartment(knex: Knex, department_id: string): Promise<number> {
    const [row] = await inDepartment(knex, department_id).count({ count: '*' });
    return Number(row.count);
  }

  /** Who is not matched with a user of the catalog, oldest first. */
  async listUnmatched(
    knex: Knex,
    workspace_id: string,
  ): Promise<Array<Pick<StaffRow, 'id' | 'email'>>> {
    return live(knex, workspace_id)
      .whereNull('user_ref')
      .select('id', 'email')
      .orderBy('id');
  }

  /** The workspaces with somebody who is not matched. */
  async listUnmatchedWorkplaces(knex: Knex): Promise<Workplace[]> {
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

  /** Adds staff. */
  async insert(tx: Knex.Transaction, rows: readonly StaffRow[]): Promise<void> {
    await insertMany(tx, 'staff', rows.map(toColumns));
  }

  /** Overwrites staff. */
  async update(tx: Knex.Transaction, rows: readonly StaffRow[]): Promise<void> {
    await updateMany(tx, 'staff', rows.map(toColumns));
  }

  /** Makes staff invisible. */
  async softDelete(
    tx: Knex.Transaction,
    ids: readonly string[],
    now: number,
  ): Promise<void> {
    await tx('staff')
      .whereRaw(...isOneOf(tx, 'id', ids))
      .update({ deleted_at: new Date(now) });
  }
}

function live(knex: Knex, workspace_id: string): Knex.QueryBuilder {
  return knex('staff').where({ workspace_id }).whereNull('deleted_at');
}

/** The index begins with the workspace. */
function inDepartment(knex: Knex, department_id: string): Knex.QueryBuilder {
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
  return {
    ...row,
    sort_name: foldText(`${last_name} ${first_name}`),
    // Both orders of the name; a line is a text to be found for itself.
    search_text: foldText(
      [
        staff_id,
        `${first_name} ${last_name}`,
        `${last_name} ${first_name}`,
        email,
      ].join('\n'),
    ),
    search_phone: row.phone && foldText(row.phone),
    created_at: new Date(row.created_at),
    updated_at: new Date(row.updated_at),
  };
}
