import { CatalogImportResult } from '@callboard/plugin-callboard-common';
import { StaffChangeTime } from '../staff/patchStaff';
import { Knex } from 'knex';
import {
  DepartmentRow,
  readAllDepartments,
} from '../departments/DepartmentRow';
import { StaffRow, staffTable } from '../staff/StaffRow';

/** The ids of imported departments or staff, by entity reference; null if deleted since. */
type ImportedIds = ReadonlyMap<string, string | null>;

/** The organisation of a workspace, and the Groups and Users from which it was imported. */
export interface KnownOrganisation {
  departments: readonly DepartmentRow[];
  groups: ImportedIds;
  staff: readonly StaffRow[];
  users: ImportedIds;
}

/** Reads the organisation of a workspace with five queries. */
export async function readKnownOrganisation(
  knex: Knex,
  workspace_id: string,
): Promise<KnownOrganisation> {
  const staff = await knex('staff')
    .where({ workspace_id })
    .whereNull('deleted_at');
  return {
    departments: await readAllDepartments(knex, workspace_id),
    groups: await readImportedIds(knex, 'departments', workspace_id),
    staff: staff.map(staffTable.read),
    users: new Map([
      ...(await readDeletedUsers(knex, workspace_id)),
      ...(await readImportedIds(knex, 'staff', workspace_id)),
    ]),
  };
}

/** Reads the users of deleted staff, including staff who were created manually. */
async function readDeletedUsers(
  knex: Knex,
  workspace_id: string,
): Promise<ImportedIds> {
  const user_refs: string[] = await knex('staff')
    .where({ workspace_id })
    .whereNotNull('deleted_at')
    .whereNotNull('user_ref')
    .pluck('user_ref');
  return new Map(user_refs.map(user_ref => [user_ref, null]));
}

async function readImportedIds(
  knex: Knex,
  table: 'departments' | 'staff',
  workspace_id: string,
): Promise<ImportedIds> {
  const rows = await knex(table)
    .select('id', 'entity_ref', 'deleted_at')
    .where({ workspace_id })
    .whereNotNull('entity_ref');
  const existingRows = rows.filter(row => row.deleted_at === null);
  // An existing row replaces deleted rows of the same entity.
  return new Map([
    ...rows.map(row => [row.entity_ref, null] as const),
    ...existingRows.map(row => [row.entity_ref, row.id] as const),
  ]);
}

export interface SeedOptions {
  workspace_id: string;
  /** The types of Groups that become departments; undefined for all. */
  groupTypes?: readonly string[];
  /** The configured department types; if empty, departments get the type of their Group. */
  departmentTypes: readonly string[];
  /** The maximum length of a staff id. */
  staffIdLength: number;
  changeTime: StaffChangeTime;
}

/** The numbers of created, updated and unchanged departments or staff. */
export type SeedCounts = CatalogImportResult['departments'];

/** Entities that cannot be imported, completely or in part, and the reasons. */
export class Conflicts {
  readonly #reasons = new Map<string, string>();

  /** Adds an entity with a reason. Only the first reason of an entity is stored. */
  add(entity_ref: string, reason: string): void {
    if (!this.#reasons.has(entity_ref)) {
      this.#reasons.set(entity_ref, reason);
    }
  }

  has(entity_ref: string): boolean {
    return this.#reasons.has(entity_ref);
  }

  /** All conflicts, in order of detection. */
  list(): CatalogImportResult['conflicts'] {
    return [...this.#reasons].map(([entity_ref, reason]) => ({
      entity_ref,
      reason,
    }));
  }
}
