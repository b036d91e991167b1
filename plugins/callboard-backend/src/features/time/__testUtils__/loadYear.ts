import { WorkItem } from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { analyseDatabase } from '../../../__testUtils__/analyseDatabase';
import { insertMany } from '../../../database/bulk';
import { createId } from '../../../database/ids';
import { addDays } from '../../../database/zones';

/** The people and items of the loaded worklogs. */
interface LoadedYear {
  user_refs: readonly string[];
  /** Each person logs time on one of these items. People are assigned to the items in turn. */
  items: ReadonlyArray<Pick<WorkItem, 'id' | 'project_id'>>;
}

/** The first loaded day. */
export const LOADED_FROM = '2024-01-01';

const WEEKS = 52;

/** The number of weeks at the end of the year that are submitted but not approved. */
const SUBMITTED_WEEKS = 3;

/** Loads a year of worklogs: one per person and working day, in approved and submitted weeks. */
export async function loadYear(
  knex: Knex,
  { user_refs, items }: LoadedYear,
): Promise<void> {
  const { workspace_id } = await knex('projects').first('workspace_id');
  const now = new Date();
  const stamps = { version: 1, created_at: now, updated_at: now };
  for (let week = 0; week < WEEKS; week += 1) {
    const monday = addDays(LOADED_FROM, 7 * week);
    await insertMany(
      knex,
      'time_periods',
      user_refs.map(member_id => ({
        id: createId(now.getTime()),
        workspace_id,
        member_id,
        week_start: monday,
        week_end: addDays(monday, 6),
        status: week < WEEKS - SUBMITTED_WEEKS ? 'approved' : 'submitted',
        ...stamps,
      })),
    );
    const entries = user_refs.flatMap((logged_by, person) =>
      [0, 1, 2, 3, 4].map(day => ({
        id: createId(now.getTime()),
        workspace_id,
        project_id: items[person % items.length].project_id,
        work_item_id: items[person % items.length].id,
        logged_by,
        duration_minutes: 480,
        search_text: '',
        logged_at: addDays(monday, day),
        is_billable: false,
        source: 'manual',
        ...stamps,
      })),
    );
    await insertMany(knex, 'worklogs', entries);
  }
  await analyseDatabase(knex);
}
