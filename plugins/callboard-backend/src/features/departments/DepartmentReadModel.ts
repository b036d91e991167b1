import {
  Department,
  DepartmentNode,
  endpoints,
  QueryOf,
} from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { countRows } from '../../database/statements';
import { containsPattern } from '../../database/dialect';
import { normaliseForSearch } from '../../database/text';
import { createTupleGuard, readPage, selectPage } from '../../database/paging';
import { assembleTree, DepartmentWithStaffCount } from './departmentTree';
import {
  toDepartmentResponse,
  DepartmentRow,
  selectDepartments,
  departmentTable,
  requireDepartment,
} from './DepartmentRow';
import { selectDepartmentManagers } from './departmentSql';

/** The workspace of a list of departments, and the filters of the list. */
export type DepartmentFilter = { workspace_id: string } & QueryOf<
  typeof endpoints.exportDepartmentsCsv
>;

export type DepartmentPosition = [
  sort_order: number,
  sort_name: string,
  id: string,
];

const isPosition = createTupleGuard<DepartmentPosition>('number', 'text', 'id');

/** The columns by which lists of departments are sorted. */
const departmentOrder = [
  'departments.sort_order',
  'departments.sort_name',
  'departments.id',
];

/** Reads departments. Only the tree includes their number of staff. */
export class DepartmentReadModel {
  constructor(private readonly deps: { knex: Knex }) {}

  /** Lists the departments of a workspace by sort order and name, in pages. */
  async list(
    workspace_id: string,
    { cursor, limit, ...query }: QueryOf<typeof endpoints.listDepartments>,
  ) {
    const { knex } = this.deps;
    const filter = { workspace_id, ...query };
    const page = await readPage({ cursor, limit }, isPosition, {
      list: (after, size) =>
        listDepartments(knex, filter, { after, limit: size }),
      getPosition,
    });
    return {
      items: page.items.map(toDepartmentResponse),
      next_cursor: page.next_cursor,
      total: await countDepartments(knex, filter),
    };
  }

  async readTree(workspace_id: string): Promise<{ items: DepartmentNode[] }> {
    return { items: assembleTree(await this.listWithStaff(workspace_id)) };
  }

  /** @throws NotFoundError if the department does not exist */
  async get(workspace_id: string, id: string): Promise<Department> {
    const { knex } = this.deps;
    return toDepartmentResponse(
      await requireDepartment(knex, workspace_id, id),
    );
  }

  /** Whether a user manages a department in any of the given workspaces. */
  async isManager(
    user_ref: string,
    workspace_ids: readonly string[],
  ): Promise<boolean> {
    const { knex } = this.deps;
    const managedDepartments = selectDepartmentManagers(
      knex,
      knex.raw('workspaces.id'),
      (query, { user }) => query.where(user, user_ref),
    );
    const workspace = await knex('workspaces')
      .select('workspaces.id')
      .whereIn('workspaces.id', workspace_ids)
      .whereExists(managedDepartments)
      .first();
    return workspace !== undefined;
  }

  /**
   * Lists all departments by sort order and name, with their number of staff. A subquery counts the
   * staff of each department. In PostgreSQL and in SQLite, that is faster than a join.
   */
  private async listWithStaff(
    workspace_id: string,
  ): Promise<DepartmentWithStaffCount[]> {
    const { knex } = this.deps;
    const staff_count = knex('staff')
      .count()
      .whereRaw('staff.workspace_id = departments.workspace_id')
      .whereRaw('staff.department_id = departments.id')
      .whereNot('staff.employment_status', 'resigned')
      .whereNull('staff.deleted_at')
      .as('staff_count');
    const rows = await selectDepartments(knex, workspace_id)
      .select(staff_count)
      .orderBy(departmentOrder);
    return rows.map((row: any) =>
      Object.assign(toDepartmentResponse(departmentTable.read(row)), {
        staff_count: Number(row.staff_count),
      }),
    );
  }
}

/** Lists departments by sort order and name, after a position. */
export async function listDepartments(
  knex: Knex,
  filter: DepartmentFilter,
  paging: { after?: DepartmentPosition; limit: number },
): Promise<DepartmentRow[]> {
  const departments = applyDepartmentFilter(
    selectDepartments(knex, filter.workspace_id),
    filter,
  );
  const page = selectPage(departments, departmentOrder, paging);
  return (await page).map(departmentTable.read);
}

/** Counts all departments that match a filter. */
async function countDepartments(
  knex: Knex,
  filter: DepartmentFilter,
): Promise<number> {
  const departments = knex('departments')
    .where('departments.workspace_id', filter.workspace_id)
    .whereNull('departments.deleted_at');
  return countRows(applyDepartmentFilter(departments, filter));
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

export function getPosition(department: DepartmentRow): DepartmentPosition {
  const { sort_order, name, id } = department;
  return [sort_order, normaliseForSearch(name), id];
}
