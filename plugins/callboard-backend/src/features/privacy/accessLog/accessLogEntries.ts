import {
  AccessLogEntry,
  ACCESS_LOG_RETENTION_DAYS,
} from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { yieldToEventLoop } from '../../../kernel/yielding';
import { insertTogether } from '../../../database/bulk';
import { readInstant } from '../../../database/dialect';
import { getLowestId, createId } from '../../../database/ids';
import { readNewestPage, PageQuery } from '../../../database/paging';
import { Actor } from '../../../kernel/actor';

export interface NewAccessLogEntry
  extends Pick<AccessLogEntry, 'kind' | 'scope' | 'workspace_id'> {
  /** The person whose data is viewed. */
  person_ref: string;
  /** The viewer. */
  actor: Pick<Actor, 'user_ref' | 'display_name'>;
  /** The number of the person's rows in an export. */
  rows?: number;
  /** The reason given by the viewer. */
  reason?: string;
}

const TABLE = 'access_log';

const HOUR_MS = 60 * 60_000;

const DAY_MS = 24 * 60 * 60_000;

/**
 * The number of entries deleted per step: low enough that SQLite blocks the thread only for
 * hundredths of a second.
 */
const PRUNED_PER_STEP = 1_000;

const columns = [
  'id',
  'kind',
  'viewed_by',
  'viewed_by_name',
  'viewed_at',
  'scope',
  'workspace_id',
  'rows',
  'reason',
] as const;

/** Adds entries; skips reads already recorded in the same hour. */
export async function addAccessLogEntries(
  knex: Knex,
  entries: ReadonlyArray<NewAccessLogEntry & { at: number }>,
): Promise<void> {
  const rows = entries.map(({ actor, at, ...entry }) => ({
    id: createId(at),
    reason: null,
    rows: null,
    ...entry,
    viewed_by: actor.user_ref,
    viewed_by_name: actor.display_name,
    viewed_at: new Date(at),
    hour: entry.kind === 'read' ? toHourNumber(at) : null,
  }));
  const onConflict = 'DO NOTHING';
  await insertTogether(knex, [{ table: TABLE, rows, onConflict }]);
}

/** Lists the access log of a person, newest first. */
export async function readAccessLog(
  knex: Knex,
  person_ref: string,
  query: PageQuery,
) {
  const rows = knex(TABLE).where({ person_ref }).select(columns);
  return readNewestPage(
    query,
    rows,
    (row): AccessLogEntry => ({
      ...row,
      viewed_at: readInstant(row.viewed_at),
    }),
  );
}

/** Deletes expired entries in short steps, so that requests run in between. */
export async function pruneAccessLog(knex: Knex, now: number): Promise<void> {
  const expired = knex(TABLE)
    .where('id', '<', getLowestId(now - ACCESS_LOG_RETENTION_DAYS * DAY_MS))
    .orderBy('id')
    .limit(PRUNED_PER_STEP)
    .select('id');
  let deletedCount: number;
  do {
    deletedCount = await knex(TABLE).whereIn('id', expired.clone()).delete();
    await yieldToEventLoop();
  } while (deletedCount === PRUNED_PER_STEP);
}

/** Returns the number of whole hours from the start of 1970 (UTC) to an instant. */
export function toHourNumber(ms: number): number {
  return Math.floor(ms / HOUR_MS);
}
