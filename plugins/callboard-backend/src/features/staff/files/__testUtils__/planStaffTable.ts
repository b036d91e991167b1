import {
  ImportOptions,
  ImportResult,
} from '@callboard/plugin-callboard-common';
import { ImportTable } from '../../../../imports/ImportTable';
import { DepartmentTexts, staffColumns } from '../staffColumns';
import { planStaffImport, StaffImportPlan } from '../planStaffImport';
import { StaffRow } from '../../StaffRow';

/** The data that exist before an import; today is 15 June 2026. */
export interface Known {
  existing?: readonly StaffRow[];
  departments?: DepartmentTexts;
  options?: Partial<ImportOptions>;
}

/** A table with these cells; the first row is row 2. */
export function createStaffTable(
  rows: ReadonlyArray<Record<string, string>>,
  columns: readonly string[] = staffColumns.map(({ header }) => header),
): ImportTable {
  return {
    columns: [...columns],
    rows: rows.map((cells, index) => ({ row: index + 2, cells })),
  };
}

/** Plans the import of a table. */
export async function planStaffTable(
  table: ImportTable,
  { existing = [], departments, options = {} }: Known = {},
): Promise<StaffImportPlan & { result: ImportResult }> {
  const plan = await planStaffImport(table, {
    workspace_id: 'w',
    existing,
    departments: departments ?? new DepartmentTexts([]),
    options: { skip_existing: false, update_existing: false, ...options },
    staffIdLength: 8,
    changeTime: { now: 0, today: '2026-06-15' },
  });
  return { ...plan, result: plan.report.buildResult({ preview: true }) };
}
