import { Knex } from 'knex';
import { forKeyShare, forUpdate } from '../../database/dialect';

/*
 * The row of a project's counter is what changes to its work wait at: whoever
 * changes what items can have, or how they lie beneath each other, holds it
 * alone; whoever makes or changes items otherwise shares it. It is always locked
 * before items are.
 */

/**
 * Holds the work of projects alone until the transaction ends. Always in the
 * same order, so that two who lock several never wait for one another.
 */
export async function lockWork(
  tx: Knex.Transaction,
  project_ids: readonly string[],
): Promise<void> {
  await forUpdate(
    tx('project_counters')
      .select('project_id')
      .whereIn('project_id', [...new Set(project_ids)])
      .orderBy('project_id'),
  );
}

/** Keeps what the items of a project can have as it is, beside others. */
export async function shareWork(
  tx: Knex.Transaction,
  project_id: string,
): Promise<void> {
  await forKeyShare(
    tx('project_counters').select('project_id').where({ project_id }),
  );
}

/**
 * Takes numbers for new items. Outside a transaction nobody waits for long, and
 * what is not used leaves a gap; within one it takes holding the work alone, and
 * a rollback gives them back.
 *
 * @returns the first of them
 */
export async function takeNumbers(
  knex: Knex,
  project_id: string,
  count: number,
): Promise<number> {
  const [{ last_number }] = await knex('project_counters')
    .where({ project_id })
    .increment('last_number', count)
    .returning('last_number');
  return last_number - count + 1;
}
