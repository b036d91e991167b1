import { Knex } from 'knex';
import { rowsGiven } from '../database/bulk';
import { rowsOf } from '../database/rowsOf';

/** How many marks are looked at together. */
export const LANES_AT_ONCE = 1_000;

/**
 * Makes the first job ready in those of the marked lanes that have none ready or
 * running. Nobody else does, so that a lane that is looked at stays as it is.
 *
 * @returns how many marks there were
 */
export async function openLanes(
  tx: Knex.Transaction,
  queue: string,
): Promise<number> {
  const marked: Array<{ lane: string }> = await rowsOf(
    tx,
    `DELETE FROM job_lanes WHERE id IN (
       SELECT id FROM job_lanes WHERE queue = ? ORDER BY id LIMIT ?
     ) RETURNING lane`,
    [queue, LANES_AT_ONCE],
  );
  const lanes = [...new Set(marked.map(({ lane }) => lane))];
  if (lanes.length > 0) {
    const given = rowsGiven(
      tx,
      'given',
      lanes.map(lane => ({ lane })),
      ['lane'],
    );
    await tx.raw(
      `UPDATE jobs SET state = 'ready' WHERE id IN (
         SELECT (
           SELECT id FROM jobs AS next
           WHERE next.queue = ? AND next.lane = given.lane AND next.state = 'behind'
           ORDER BY next.id LIMIT 1
         ) FROM ?
         WHERE NOT EXISTS (
           SELECT 1 FROM jobs AS first
           WHERE first.queue = ? AND first.lane = given.lane
             AND first.state IN ('ready', 'running')
         )
       )`,
      [queue, given, queue],
    );
  }
  return marked.length;
}
