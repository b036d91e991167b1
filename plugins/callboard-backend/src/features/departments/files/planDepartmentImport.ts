import { isEmpty } from 'lodash';
import { ImportReport } from '../../../imports/ImportReport';
import { DepartmentPair } from '../DepartmentChanges';
import { DepartmentRow } from '../DepartmentRow';
import { toDepartmentCells, departmentColumns } from './departmentColumns';
import { ImportSetting } from './importedCells';
import { matchRows } from './matchRows';
import { resolveTree } from './resolveTree';

/** The changes of an import to the departments of a workspace. */
export interface DepartmentImportPlan {
  creates: DepartmentRow[];
  /** Includes departments of which only the level changes. */
  updates: DepartmentPair[];
}

/**
 * Plans the import of a file and reports the result of each row, without changing anything.
 *
 * @param existing - all departments of the workspace
 */
export function planDepartmentImport(
  existing: readonly DepartmentRow[],
  report: ImportReport,
  setting: ImportSetting,
): DepartmentImportPlan {
  const matched = matchRows(existing, report, setting);
  const { parents, levels } = resolveTree(existing, matched, report);
  const applyPosition = (department: DepartmentRow): DepartmentRow => ({
    ...department,
    parent_id: parents.get(department.id)!,
    level: levels.get(department.id)!,
  });
  const open = matched.filter(({ row }) => !report.hasFailed(row));
  const placedById = new Map(
    open.map(({ after }) => [after.id, applyPosition(after)]),
  );
  const codes = new Map(existing.map(({ id, code }) => [id, code]));
  for (const { row, before, after } of open) {
    if (!before) {
      report.create(row);
      continue;
    }
    const changed = getChangedCells(before, placedById.get(after.id)!, codes);
    if (!isEmpty(changed)) {
      report.update(row, changed);
    }
  }
  return {
    creates: open
      .filter(({ before }) => !before)
      .map(({ after }) => placedById.get(after.id)!),
    updates: existing.map(before => ({
      before,
      after: placedById.get(before.id) ?? applyPosition(before),
    })),
  };
}

/** The changed cells of a department, as an export writes the old values. */
function getChangedCells(
  before: DepartmentRow,
  after: DepartmentRow,
  codes: ReadonlyMap<string, string | null>,
): Record<string, string> {
  const parent_code = codes.get(before.parent_id ?? '') ?? null;
  const old = toDepartmentCells(before, parent_code);
  return Object.fromEntries(
    departmentColumns.flatMap(({ header }, at) => {
      const field = header === 'parent_code' ? 'parent_id' : header;
      return before[field] === after[field]
        ? []
        : [[header, String(old[at] ?? '')]];
    }),
  );
}
