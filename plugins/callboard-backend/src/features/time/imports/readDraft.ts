import { uuid, worklogDescription } from '@callboard/plugin-callboard-common';
import { flagCell } from '../../../imports/flagCell';
import { amountCell } from './cells/amountCell';
import { durationCells } from './cells/durationCells';
import { worklogIdentifierCell } from './cells/worklogIdentifierCell';
import { findDurationColumns } from './findDurationColumns';
import { findIdentifiers } from './findIdentifiers';
import { readPerson } from './readPerson';
import { readWhen } from './readWhen';
import { RowCells } from './RowCells';
import { WorklogDraft } from './WorklogDraft';
import { WorklogFileFormat } from './WorklogFileFormat';

/** The context for parsing rows. */
export interface DraftReading {
  format: WorklogFileFormat;
  /** The columns of the file. */
  columns: ReadonlySet<string>;
  /** The zone of times without one. */
  zone: string;
}

/**
 * Parses the worklog of a row. Invalid cells fail the row in its report; use the result only if
 * none failed.
 *
 * @returns undefined where the row has no worklog
 */
export function readDraft(
  cells: RowCells,
  { format, columns, zone }: DraftReading,
): WorklogDraft | undefined {
  const person = readPerson(cells, format);
  const identifiers = readIdentifiers(cells, format);
  const when = readWhen(cells, format, zone);
  const duration_minutes = readMinutes(cells, format, columns);
  const description = cells.read(format.description, worklogDescription);
  const is_billable = readBillable(cells, format, columns);
  const { activity_type, entry_id } = format;
  const written = entry_id === undefined ? null : cells.read(entry_id, uuid);
  return when && duration_minutes !== undefined
    ? {
        row: cells.row,
        person,
        identifiers,
        duration_minutes,
        description: description ?? null,
        ...when,
        is_billable,
        activity_type: (activity_type && cells.getText(activity_type)) || null,
        entry_id: written ?? null,
      }
    : undefined;
}

function readIdentifiers(
  cells: RowCells,
  { work_item, mentions = [] }: WorklogFileFormat,
): string[] {
  if (work_item === undefined) {
    return findIdentifiers(mentions.map(column => cells.getText(column)));
  }
  const identifier = cells.require(work_item, worklogIdentifierCell);
  return identifier === undefined ? [] : [identifier];
}

function readMinutes(
  cells: RowCells,
  format: WorklogFileFormat,
  columns: ReadonlySet<string>,
): number | undefined {
  const inFile = findDurationColumns(format, columns);
  const { column, unit } =
    inFile.find(one => cells.getText(one.column)) ?? inFile[0];
  return cells.require(column, durationCells[unit]);
}

function readBillable(
  cells: RowCells,
  { is_billable }: WorklogFileFormat,
  columns: ReadonlySet<string>,
): boolean | null {
  if (!is_billable || !columns.has(is_billable.column)) {
    return null;
  }
  const { column, kind, blank = null } = is_billable;
  return cells.read(column, kind === 'flag' ? flagCell : amountCell) ?? blank;
}
