import {
  MAX_MAPPED_NAME,
  uuid,
  worklogDescription,
  userRef,
} from '@callboard/plugin-callboard-common';
import { z } from 'zod';
import { toStorableLine } from '../../../database/text';
import {
  getDateInZone,
  toFirstInstant,
  addDays,
} from '../../../database/zones';
import { ImportReport } from '../../../imports/ImportReport';
import { TableRow } from '../../../imports/ImportTable';
import { DraftPerson } from '../../../core/people/matchPeople';
import { CellMoment, createMomentCellSchema } from '../../../imports/moments';
import { flagCell, parseCell } from '../../../imports/parseCells';
import { isMailAddress } from '../../../kernel/mailConfig';
import {
  amountCell,
  createDurationCells,
  durationMinutes,
  workItemIdentifierCell,
  findIdentifiers,
} from './worklogCells';
import { findDurationColumns, WorklogFileFormat } from './worklogFileFormats';
import { WorklogDraft } from './WorklogDraft';

interface DraftContext {
  format: WorklogFileFormat;
  columns: ReadonlySet<string>;
  /** The time zone of times without a UTC offset. */
  zone: string;
  durationCells: ReturnType<typeof createDurationCells>;
}

/**
 * Parses a row into a worklog draft. An invalid cell fails the row in the report of `cells`; use
 * the draft only if the row has not failed.
 *
 * @returns undefined if the day or the duration is missing or invalid; the row has then failed
 */
export function readDraft(
  cells: RowCells,
  { format, columns, zone, durationCells }: DraftContext,
): WorklogDraft | undefined {
  const person = readPerson(cells, format);
  const identifiers = readIdentifiers(cells, format);
  const dayAndStart = readDayAndStart(cells, format, zone);
  const duration_minutes =
    format.durations.length > 0
      ? readMinutes(cells, format, columns, durationCells)
      : dayAndStart && readElapsedMinutes(cells, format, dayAndStart, zone);
  const description =
    format.description && cells.read(format.description, worklogDescription);
  const is_billable = readBillable(cells, format, columns);
  const { activity_type, entry_id } = format;
  const fileTask = {
    project: readTaskName(cells, format.project),
    task: readTaskName(cells, format.task),
  };
  const worklogId = entry_id === undefined ? null : cells.read(entry_id, uuid);
  return dayAndStart && duration_minutes !== undefined
    ? {
        row: cells.row,
        person,
        identifiers,
        fileTask,
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

const dayCells = createMomentCellSchemas('date');

const startCells = createMomentCellSchemas('time');

/** Creates a cell schema for each order of day and month. */
function createMomentCellSchemas(requiredPart: 'date' | 'time') {
  return {
    none: createMomentCellSchema(requiredPart),
    day_first: createMomentCellSchema(requiredPart, 'day_first'),
    month_first: createMomentCellSchema(requiredPart, 'month_first'),
  };
}

/** The maximum length of a project or task. A mapped name contains both, and a separator. */
const MAX_TASK_NAME = Math.floor((MAX_MAPPED_NAME - 1) / 2);

function readTaskName(cells: RowCells, columns: readonly string[]): string {
  return toStorableLine(cells.findFirstText(columns), MAX_TASK_NAME).trim();
}

/**
 * Parses the day of a worklog, and its start (null if unknown). Converts a date and time with a UTC
 * offset to `zone`.
 *
 * @returns undefined if the day is missing or invalid; the row has then failed
 */
function readDayAndStart(
  cells: RowCells,
  format: WorklogFileFormat,
  zone: string,
):
  | Pick<WorklogDraft, 'logged_at' | 'started_at' | 'hasDatedStart'>
  | undefined {
  const { logged_at: dayColumn, started_at: startColumn } = format;
  const order = format.dateOrder ?? 'none';
  const day = dayColumn && cells.require(dayColumn, dayCells[order]);
  const start =
    startColumn === undefined || startColumn === dayColumn
      ? day
      : cells.read(startColumn, startCells[order]);
  const logged_at = day && getLocalDay(day, zone);
  const hasDatedStart = Boolean(
    start &&
      start !== day &&
      (start.instant ?? (start.date && start.date !== logged_at)),
  );
  return logged_at === undefined
    ? undefined
    : {
        logged_at,
        started_at:
          start && !(format.midnightMeansUnknown && start.time === MIDNIGHT)
            ? toInstant(start, logged_at, zone)
            : null,
        ...(hasDatedStart && { hasDatedStart }),
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
 * Parses the person of a row; null if the row names nobody. A username in the form of an email
 * address replaces a missing email address, because many people sign in with their email address. A
 * username can also be a User reference.
 */
function readPerson(
  cells: RowCells,
  { person, nameParts = [] }: Pick<WorklogFileFormat, 'person' | 'nameParts'>,
): DraftPerson | null {
  const refColumn = cells.findFilledColumn(person.user_ref);
  const username = cells.findFirstText(person.username);
  const user_ref = refColumn
    ? cells.read(refColumn, userRefCell)
    : userRefCell.safeParse(username ?? '').data;
  const address = [cells.findFirstText(person.email), username].find(
    text => text && isMailAddress(text),
  );
  const draftPerson: DraftPerson = {
    user_ref: user_ref ?? null,
    email: address?.toLowerCase() ?? null,
    username,
    name:
      cells.findFirstText(person.name) ??
      (nameParts
        .map(column => cells.getText(column))
        .join(' ')
        .trim() ||
        null),
  };
  return Object.values(draftPerson).some(Boolean) ? draftPerson : null;
}

function readIdentifiers(
  cells: RowCells,
  { work_item, identifierColumns = [] }: WorklogFileFormat,
): string[] {
  if (work_item === undefined) {
    return findIdentifiers(
      identifierColumns.map(column => cells.getText(column)),
    );
  }
  const identifier = cells.require(work_item, workItemIdentifierCell);
  return identifier === undefined ? [] : [identifier];
}

function readMinutes(
  cells: RowCells,
  format: WorklogFileFormat,
  columns: ReadonlySet<string>,
  durationCells: DraftContext['durationCells'],
): number | undefined {
  const durationColumns = findDurationColumns(format, columns);
  const { column, unit } =
    durationColumns.find(candidate => cells.getText(candidate.column)) ??
    durationColumns[0];
  return cells.require(column, durationCells[unit]);
}

function readElapsedMinutes(
  cells: RowCells,
  { ended_at, started_at: startColumn, dateOrder }: WorklogFileFormat,
  { logged_at, started_at }: Pick<WorklogDraft, 'logged_at' | 'started_at'>,
  zone: string,
): number | undefined {
  const end = cells.require(ended_at!, startCells[dateOrder ?? 'none']);
  const parsedEnd = end && toInstant(end, logged_at, zone);
  if (!started_at) {
    cells.fail(startColumn!, 'must have a time of day');
    return undefined;
  }
  if (!parsedEnd) {
    return undefined;
  }
  const isNextDay = !end.date && !end.instant && parsedEnd < started_at;
  const endInstant = isNextDay
    ? toInstant(end, addDays(logged_at, 1), zone)!
    : parsedEnd;
  const { data, error } = durationMinutes.safeParse(
    (Date.parse(endInstant) - Date.parse(started_at)) / 60_000,
  );
  if (error) {
    cells.fail(
      ended_at!,
      `the time since the start ${error.issues[0].message}`,
    );
  }
  return data;
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

/** The cells of a row, without the escaping of the tool that exported the file. */
export class RowCells {
  constructor(
    private readonly report: ImportReport,
    private readonly tableRow: TableRow,
    private readonly format: Pick<WorklogFileFormat, 'unescapeCell'>,
  ) {}

  get row(): number {
    return this.tableRow.row;
  }

  /** Returns the text of a cell; an empty string if its column is missing. */
  getText(column: string): string {
    const cell = this.tableRow.cells[column] ?? '';
    return cell && this.format.unescapeCell
      ? this.format.unescapeCell(cell)
      : cell;
  }

  /** Finds the first column that is not blank in this row; undefined if all are blank. */
  findFilledColumn(columns: readonly string[] = []): string | undefined {
    return columns.find(column => this.getText(column));
  }

  /** Returns the text of the first column that is not blank in this row; null if all are blank. */
  findFirstText(columns?: readonly string[]): string | null {
    const column = this.findFilledColumn(columns);
    return column === undefined ? null : this.getText(column);
  }

  fail(column: string, reason: string): void {
    this.report.fail(this.row, column, reason);
  }

  /**
   * Parses the cell of a column; undefined if it is blank or invalid. An invalid cell fails the
   * row.
   */
  read<Schema extends z.ZodType>(
    column: string,
    schema: Schema,
  ): z.output<Schema> | undefined {
    const { row, report } = this;
    return parseCell(report, { row, column }, this.getText(column), schema);
  }

  /** Parses the cell of a column. A blank or invalid cell fails the row. */
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
