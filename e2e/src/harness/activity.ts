import { Person } from './signIn';
import { PortalSession } from './PortalSession';

/** The fields of an activity entry that the tests check. */
export interface ActivityRow {
  id: string;
  user_id: string;
  action: string;
  entity_type: string | null;
  entity_id: string | null;
  entity_label: string | null;
  created_at: string;
}

/** A row of a summary by person, date and action. */
export interface ActivityGroup {
  user_name: string;
  date: string;
  action: string;
  count: number;
}

/** Reads all pages of the list at `path` as alex.admin, a super admin. */
async function readAllPages<T, Key extends string>(
  session: PortalSession,
  path: string,
  key: Key,
): Promise<T[]> {
  const items: T[] = [];
  let cursor: string | null = null;
  do {
    const next: string = cursor ? `&cursor=${encodeURIComponent(cursor)}` : '';
    const response = await session.callApi(
      'alex.admin',
      `${path}&limit=200${next}`,
    );
    expect(response.status).toBe(200);
    const body: { [name in Key]: T[] } & { next_cursor: string | null } =
      await response.json();
    items.push(...body[key]);
    cursor = body.next_cursor;
  } while (cursor);
  return items;
}

/** Lists the activity that matches the filters, newest first. */
export function listActivity(
  session: PortalSession,
  filters: string,
): Promise<ActivityRow[]> {
  return readAllPages(session, `/admin/activity?${filters}`, 'activities');
}

/** Counts the activity that matches the filters, by person, date and action. */
export function countActivity(
  session: PortalSession,
  filters: string,
): Promise<ActivityGroup[]> {
  const grouping = 'group_by=user,date,action';
  return readAllPages(
    session,
    `/admin/activity/summary?${filters}&${grouping}`,
    'rows',
  );
}

/** Lists the activity of `person` since an instant, oldest first. */
export async function listActivitySince(
  session: PortalSession,
  person: Person,
  since: string,
): Promise<ActivityRow[]> {
  const rows = await listActivity(
    session,
    `user_id=user:default/${person}&start=${since.slice(0, 10)}`,
  );
  return rows.filter(row => row.created_at >= since).reverse();
}

/** Records one event as `person`. */
export async function postActivity(
  session: PortalSession,
  person: Person,
  event: object,
): Promise<string> {
  const response = await session.callApi(person, '/activity', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(event),
  });
  expect(response.status).toBe(201);
  return (await response.json()).id;
}
