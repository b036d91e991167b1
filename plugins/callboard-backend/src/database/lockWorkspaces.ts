import { NotFoundError } from '@backstage/errors';
import { Knex } from 'knex';
import { lockForNoKeyUpdate } from './locks';

/**
 * Serialises changes to the members and the organisation of workspaces, until the transaction ends.
 * Always in the same order, to avoid deadlocks.
 *
 * @throws NotFoundError if one of them has been deleted
 */
export async function lockWorkspaces(
  tx: Knex.Transaction,
  ids: readonly string[],
): Promise<void> {
  const sortedIds = [...new Set(ids)];
  // Allows inserts of rows that reference the workspace.
  const rows = await lockForNoKeyUpdate(
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
