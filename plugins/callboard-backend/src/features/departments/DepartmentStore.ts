import { NotFoundError } from '@backstage/errors';
import { Knex } from 'knex';
import { countRows } from '../../database/statements';
import { selectSubtree } from './departmentSql';
import { codeFields, DepartmentCodes, toCodeKey } from './DepartmentCodes';
import {
  DepartmentRow,
  selectDepartments,
  departmentTable,
} from './DepartmentRow';

/** The table of departments. All queries exclude deleted ones. */
export class DepartmentStore {
  /** One department of a workspace. */
  async find(
    knex: Knex,
    workspace_id: string,
    id: string,
  ): Promise<DepartmentRow | undefined> {
    const row = await selectDepartments(knex, workspace_id)
      .where('departments.id', id)
      .first();
    return row && departmentTable.read(row);
  }

  /**
   * One department of a workspace.
   *
   * @throws NotFoundError when it does not exist
   */
  async require(
    knex: Knex,
    workspace_id: string,
    id: string,
  ): Promise<DepartmentRow> {
    const department = await this.find(knex, workspace_id, id);
    if (!department) {
      throw new NotFoundError(`Department ${id} not found`);
    }
    return department;
  }

  /** All departments of a workspace. */
  async listAll(knex: Knex, workspace_id: string): Promise<DepartmentRow[]> {
    return (await selectDepartments(knex, workspace_id)).map(
      departmentTable.read,
    );
  }

  /** The names and codes of all departments of a workspace. */
  async listCodes(
    knex: Knex,
    workspace_id: string,
  ): Promise<DepartmentCodes[]> {
    return knex('departments')
      .select('id', 'name', ...codeFields)
      .where({ workspace_id })
      .whereNull('deleted_at');
  }

  /** All descendants of a department, without the department itself. */
  async listDescendants(
    tx: Knex,
    { id, workspace_id }: DepartmentRow,
  ): Promise<DepartmentRow[]> {
    const rows = await selectDepartments(tx, workspace_id)
      .whereIn('departments.id', selectSubtree(tx, [id]))
      .whereNot('departments.id', id);
    return rows.map(departmentTable.read);
  }

  /** Counts the staff of a department and of its descendants, without resigned ones. */
  async countSubtreeStaff(
    tx: Knex,
    { id, workspace_id }: DepartmentRow,
  ): Promise<number> {
    return countRows(
      tx('staff')
        .where({ workspace_id })
        .whereIn('department_id', selectSubtree(tx, [id]))
        .whereNot('employment_status', 'resigned')
        .whereNull('deleted_at'),
    );
  }

  /** The other departments of a workspace that have one of a department's codes. */
  async listDepartmentsWithCodes(
    tx: Knex,
    { id, workspace_id, ...codes }: DepartmentRow,
  ): Promise<DepartmentCodes[]> {
    const usedFields = codeFields.filter(field => codes[field]);
    return usedFields.length === 0
      ? []
      : tx('departments')
          .select('id', 'name', ...codeFields)
          .where({ workspace_id })
          .whereNot({ id })
          .whereNull('deleted_at')
          .where(either =>
            usedFields.forEach(field =>
              // Only `code` may contain letters of either case.
              field === 'code'
                ? either.orWhereRaw('lower(code) = ?', toCodeKey(codes.code!))
                : either.orWhere({ [field]: codes[field] }),
            ),
          );
  }
}
