import {
  ImportOptions,
  NewStaffMember,
  newStaffMember,
  staffStatus,
} from '@callboard/plugin-callboard-common';
import { pickBy } from 'lodash';
import { z } from 'zod';
import { CodeMap } from '../../../database/CodeMap';
import { toCodeKey } from '../../../database/text';
import { toCellText } from '../../../exports/toCellText';
import { ImportReport } from '../../../imports/ImportReport';
import {
  createIdentifierCell,
  dateCell,
  parseCells,
  ParsedCells,
  flagCell,
} from '../../../imports/parseCells';
import { ImportTable, TableRow } from '../../../imports/ImportTable';
import { iterateInSteps } from '../../../kernel/yielding';
import {
  DepartmentTexts,
  toStaffCells,
  StaffColumn,
  staffColumns,
} from './staffColumns';
import { StaffChangeTime, buildStaffRow, patchStaff } from '../patchStaff';
import { SavedStaffChange, StaffRow } from '../StaffRow';
import { findStaffProblems } from '../checkStaff';

const { shape } = newStaffMember;

/** The schemas of the cells in a staff file, by column. Cells are never null, unlike API fields. */
function createStaffCellSchemas(departments: DepartmentTexts) {
  return {
    staff_id: createIdentifierCell(shape.staff_id),
    first_name: shape.first_name,
    last_name: shape.last_name.unwrap().unwrap(),
    email: shape.email,
    department_code: z
      .string()
      .refine(
        text => departments.findId(text) !== undefined,
        'no department has this code',
      )
      .transform(text => departments.findId(text)!),
    position: shape.position.unwrap().unwrap(),
    job_grade: shape.job_grade.unwrap().unwrap(),
    phone: createIdentifierCell(shape.phone.unwrap().unwrap()),
    date_of_joining: dateCell,
    date_of_leaving: dateCell,
    employment_status: z
      .string()
      .transform(text => text.toLowerCase())
      .pipe(staffStatus),
    is_department_manager: flagCell,
    notes: shape.notes.unwrap().unwrap(),
  };
}

type StaffCells = ParsedCells<ReturnType<typeof createStaffCellSchemas>>;

interface StaffImportContext {
  workspace_id: string;
  /** The existing staff whose staff ids are in the file. */
  existing: readonly StaffRow[];
  departments: DepartmentTexts;
  options: Pick<ImportOptions, 'skip_existing' | 'update_existing'>;
  staffIdLength: number;
  changeTime: StaffChangeTime;
}

/** The result of each row, and the changes to write. */
export interface StaffImportPlan {
  report: ImportReport;
  pairs: SavedStaffChange[];
}

const requiredCellsOfNewStaff = ['staff_id', 'first_name', 'email'] as const;

const columns = {
  known: staffColumns.map(({ header }) => header),
  required: ['staff_id'],
};

/**
 * Plans the import of a staff file, without changing anything.
 *
 * @throws InputError when the file has no column for staff ids
 */
export async function planStaffImport(
  table: ImportTable,
  context: StaffImportContext,
): Promise<StaffImportPlan> {
  const report = new ImportReport(table, columns);
  const schemas = createStaffCellSchemas(context.departments);
  const existingByStaffId = new CodeMap<StaffRow>();
  context.existing.forEach(row => existingByStaffId.add(row.staff_id, row));
  const pairs: SavedStaffChange[] = [];
  reportRepeatedRows(report, table, existingByStaffId);
  for await (const tableRow of iterateInSteps(report.rows)) {
    const { row, cells } = tableRow;
    const before = existingByStaffId.get(cells.staff_id) ?? null;
    if (before && !report.decideUpdate(row, 'staff_id', context.options)) {
      continue;
    }
    const changedRow = before
      ? omitUnchangedCells(tableRow, before, context)
      : tableRow;
    const values = parseCells(report, changedRow, schemas);
    if (!before) {
      report.requireCells(tableRow, requiredCellsOfNewStaff);
    }
    if (report.hasFailed(row)) {
      continue;
    }
    const after = applyImportRow(before, values, changedRow, context);
    for (const { field, reason } of findStaffProblems(
      before,
      after,
      context.staffIdLength,
    )) {
      report.fail(row, field, reason);
    }
    if (!report.hasFailed(row) && after !== before) {
      pairs.push({ before, after });
      if (before) {
        report.markUpdated(row, getOldStaffValues(before, after, context));
      } else {
        report.markCreated(row);
      }
    }
  }
  return { report, pairs };
}

/** Fails every row whose staff id is already in an earlier row. */
function reportRepeatedRows(
  report: ImportReport,
  table: ImportTable,
  existing: CodeMap<StaffRow>,
): void {
  const firstRows = new Map<string, number>();
  for (const { row, cells } of table.rows) {
    // Two people can have stored staff ids that differ only in case.
    const key = existing.get(cells.staff_id)?.id ?? toCodeKey(cells.staff_id);
    const firstRow = firstRows.get(key);
    if (firstRow) {
      report.fail(row, 'staff_id', `is already used in row ${firstRow}`);
    } else if (key) {
      firstRows.set(key, row);
    }
  }
}

/**
 * Omits cells that equal the export of the current state. A file cannot represent every text
 * exactly, so importing these cells could change the stored texts. Never omits
 * `is_department_manager`, because a transfer in the same row would then clear it.
 */
function omitUnchangedCells(
  tableRow: TableRow,
  before: StaffRow,
  { departments }: StaffImportContext,
): TableRow {
  const currentCells = toStaffCells(before, departments);
  const toExportedText = (value: unknown) =>
    toCellText(String(value ?? '')).trim();
  return {
    ...tableRow,
    cells: pickBy(
      tableRow.cells,
      (cell, column) =>
        column === 'is_department_manager' ||
        (column !== 'staff_id' &&
          toExportedText(cell) !==
            toExportedText(currentCells[column as StaffColumn])),
    ),
  };
}

/** Applies a row to a person. Blank cells leave the stored values unchanged. */
function applyImportRow(
  before: StaffRow | null,
  { department_code, ...values }: StaffCells,
  { cells }: TableRow,
  { workspace_id, changeTime }: StaffImportContext,
): StaffRow {
  const input = { ...values, department_id: department_code };
  if (!before) {
    return buildStaffRow(workspace_id, input as NewStaffMember, changeTime);
  }
  // Unlike an absent column, a blank cell retains the flag of a transferred manager.
  const flag =
    cells.is_department_manager === ''
      ? before.is_department_manager
      : values.is_department_manager;
  return patchStaff(
    before,
    { ...input, is_department_manager: flag },
    changeTime,
  );
}

/** The old values of the changed cells, by column, as an export writes them. */
function getOldStaffValues(
  before: StaffRow,
  after: StaffRow,
  { departments }: StaffImportContext,
): Record<string, string> {
  const oldCells = toStaffCells(before, departments);
  const newCells = toStaffCells(after, departments);
  return Object.fromEntries(
    columns.known
      .filter(column => oldCells[column] !== newCells[column])
      .map(column => [column, String(oldCells[column] ?? '')]),
  );
}
