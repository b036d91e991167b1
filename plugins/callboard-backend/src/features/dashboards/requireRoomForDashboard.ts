import { ConflictError } from '@backstage/errors';
import { MAX_DASHBOARDS_PER_WORKSPACE } from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { DashboardStore } from './DashboardStore';

/**
 * Requires that a locked workspace has room for one more dashboard.
 *
 * @throws ConflictError at the maximum
 */
export async function requireRoomForDashboard(
  tx: Knex.Transaction,
  store: DashboardStore,
  workspace_id: string,
): Promise<void> {
  const count = await store.countInWorkspace(tx, workspace_id);
  if (count >= MAX_DASHBOARDS_PER_WORKSPACE) {
    throw new ConflictError(
      `A workspace can have at most ${MAX_DASHBOARDS_PER_WORKSPACE} dashboards. Delete one first`,
    );
  }
}
