import { ImportReport } from '../../../imports/ImportReport';
import { DepartmentPair } from '../DepartmentChanges';
import { DepartmentRow } from '../DepartmentRow';
import { departmentColumns } from './departmentColumns';
import { ImportSetting } from './importedCells';
import { matchRows } from './matchRows';
import { settleTree } from './settleTree';

/** What an import does to the departments of a workspace. */
export interface DepartmentImportPlan {
  creates: DepartmentRow[];
  /** Also those that only come to lie on another level. */
  updates: DepartmentPair[];
}

/**
 * Works out what a file does, and reports what becomes of each row. Changes
 * nothing.
 *
 * @param existing - all departments of the workspace
 */
export function planDepartmentImport(
  existing: readonly DepartmentRow[],
  report: ImportReport,
  setting: ImportSetting,
): DepartmentImportPlan {
  const matched = matchRows(existing, report, setting);
  const { parents, levels } = settleTree(existing, matched, report);
  const placed = (department: DepartmentRow): DepartmentRow => ({
    ...department,
    parent_id: parents.get(department.id)!,
    level: levels.get(department.id)!,
  });
  const open = matched.filter(({ row }) => !report.hasFailed(row));
  const wanted = new Map(open.map(({ after }) => [after.id, placed(after)]));
  for (const { row, before, after } of open) {
    const changed = before
      ? changedColumns(before, wanted.get(after.id)!)
      : undefined;
    if (!changed) {
      report.create(row);
    } else if (changed.length > 0) {
      report.update(row, changed);
    }
  }
  return {
    creates: open
      .filter(({ before }) => !before)
      .map(({ after }) => wanted.get(after.id)!),
    updates: existing.map(before => ({
      before,
      after: wanted.get(before.id) ?? placed(before),
    })),
  };
}

/** The columns of the file in which two states of a department differ. */
function changedColumns(before: DepartmentRow, after: DepartmentRow): string[] {
  return departmentColumns
    .map(({ header }) => header)
    .filter(column => {
      const field = column === 'parent_code' ? 'parent_id' : column;
      return before[field] !== after[field];
    });
}
