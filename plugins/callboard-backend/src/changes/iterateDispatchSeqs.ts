import { Knex } from 'knex';
import { setImmediate } from 'timers/promises';

/** SQLite blocks the thread while it writes so many: some milliseconds. */
const DISPATCHES_AT_ONCE = 1_000;

/**
 * The numbers of the entries of some dispatches, oldest first and in chunks: they may be a million
 * after a long outage. Yields to the event loop in between.
 */
export async function* iterateDispatchSeqs(
  dispatches: Knex.QueryBuilder,
): AsyncGenerator<number[]> {
  let last = 0;
  for (;;) {
    const seqs: Array<number | string> = await dispatches
      .clone()
      .where('seq', '>', last)
      .orderBy('seq')
      .limit(DISPATCHES_AT_ONCE)
      .pluck('seq');
    if (seqs.length === 0) {
      return;
    }
    last = Number(seqs[seqs.length - 1]);
    yield seqs.map(Number);
    await setImmediate();
  }
}
