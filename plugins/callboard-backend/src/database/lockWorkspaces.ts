import { NotFoundError } from '@backstage/errors';
import { Knex } from 'knex';
import { forNoKeyUpdate } from './dialect';

/**
 * Makes changes to the members and the organisation of workspaces wait for each
 * other, until the transaction ends. Always in the same order, so that two who
 * lock several never wait for one another.
 *
 * @throws NotFoundError when one of them has been deleted
 */
export async function lockWorkspaces(
  tx: Knex.Transaction,
  ids: readonly string[],
): Promise<void> {
  const sortedIds = [...new Set(ids)];
  // Rows that only refer to the workspace may come meanwhile.
  const rows = await forNoKeyUpdate(
    tx('workspaces')
      .select('id')
      .whereIn('id', sortedIds)
      .whereNull('deleted_at')
      .orderBy('id'),
  );
  if (rows.length < sortedIds.length) {
    throw new NotFoundError('The workspace has just been deleted');
  }
}
