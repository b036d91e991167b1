import { Knex } from 'knex';
import { countRows } from '../../database/countRows';
import { containsPattern } from '../../database/dialect';
import { normaliseForSearch } from '../../database/normaliseForSearch';
import { isId } from '../../database/paging/cursor';
import { DepartmentRow } from './DepartmentRow';
import { readDepartment, selectDepartments } from './selectDepartments';

/** Selects the departments of a workspace for a list. */
export interface DepartmentQuery {
  /** The department above. */
  parent?: string;
  level?: number;
  is_active?: boolean;
  /** Part of a name or code. */
  search?: string;
}

/** Selects the departments of a list. */
export type DepartmentFilter = DepartmentQuery & { workspace_id: string };

/** The cursor of a list of departments. */
export type DepartmentPosition = [
  sort_order: number,
  sort_name: string,
  id: string,
];

/** The columns that departments are listed by. */
export const departmentOrder = [
  'departments.sort_order',
  'departments.sort_name',
  'departments.id',
];

/** The cursor after a department. */
export function getPosition(department: DepartmentRow): DepartmentPosition {
  const { sort_order, name, id } = department;
  return [sort_order, normaliseForSearch(name), id];
}

/** Whether a cursor's content is a position of this list. */
export function isPosition(position: unknown): position is DepartmentPosition {
  return (
    Array.isArray(position) &&
    position.length === 3 &&
    typeof position[0] === 'number' &&
    typeof position[1] === 'string' &&
    isId(position[2])
  );
}

/** Departments by sort order and name, from behind a position on. */
export async function listDepartments(
  knex: Knex,
  filter: DepartmentFilter,
  { after, limit }: { after?: DepartmentPosition; limit: number },
): Promise<DepartmentRow[]> {
  const query = applyDepartmentFilter(
    selectDepartments(knex, filter.workspace_id),
    filter,
  )
    .orderBy(departmentOrder)
    .limit(limit);
  if (after) {
    query.whereRaw(`(${departmentOrder.join(', ')}) > (?, ?, ?)`, after);
  }
  return (await query).map(readDepartment);
}

/** Counts the departments that `listDepartments` returns. */
export async function countDepartments(
  knex: Knex,
  filter: DepartmentFilter,
): Promise<number> {
  const live = knex('departments')
    .where('departments.workspace_id', filter.workspace_id)
    .whereNull('departments.deleted_at');
  return countRows(applyDepartmentFilter(live, filter));
}

function applyDepartmentFilter(
  query: Knex.QueryBuilder,
  { parent, level, is_active, search }: DepartmentFilter,
): Knex.QueryBuilder {
  if (parent !== undefined) {
    query.where('departments.parent_id', parent);
  }
  if (level !== undefined) {
    query.where('departments.level', level);
  }
  if (is_active !== undefined) {
    query.where('departments.is_active', is_active);
  }
  if (search) {
    query.whereRaw("departments.search_text LIKE ? ESCAPE '\\'", [
      containsPattern(normaliseForSearch(search)),
    ]);
  }
  return query;
}
