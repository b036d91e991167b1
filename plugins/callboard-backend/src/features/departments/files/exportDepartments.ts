import { Knex } from 'knex';
import { Writable } from 'stream';
import { streamList } from '../../../database/paging';
import { Row, TableFormat, writeTable, Column } from '../../../exports';
import { CodeIndex } from '../DepartmentCodes';
import { DepartmentRow, readDepartmentCodes } from '../DepartmentRow';
import {
  DepartmentFilter,
  DepartmentPosition,
  listDepartments,
  getPosition,
} from '../DepartmentReadModel';

const BATCH_SIZE = 500;

/** The columns of a department file, for exports and imports. */
export const departmentColumns = [
  { header: 'name', kind: 'text', width: 32 },
  { header: 'code', kind: 'text' },
  { header: 'short_name', kind: 'text' },
  { header: 'dept_code', kind: 'text' },
  { header: 'description', kind: 'text', width: 48 },
  { header: 'dept_type', kind: 'text', width: 16 },
  { header: 'parent_code', kind: 'text' },
  { header: 'manager_ref', kind: 'text', width: 28 },
  { header: 'sort_order', kind: 'number' },
  { header: 'is_active', kind: 'text' },
] as const satisfies readonly Column[];

/** @param parent_code - one of the parent's codes that `CodeIndex.find` resolves to the parent */
export function toDepartmentCells(
  department: DepartmentRow,
  parent_code: string | null,
): Row {
  const values: Record<(typeof departmentColumns)[number]['header'], Row[0]> = {
    ...department,
    parent_code,
  };
  return departmentColumns.map(({ header }) => values[header]);
}

/**
 * Writes departments to a file that can be imported again, and ends the output.
 *
 * @throws ExportAborted when the client disconnects; all resources are then released
 */
export async function exportDepartments(
  knex: Knex,
  format: TableFormat,
  filter: DepartmentFilter,
  output: Writable,
): Promise<void> {
  const worksheet = { name: 'Departments', columns: departmentColumns };
  await writeTable(format, output, worksheet, readRows(knex, filter));
}

async function* readRows(
  knex: Knex,
  filter: DepartmentFilter,
): AsyncGenerator<Row> {
  const departments = await readDepartmentCodes(knex, filter.workspace_id);
  const index = new CodeIndex(departments);
  const parentCodes = new Map(
    departments.map(item => [item.id, index.findCode(item)]),
  );
  const rows = streamList(BATCH_SIZE, {
    list: (after: DepartmentPosition | undefined, limit: number) =>
      listDepartments(knex, filter, { after, limit }),
    getPosition,
  });
  for await (const department of rows) {
    const parent_code = parentCodes.get(department.parent_id ?? '') ?? null;
    yield toDepartmentCells(department, parent_code);
  }
}
