import { getDateInZone, toFirstInstant } from '../../../database/zones';
import { createMomentCellSchema } from './cells/createMomentCellSchema';
import { CellMoment } from './cells/readMoment';
import { RowCells } from './RowCells';
import { WorklogDraft } from './WorklogDraft';
import { WorklogFileFormat } from './WorklogFileFormat';

const MIDNIGHT = '00:00:00';

const dateCell = createMomentCellSchema('date');
const startCell = createMomentCellSchema('time');

/**
 * The day of a worklog, which is that of its start, and the start if known.
 *
 * @param zone - the zone of times without one
 * @returns undefined where the row has failed
 */
export function readWhen(
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
