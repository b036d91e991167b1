import { Knex } from 'knex';
import { isPostgres } from '../database/dialect';
import { derivedTables } from '../features/activity/rollups/rollups';

/** Children before their parents. */
const tables = [
  'outbox_dispatches',
  'outbox',
  'activity_client_events',
  'activity',
  ...derivedTables,
  'department_links',
  'staff_transfers',
  'staff',
  'departments',
  'work_item_labels',
  'work_item_assignees',
  'work_source_marks',
  'work_item_tombstones',
  'work_items',
  'work_modules',
  'work_cycles',
  'work_labels',
  'work_states',
  'project_counters',
  'project_owners',
  'projects',
  'membership_sources',
  'memberships',
  'workspaces',
  'people',
  'seeds',
];

/**
 * Deletes everything that Callboard stores, but for what the portal says of who
 * belongs to which group: that is no demo data, and true before and after.
 */
export async function wipe(knex: Knex): Promise<void> {
  await knex.transaction(async tx => {
    if (isPostgres(tx)) {
      await tx.raw(`TRUNCATE ${tables.join(', ')}`);
      return;
    }
    for (const table of tables) {
      await tx(table).delete();
    }
  });
}
