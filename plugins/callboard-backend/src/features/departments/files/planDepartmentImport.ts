import { isEmpty } from 'lodash';
import { ImportReport } from '../../../imports/ImportReport';
import { DepartmentPair } from '../DepartmentChanges';
import { Codes, CodeIndex } from '../DepartmentCodes';
import { DepartmentRow } from '../DepartmentRow';
import {
  arrangeDepartments,
  CYCLE,
  ParentIds,
  PositionProblem,
} from '../departmentTree';
import { toDepartmentCells, departmentColumns } from './exportDepartments';
import { ImportContext, matchRows, MatchedRow } from './matchRows';

function formatParentFailure(
  { parent_code }: MatchedRow,
  parentRow: number,
): string {
  return `the department ${parent_code} of row ${parentRow} failed`;
}

/** A department with its codes; `failedRow` is the number of the failed row that would create it. */
type CodeHolder = Codes & { id: string; failedRow?: number };

/**
 * Finds the intended parents by the codes in the file. Also finds new departments whose rows
 * failed, to report why their children fail.
 */
function findParents(
  existing: readonly DepartmentRow[],
  matchedRows: readonly MatchedRow[],
  validRows: ReadonlyMap<string, MatchedRow>,
): { parents: ParentIds; problems: PositionProblem[] } {
  const newRows = [...validRows.values()].filter(({ before }) => !before);
  const index = new CodeIndex<CodeHolder>([
    ...existing.map(
      department => validRows.get(department.id)?.after ?? department,
    ),
    ...newRows.map(({ after }) => after),
    ...matchedRows
      .filter(({ before, after }) => !before && !validRows.has(after.id))
      .map(({ row, after }) => ({ ...after, failedRow: row })),
  ]);
  const parents = new Map(
    [...existing, ...newRows.map(({ after }) => after)].map(department => [
      department.id,
      department.parent_id,
    ]),
  );
  const problems: PositionProblem[] = [];
  for (const [id, matchedRow] of validRows) {
    const { parent_code } = matchedRow;
    const parent = parent_code ? index.find(parent_code) : undefined;
    if (parent_code && !parent) {
      problems.push({ id, reason: `department ${parent_code} does not exist` });
    } else if (parent?.failedRow) {
      const reason = formatParentFailure(matchedRow, parent.failedRow);
      problems.push({ id, reason });
    } else if (parent) {
      parents.set(id, parent.id);
    }
  }
  return { parents, problems };
}

/** The changes of an import to the departments of a workspace. */
export interface DepartmentImportPlan {
  creates: DepartmentRow[];
  /** All existing departments, including unchanged ones, which `applyDetails` skips. */
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
  context: ImportContext,
): DepartmentImportPlan {
  const matchedRows = matchRows(existing, report, context);
  const { parents, levels } = arrangeDepartments<MatchedRow>({
    getPlanned: () =>
      new Map(
        matchedRows
          .filter(({ row }) => !report.hasFailed(row))
          .map(matchedRow => [matchedRow.after.id, matchedRow]),
      ),
    findParents: validRows => findParents(existing, matchedRows, validRows),
    cycleReason: CYCLE,
    formatParentFailure: (matchedRow, parent) =>
      formatParentFailure(matchedRow, parent.row),
    fail: ({ row }, reason) => report.fail(row, 'parent_code', reason),
  });
  const applyPosition = (department: DepartmentRow): DepartmentRow => ({
    ...department,
    parent_id: parents.get(department.id)!,
    level: levels.get(department.id)!,
  });
  const validRows = matchedRows.filter(({ row }) => !report.hasFailed(row));
  const plannedById = new Map(
    validRows.map(({ after }) => [after.id, applyPosition(after)]),
  );
  const existingIndex = new CodeIndex(existing);
  const codesById = new Map(
    existing.map(item => [item.id, existingIndex.findCode(item)]),
  );
  for (const { row, before, after } of validRows) {
    if (!before) {
      report.markCreated(row);
      continue;
    }
    const oldCells = getOldValues(
      before,
      plannedById.get(after.id)!,
      codesById,
    );
    if (!isEmpty(oldCells)) {
      report.markUpdated(row, oldCells);
    }
  }
  return {
    creates: validRows
      .filter(({ before }) => !before)
      .map(({ after }) => plannedById.get(after.id)!),
    updates: existing.map(before => ({
      before,
      after: plannedById.get(before.id) ?? applyPosition(before),
    })),
  };
}

/** The old values of the changed cells of a department, by header, as an export writes them. */
function getOldValues(
  before: DepartmentRow,
  after: DepartmentRow,
  codesById: ReadonlyMap<string, string | null>,
): Record<string, string> {
  const parent_code = codesById.get(before.parent_id ?? '') ?? null;
  const oldCells = toDepartmentCells(before, parent_code);
  return Object.fromEntries(
    departmentColumns.flatMap(({ header }, index) => {
      const field = header === 'parent_code' ? 'parent_id' : header;
      return before[field] === after[field]
        ? []
        : [[header, String(oldCells[index] ?? '')]];
    }),
  );
}
