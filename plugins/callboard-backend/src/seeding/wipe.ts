import { Knex } from 'knex';
import { isPostgres } from '../database/dialect';
import { derivedTables } from '../features/activity/rollups/rollups';

/** Children before their parents. */
const tables = [
  'live_channels',
  'outbox_dispatches',
  'outbox',
  'activity_client_events',
  'activity_readers',
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

/** What is left of everything: a seeder, and what it ran or runs for. */
export interface SeedMark {
  name: string;
  /** Of the reset that wiped; null at first start. */
  reset_id: string | null;
  /** Null until the seeder is done. */
  seeded_at: Date | null;
}

/**
 * Deletes everything that Callboard stores and leaves marks, or does neither.
 * What the portal says of who belongs to which group stays: that is no demo
 * data, and true before and after.
 */
export async function wipe(
  knex: Knex,
  marks: readonly SeedMark[],
): Promise<void> {
  await knex.transaction(async tx => {
    if (isPostgres(tx)) {
      await tx.raw(`TRUNCATE ${tables.join(', ')}`);
    } else {
      for (const table of tables) {
        await tx(table).delete();
      }
    }
    if (marks.length > 0) {
      await tx('seeds').insert(marks);
    }
  });
}
