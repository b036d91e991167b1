import { Knex } from 'knex';
import { setImmediate } from 'timers/promises';
import { isPostgres } from '../../database/dialect';
import { ActivitySelection } from './selectActivity';

/** How many rows SQLite looks through at a time: some hundredths of a second. */
export const ROWS_AT_ONCE = 100_000;

/** A part of the log. */
export interface LogWindow {
  /** Its oldest row; without one it reaches to the end. */
  fromId?: string;
  /** It begins with the row before this one. */
  beforeId?: string;
}

/**
 * Whether a selection is to be looked for part by part. A text is found by reading
 * row after row, and SQLite answers nobody meanwhile; where another filter goes
 * through an index there is little to read.
 */
export function isReadInWindows(
  knex: Knex,
  { scope, filter }: ActivitySelection,
): boolean {
  return (
    !isPostgres(knex) &&
    filter.q !== undefined &&
    filter.user_id === undefined &&
    filter.entity_id === undefined &&
    scope.kind !== 'person'
  );
}

/** Narrows a query of the log to a part of it. */
export function whereWindow(
  query: Knex.QueryBuilder,
  { fromId, beforeId }: LogWindow,
): void {
  if (fromId !== undefined) {
    query.where('activity.id', '>=', fromId);
  }
  if (beforeId !== undefined) {
    query.where('activity.id', '<', beforeId);
  }
}

/** The log in parts of so many rows, newest first, with room for others between. */
export async function* windowsOfLog(
  knex: Knex,
  beforeId?: string,
  rowsAtOnce = ROWS_AT_ONCE,
): AsyncGenerator<LogWindow> {
  let next = beforeId;
  for (;;) {
    const rows = knex('activity').select('id').orderBy('id', 'desc');
    if (next !== undefined) {
      rows.where('id', '<', next);
    }
    const [oldest] = await rows.offset(rowsAtOnce - 1).limit(1);
    yield { fromId: oldest?.id, beforeId: next };
    if (!oldest) {
      return;
    }
    next = oldest.id;
    await setImmediate();
  }
}
