import { Activity } from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { people, TestCallboard } from '../../../__testUtils__/startCallboard';
import { ensureActivityMonths } from '../../../database/activityMonths';
import { createId } from '../../../database/ids';
import { ActivityRow, ActivityLog } from '../../../changes/ActivityLog';

const log = new ActivityLog();

/** Makes log rows with defaults for the fields that a test does not set. */
export function makeRows(
  workspace_id: string,
  rows: Array<Partial<ActivityRow>>,
): ActivityRow[] {
  return rows.map(row => {
    const created_at = row.created_at ?? Date.now();
    return {
      id: createId(created_at),
      workspace_id,
      project_id: null,
      visibility: 'admins',
      people: [],
      user_id: people.member,
      user_name: 'Max Member',
      user_email: null,
      action: 'page_view',
      entity_type: null,
      entity_id: null,
      entity_label: null,
      metadata: null,
      changes: [],
      created_at,
      batch_id: null,
      is_detail: false,
      is_dated: row.created_at !== undefined,
      source: 'frontend' as const,
      ip: null,
      request_id: null,
      ...row,
    };
  });
}

/** Adds rows to the log, with the times that the test sets, and returns them. */
export async function addRows(
  knex: Knex,
  workspace_id: string,
  rows: Array<Partial<ActivityRow>>,
): Promise<ActivityRow[]> {
  const complete = makeRows(workspace_id, rows);
  const times = complete.map(row => row.created_at);
  await ensureActivityMonths(knex, Math.min(...times), Math.max(...times));
  await log.append(knex, complete);
  return complete;
}

/** Creates a workspace with some of the test's people; returns its id. */
export async function addWorkspace(
  callboard: TestCallboard,
  slug: string,
  options: {
    timezone?: string;
    week_start?: number;
    members?: Array<[user_ref: string, role: string]>;
  } = {},
): Promise<string> {
  const { members = [], ...settings } = options;
  const superAdmin = callboard.as('superAdmin');
  const { body } = await superAdmin
    .post('/workspaces', { slug, name: slug, ...settings })
    .expect(201);
  for (const [user_ref, role] of members) {
    await superAdmin
      .post(`/workspaces/${slug}/members`, { user_ref, role })
      .expect(201);
  }
  return body.id;
}

/** Reads all rows of a list, page by page. */
export async function readAll(
  agent: ReturnType<TestCallboard['as']>,
  path: string,
  limit = 200,
): Promise<Activity[]> {
  const separator = path.includes('?') ? '&' : '?';
  const rows: Activity[] = [];
  let cursor = '';
  do {
    const { body } = await agent
      .get(
        `${path}${separator}total=false&limit=${limit}${
          cursor && `&cursor=${cursor}`
        }`,
      )
      .expect(200);
    rows.push(...body.activities);
    cursor = body.next_cursor ?? '';
  } while (cursor);
  return rows;
}
