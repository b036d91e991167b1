import { Department } from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { containsPattern } from '../../database/dialect';
import { foldText } from '../../database/foldText';
import { DepartmentPosition } from './departmentPosition';
import { DepartmentRow } from './DepartmentRow';
import {
  readDepartment,
  readDepartmentOnWire,
  selectDepartments,
} from './selectDepartments';

/** Which departments a list is about. */
export interface DepartmentFilter {
  workspace_id: string;
  /** The department above. */
  parent?: string;
  level?: number;
  is_active?: boolean;
  /** Part of a name or code. */
  search?: string;
}

/** A department, and how many live staff in it have not resigned. */
export type StaffedDepartment = Department & { staff_count: number };

const inOrder = [
  'departments.sort_order',
  'departments.sort_name',
  'departments.id',
];

/** Lists of departments, and how many people are in them. */
export class DepartmentReadModel {
  constructor(private readonly knex: Knex) {}

  /** Departments by sort order and name. */
  async list(
    filter: DepartmentFilter,
    { after, limit }: { after?: DepartmentPosition; limit: number },
  ): Promise<DepartmentRow[]> {
    const query = filtered(
      selectDepartments(this.knex, filter.workspace_id),
      filter,
    )
      .orderBy(inOrder)
      .limit(limit);
    if (after) {
      query.whereRaw(`(${inOrder.join(', ')}) > (?, ?, ?)`, after);
    }
    return (await query).map(readDepartment);
  }

  /** How many departments `list` goes through. */
  async count(filter: DepartmentFilter): Promise<number> {
    const { workspace_id } = filter;
    const live = this.knex('departments')
      .where('departments.workspace_id', workspace_id)
      .whereNull('departments.deleted_at');
    const [row] = await filtered(live, filter).count({ count: '*' });
    return Number(row.count);
  }

  /**
   * All departments in order, and how many people are in each. Counting them
   * department by department reads the index in as many places, and is still
   * quicker than joining what was counted, on either engine.
   */
  async listWithStaff(workspace_id: string): Promise<StaffedDepartment[]> {
    const staff_count = this.knex('staff')
      .count()
      .whereRaw('staff.workspace_id = departments.workspace_id')
      .whereRaw('staff.department_id = departments.id')
      .whereNot('staff.employment_status', 'resigned')
      .whereNull('staff.deleted_at')
      .as('staff_count');
    const rows = await selectDepartments(this.knex, workspace_id)
      .select(staff_count)
      .orderBy(inOrder);
    return rows.map((row: any) => ({
      ...readDepartmentOnWire(row),
      staff_count: Number(row.staff_count),
    }));
  }
}

function filtered(
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
      containsPattern(foldText(search)),
    ]);
  }
  return query;
}
