import { Knex } from 'knex';
import { updateMany } from '../../database/bulk';
import {
  DepartmentRow,
  readDepartment,
  selectDepartments,
} from '../departments/DepartmentRow';
import { readStaff, StaffRow } from '../staff/StaffRow';

/** The ids of imported departments or staff, by entity reference; null if deleted since. */
type Origins = ReadonlyMap<string, string | null>;

/** The organisation of a workspace, and the origins of its imported parts. */
export interface KnownOrganisation {
  departments: readonly DepartmentRow[];
  groups: Origins;
  staff: readonly StaffRow[];
  users: Origins;
}

/** Stores from which entities departments and staff were imported. */
export class CatalogSeedStore {
  /** Reads the organisation of a workspace with four queries. */
  async read(knex: Knex, workspace_id: string): Promise<KnownOrganisation> {
    const departments = await selectDepartments(knex, workspace_id);
    const staff = await knex('staff')
      .where({ workspace_id })
      .whereNull('deleted_at');
    return {
      departments: departments.map(readDepartment),
      groups: await this.readOrigins(knex, 'departments', workspace_id),
      staff: staff.map(readStaff),
      users: await this.readOrigins(knex, 'staff', workspace_id),
    };
  }

  /** Stores the entities of imported departments or staff. */
  async storeOrigins(
    tx: Knex.Transaction,
    table: 'departments' | 'staff',
    origins: ReadonlyArray<{ id: string; entity_ref: string }>,
  ): Promise<void> {
    await updateMany(tx, table, origins);
  }

  private async readOrigins(
    knex: Knex,
    table: 'departments' | 'staff',
    workspace_id: string,
  ): Promise<Origins> {
    const rows = await knex(table)
      .select('id', 'entity_ref', 'deleted_at')
      .where({ workspace_id })
      .whereNotNull('entity_ref');
    const existingRows = rows.filter(row => row.deleted_at === null);
    return new Map([
      ...rows.map(row => [row.entity_ref, null] as const),
      ...existingRows.map(row => [row.entity_ref, row.id] as const),
    ]);
  }
}
