import { Knex } from 'knex';
import { buildValuesTable } from '../database/bulk';
import { queryRows } from '../database/queryRows';

/** The number of marks processed together. */
export const WAKEUPS_AT_ONCE = 1_000;

/**
 * Makes the first job ready in each marked FIFO group without a ready or running job. Nothing else
 * does, so that an examined FIFO group does not change meanwhile.
 *
 * @returns the number of marks
 */
export async function unblockFifoGroups(
  tx: Knex.Transaction,
  queue: string,
): Promise<number> {
  const marked: Array<{ fifo_group: string }> = await queryRows(
    tx,
    `DELETE FROM fifo_group_wakeups WHERE id IN (
       SELECT id FROM fifo_group_wakeups WHERE queue = ? ORDER BY id LIMIT ?
     ) RETURNING fifo_group`,
    [queue, WAKEUPS_AT_ONCE],
  );
  const groups = [...new Set(marked.map(({ fifo_group }) => fifo_group))];
  if (groups.length > 0) {
    const groupsTable = buildValuesTable(
      tx,
      'given',
      groups.map(fifo_group => ({ fifo_group })),
      ['fifo_group'],
    );
    await tx.raw(
      `UPDATE jobs SET state = 'ready' WHERE id IN (
         SELECT (
           SELECT id FROM jobs AS next
           WHERE next.queue = ? AND next.fifo_group = given.fifo_group AND next.state = 'behind'
           ORDER BY next.id LIMIT 1
         ) FROM ?
         WHERE NOT EXISTS (
           SELECT 1 FROM jobs AS first
           WHERE first.queue = ? AND first.fifo_group = given.fifo_group
             AND first.state IN ('ready', 'running')
         )
       )`,
      [queue, groupsTable, queue],
    );
  }
  return marked.length;
}
