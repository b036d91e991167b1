import {
  DEFAULT_SORT_ORDER,
  Department,
} from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { inListSql } from '../../database/bulk';
import { readInstant } from '../../database/dialect';
import { createId } from '../../database/ids';

/** A stored department, with the name of its manager. */
export type DepartmentRow = Department & { workspace_id: string };

/** Creates a root department with default values. */
export function createBlankDepartment(
  workspace_id: string,
  now: number,
): DepartmentRow {
  const instant = new Date(now).toISOString();
  return {
    id: createId(now),
    workspace_id,
    name: '',
    code: null,
    short_name: null,
    dept_code: null,
    description: null,
    dept_type: null,
    parent_id: null,
    level: 1,
    manager_ref: null,
    manager_name: null,
    sort_order: DEFAULT_SORT_ORDER,
    is_active: true,
    version: 1,
    created_at: instant,
    updated_at: instant,
  };
}

/** A department as the API returns it. */
export function toDepartmentResponse({
  workspace_id: _,
  ...department
}: DepartmentRow): Department {
  return department;
}

/** The columns of a department, without those for search and sorting. */
const columns = [
  'id',
  'workspace_id',
  'name',
  'code',
  'short_name',
  'dept_code',
  'description',
  'dept_type',
  'parent_id',
  'level',
  'manager_ref',
  'sort_order',
  'is_active',
  'version',
  'created_at',
  'updated_at',
].map(name => `departments.${name}`);

/** Selects the live departments of a workspace, with the names of their managers. */
export function selectDepartments(
  knex: Knex,
  workspace_id: string,
): Knex.QueryBuilder {
  return knex('departments')
    .leftJoin('people', 'people.user_ref', 'departments.manager_ref')
    .select(...columns, 'people.display_name as manager_name')
    .where('departments.workspace_id', workspace_id)
    .whereNull('departments.deleted_at');
}

/** Reads a row of `selectDepartments`. */
export function readDepartment(row: any): DepartmentRow {
  return { ...readDepartmentResponse(row), workspace_id: row.workspace_id };
}

/** Reads a row as an API response. */
export function readDepartmentResponse(row: any): Department {
  return {
    id: row.id,
    name: row.name,
    code: row.code,
    short_name: row.short_name,
    dept_code: row.dept_code,
    description: row.description,
    dept_type: row.dept_type,
    parent_id: row.parent_id,
    level: row.level,
    manager_ref: row.manager_ref,
    manager_name: row.manager_name,
    sort_order: row.sort_order,
    is_active: Boolean(row.is_active),
    version: row.version,
    created_at: readInstant(row.created_at),
    updated_at: readInstant(row.updated_at),
  };
}

/** Reads the names of departments, by id, including deleted ones. */
export async function readDepartmentNames(
  knex: Knex,
  ids: ReadonlyArray<string | null>,
): Promise<ReadonlyMap<string, string>> {
  const known = [...new Set(ids)].filter(id => id !== null);
  if (known.length === 0) {
    return new Map();
  }
  const rows = await knex('departments')
    .select('id', 'name')
    .whereRaw(...inListSql(knex, 'id', known));
  return new Map(rows.map(({ id, name }) => [id, name]));
}
