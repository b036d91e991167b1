import { NotFoundError } from '@backstage/errors';
import { Knex } from 'knex';
import { forUpdate } from './dialect';

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
  const wanted = [...new Set(ids)];
  const rows = await forUpdate(
    tx('workspaces')
      .select('id')
      .whereIn('id', wanted)
      .whereNull('deleted_at')
      .orderBy('id'),
  );
  if (rows.length < wanted.length) {
    throw new NotFoundError('The workspace has just been deleted');
  }
}
