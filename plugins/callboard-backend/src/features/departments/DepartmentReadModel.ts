import { Department, DepartmentNode } from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { readPage } from '../../database/paging/readPage';
import { assembleTree, StaffedDepartment } from './tree/assembleTree';
import { toDepartmentResponse } from './DepartmentRow';
import { DepartmentStore } from './DepartmentStore';
import {
  countDepartments,
  departmentOrder,
  DepartmentQuery,
  isPosition,
  listDepartments,
  getPosition,
} from './listDepartments';
import { readDepartmentResponse, selectDepartments } from './selectDepartments';

/** Reads departments with their number of staff. */
export class DepartmentReadModel {
  constructor(private readonly deps: { knex: Knex; store: DepartmentStore }) {}

  /** The departments of a workspace, by sort order and name. */
  async list(
    workspace_id: string,
    {
      cursor,
      limit,
      ...query
    }: { cursor?: string; limit: number } & DepartmentQuery,
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

  /** All departments of a workspace, as a tree. */
  async readTree(workspace_id: string): Promise<{ items: DepartmentNode[] }> {
    return { items: assembleTree(await this.listWithStaff(workspace_id)) };
  }

  /**
   * One department.
   *
   * @throws NotFoundError when it does not exist
   */
  async get(workspace_id: string, id: string): Promise<Department> {
    const { knex, store } = this.deps;
    return toDepartmentResponse(await store.require(knex, workspace_id, id));
  }

  /** Whether a user manages a department in any of the given workspaces. */
  async isManager(
    user_ref: string,
    workspace_ids: readonly string[],
  ): Promise<boolean> {
    const found = await this.deps
      .knex('departments')
      .select('departments.id')
      .where('departments.manager_ref', user_ref)
      .whereNull('departments.deleted_at')
      .whereIn('departments.workspace_id', workspace_ids)
      .first();
    return found !== undefined;
  }

  /**
   * All departments in order, with their number of staff. Counting each department separately reads
   * the index in as many places, but is faster than a join on both databases.
   */
  private async listWithStaff(
    workspace_id: string,
  ): Promise<StaffedDepartment[]> {
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
      Object.assign(readDepartmentResponse(row), {
        staff_count: Number(row.staff_count),
      }),
    );
  }
}
