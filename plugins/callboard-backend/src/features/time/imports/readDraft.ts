import {
  uuid,
  worklogDescription,
  userRef,
} from '@callboard/plugin-callboard-common';
import { z } from 'zod';
import { getDateInZone, toFirstInstant } from '../../../database/zones';
import { ImportReport } from '../../../imports/ImportReport';
import { TableRow } from '../../../imports/Table';
import { flagCell, parseCells } from '../../../imports/parseCells';
import { isMailAddress } from '../../../kernel/mailConfig';
import {
  amountCell,
  createMomentCellSchema,
  durationCells,
  CellMoment,
  worklogIdentifierCell,
  findIdentifiers,
} from './worklogCells';
import { findDurationColumns, WorklogFileFormat } from './worklogFileFormats';
import { WorklogDraft, DraftPerson } from './WorklogDraft';

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
  const dayAndStart = readDayAndStart(cells, format, zone);
  const duration_minutes = readMinutes(cells, format, columns);
  const description = cells.read(format.description, worklogDescription);
  const is_billable = readBillable(cells, format, columns);
  const { activity_type, entry_id } = format;
  const worklogId = entry_id === undefined ? null : cells.read(entry_id, uuid);
  return dayAndStart && duration_minutes !== undefined
    ? {
        row: cells.row,
        person,
        identifiers,
        duration_minutes,
        description: description ?? null,
        ...dayAndStart,
        is_billable,
        activity_type: (activity_type && cells.getText(activity_type)) || null,
        entry_id: worklogId ?? null,
      }
    : undefined;
}

const MIDNIGHT = '00:00:00';

const dateCell = createMomentCellSchema('date');

const startCell = createMomentCellSchema('time');

/**
 * The day of a worklog, which is that of its start, and the start if known.
 *
 * @param zone - the zone of times without one
 * @returns undefined where the row has failed
 */
function readDayAndStart(
  cells: RowCells,
  format: WorklogFileFormat,
  zone: string,
): Pick<WorklogDraft, 'logged_at' | 'started_at'> | undefined {
  const { logged_at: dayColumn, started_at: startColumn } = format;
  const day = cells.require(dayColumn, dateCell);
  const start =
    startColumn === undefined || startColumn === dayColumn
      ? day
      : cells.read(startColumn, startCell);
  const logged_at = day && getLocalDay(day, zone);
  return logged_at === undefined
    ? undefined
    : {
        logged_at,
        started_at:
          start && !(format.isMidnightUnknown && start.time === MIDNIGHT)
            ? toInstant(start, logged_at, zone)
            : null,
      };
}

function getLocalDay(
  { date, instant }: CellMoment,
  zone: string,
): string | undefined {
  return instant ? getDateInZone(Date.parse(instant), zone) : date;
}

function toInstant(
  { date, time, instant }: CellMoment,
  day: string,
  zone: string,
): string | null {
  if (instant || !time) {
    return instant ?? null;
  }
  const local = Date.parse(`${date ?? day}T${time}Z`);
  return new Date(toFirstInstant(local, zone)).toISOString();
}

const userRefCell = z
  .string()
  .transform(text => text.toLowerCase())
  .pipe(userRef);

/**
 * Parses the person of a row; null where it names none. The user name can be an email address, as
 * many people sign in with it.
 */
function readPerson(
  cells: RowCells,
  { person }: Pick<WorklogFileFormat, 'person'>,
): DraftPerson | null {
  const refColumn = cells.findFilledColumn(person.user_ref);
  const user_ref = refColumn && cells.read(refColumn, userRefCell);
  const username = cells.findFirstText(person.username);
  const address = [cells.findFirstText(person.email), username].find(
    text => text && isMailAddress(text),
  );
  const draftPerson: DraftPerson = {
    user_ref: user_ref ?? null,
    email: address?.toLowerCase() ?? null,
    username,
    name: cells.findFirstText(person.name),
  };
  return Object.values(draftPerson).some(Boolean) ? draftPerson : null;
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
  const durationColumns = findDurationColumns(format, columns);
  const { column, unit } =
    durationColumns.find(candidate => cells.getText(candidate.column)) ??
    durationColumns[0];
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

/** The cells of a row, with the tool's escaping removed. */
export class RowCells {
  constructor(
    private readonly report: ImportReport,
    private readonly tableRow: TableRow,
    private readonly format: Pick<WorklogFileFormat, 'restore'>,
  ) {}

  get row(): number {
    return this.tableRow.row;
  }

  /** The text of a column; an empty string where the column is missing. */
  getText(column: string): string {
    const cell = this.tableRow.cells[column] ?? '';
    return cell && this.format.restore ? this.format.restore(cell) : cell;
  }

  /** The first of some columns with a value. */
  findFilledColumn(columns: readonly string[] = []): string | undefined {
    return columns.find(column => this.getText(column));
  }

  /** The text of the first of some columns with a value. */
  findFirstText(columns?: readonly string[]): string | null {
    const column = this.findFilledColumn(columns);
    return column === undefined ? null : this.getText(column);
  }

  /** Parses a column; undefined for a blank cell, and for an invalid one, which fails the row. */
  read<Schema extends z.ZodType>(
    column: string,
    schema: Schema,
  ): z.output<Schema> | undefined {
    const cells = { [column]: this.getText(column) };
    const { row } = this.tableRow;
    return parseCells(this.report, { row, cells }, { [column]: schema })[
      column
    ];
  }

  /** Parses a column; a blank cell fails the row, too. */
  require<Schema extends z.ZodType>(
    column: string,
    schema: Schema,
  ): z.output<Schema> | undefined {
    const { row, problems } = this.tableRow;
    const cells = { [column]: this.getText(column) };
    this.report.requireCells({ row, cells, problems }, [column]);
    return this.read(column, schema);
  }
}
