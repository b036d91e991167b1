import { Knex } from 'knex';
import { readInSnapshot } from '../../../database/transactions';
import { Arrival } from '../../../database/arrivals';
import { readWatermark } from './rollupMark';

/** The log at one moment. */
export interface LogSnapshot {
  knex: Knex;
  /** The watermark of the log's counts in this snapshot; undefined while they are unreliable. */
  watermark?: Arrival;
}

/** Runs reads of the log and of its counts in one snapshot, so that they agree with each other. */
export async function readInLogSnapshot<T>(
  knex: Knex,
  read: (log: LogSnapshot) => Promise<T>,
): Promise<T> {
  return readInSnapshot(knex, async snapshot =>
    read({ knex: snapshot, watermark: await readWatermark(snapshot) }),
  );
}

/** The id of the oldest or newest row of the whole log; undefined if empty. */
export async function readLogEnd(
  knex: Knex,
  end: 'oldest' | 'newest',
): Promise<string | undefined> {
  const [row] = await knex('activity')
    .select('id')
    .orderBy('id', end === 'oldest' ? 'asc' : 'desc')
    .limit(1);
  return row?.id;
}
