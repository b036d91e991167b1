import { NotFoundError } from '@backstage/errors';
import {
  DEFAULT_SORT_ORDER,
  Department,
} from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { inListSql } from '../../database/bulk';
import { createId } from '../../database/ids';
import { Table } from '../../database/Table';
import { normaliseForSearch } from '../../database/text';
import { codeFields, DepartmentCodes } from './DepartmentCodes';
import { selectSubtree } from './departmentSql';

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

export function toDepartmentResponse({
  workspace_id: _,
  ...department
}: DepartmentRow): Department {
  return department;
}

/** The table of departments; `selectDepartments` joins the names of their managers. */
export const departmentTable = new Table<DepartmentRow>(
  'departments',
  {
    id: 'text',
    workspace_id: 'text',
    name: 'text',
    code: 'text',
    short_name: 'text',
    dept_code: 'text',
    description: 'text',
    dept_type: 'text',
    parent_id: 'text',
    level: 'number',
    manager_ref: 'text',
    manager_name: 'joined',
    sort_order: 'number',
    is_active: 'boolean',
    version: 'number',
    created_at: 'instant',
    updated_at: 'instant',
  },
  ({ name, ...row }) => ({
    sort_name: normaliseForSearch(name),
    search_text: normaliseForSearch(
      [name, ...codeFields.map(field => row[field])].filter(Boolean).join('\n'),
    ),
  }),
);

/** Selects the departments of a workspace that are not deleted, with the names of their managers. */
export function selectDepartments(
  knex: Knex,
  workspace_id: string,
): Knex.QueryBuilder {
  return departmentTable
    .select(knex)
    .leftJoin('people', 'people.user_ref', 'departments.manager_ref')
    .select(...departmentTable.columns, 'people.display_name as manager_name')
    .where('departments.workspace_id', workspace_id);
}

export async function readDepartment(
  knex: Knex,
  workspace_id: string,
  id: string,
): Promise<DepartmentRow | undefined> {
  const row = await selectDepartments(knex, workspace_id)
    .where('departments.id', id)
    .first();
  return row && departmentTable.read(row);
}

/** @throws NotFoundError if the workspace does not have the department */
export async function requireDepartment(
  knex: Knex,
  workspace_id: string,
  id: string,
): Promise<DepartmentRow> {
  const department = await readDepartment(knex, workspace_id, id);
  if (!department) {
    throw new NotFoundError(`Department ${id} not found`);
  }
  return department;
}

export async function readAllDepartments(
  knex: Knex,
  workspace_id: string,
): Promise<DepartmentRow[]> {
  const rows = await selectDepartments(knex, workspace_id);
  return rows.map(departmentTable.read);
}

/** Reads all descendants of a department, without the department itself. */
export async function readDescendants(
  tx: Knex,
  { id, workspace_id }: DepartmentRow,
): Promise<DepartmentRow[]> {
  const rows = await selectDepartments(tx, workspace_id)
    .whereIn('departments.id', selectSubtree(tx, [id]))
    .whereNot('departments.id', id);
  return rows.map(departmentTable.read);
}

export async function readDepartmentCodes(
  knex: Knex,
  workspace_id: string,
): Promise<DepartmentCodes[]> {
  return knex('departments')
    .select('id', 'name', ...codeFields)
    .where({ workspace_id })
    .whereNull('deleted_at');
}

/** Reads the names of departments, including deleted departments, by id. */
export async function readDepartmentNames(
  knex: Knex,
  ids: ReadonlyArray<string | null>,
): Promise<ReadonlyMap<string, string>> {
  const uniqueIds = [...new Set(ids)].filter(id => id !== null);
  if (uniqueIds.length === 0) {
    return new Map();
  }
  const rows = await knex('departments')
    .select('id', 'name')
    .whereRaw(...inListSql(knex, 'id', uniqueIds));
  return new Map(rows.map(({ id, name }) => [id, name]));
}
