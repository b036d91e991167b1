import {
  ImportOptions,
  ImportResult,
} from '@callboard/plugin-callboard-common';
import { ImportReport } from '../../../../imports/ImportReport';
import { departmentColumns } from '../exportDepartments';
import { DepartmentRow } from '../../DepartmentRow';
import {
  DepartmentImportPlan,
  planDepartmentImport,
} from '../planDepartmentImport';

/** Plans the import of rows; the first one is row 2. */
export function planDepartmentRows(
  existing: readonly DepartmentRow[],
  rows: ReadonlyArray<Record<string, string | undefined>>,
  options: Partial<ImportOptions> & { types?: string[] } = {},
): DepartmentImportPlan & { result: ImportResult } {
  const { types = [], ...flags } = options;
  const known = departmentColumns.map(({ header }) => header);
  const report = new ImportReport(
    {
      columns: known,
      rows: rows.map((cells, index) => ({
        row: index + 2,
        cells: cells as Record<string, string>,
      })),
    },
    { known, required: ['name'] },
  );
  const plan = planDepartmentImport(existing, report, {
    skip_existing: false,
    update_existing: false,
    ...flags,
    workspace_id: 'w',
    types,
    managerNames: new Map([['user:default/mona', 'Mona']]),
    now: 0,
  });
  return { ...plan, result: report.buildResult({ preview: true }) };
}
