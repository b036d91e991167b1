import { loadBackend } from '../lib/backend.mjs';

const { insertMany } = loadBackend('database/bulk');
const { newId } = loadBackend('database/ids');

const CHUNK = 20_000;

/** A notice has this many copies. */
const COPIES = 20;

const YEAR = 365 * 86_400_000;

export const personOf = nth => `user:default/p${nth}`;

/** Whose the nth is: a few people have many, and many have few. */
function ownerOf(nth, people) {
  const spread = ((nth * 7_919) % 1_000_003) / 1_000_003;
  return Math.min(people - 1, Math.floor(spread ** 2.5 * people));
}

/** The same notifications for both: one in eight is unread. */
export async function loadBoth(
  { knex, peerKnex, workspace_id },
  count,
  people,
) {
  const start = Date.now() - YEAR;
  let notice;
  for (let from = 0; from < count; from += CHUNK) {
    const notices = [];
    const copies = [];
    const rows = [];
    for (let nth = from; nth < Math.min(count, from + CHUNK); nth += 1) {
      const at = start + Math.floor((nth / count) * YEAR);
      if (nth % COPIES === 0) {
        notice = newId(at);
        notices.push({
          id: notice,
          workspace_id,
          visibility: 4,
          type: 'work_item.assigned',
          title: `Notice ${nth}`,
          body: 'Somebody has assigned this to you.',
          target_url: '/catalog',
          severity: 1,
          meta: {},
          rule: 'work_item.assigned',
          reason: 'You are assigned to it.',
          is_mention: false,
          is_mandatory: false,
          is_for_admins: false,
          audience: {},
          created_at: new Date(at),
        });
      }
      const moment = new Date(at + (nth % COPIES));
      const is_read = (nth * 31) % 8 !== 0;
      const id = newId(at);
      const user = personOf(ownerOf(nth, people));
      copies.push({
        id,
        user_ref: user,
        notice_id: notice,
        workspace_id,
        project_id: null,
        visibility: 4,
        type: 'work_item.assigned',
        severity: 1,
        is_read,
        is_archived: false,
        count: 1,
        created_at: moment,
        updated_at: moment,
        sort_at: moment,
      });
      rows.push({
        id,
        user,
        title: `Notice ${nth}`,
        description: 'Somebody has assigned this to you.',
        severity: 'normal',
        origin: 'plugin:callboard',
        link: '/catalog',
        created: moment,
        read: is_read ? moment : null,
      });
    }
    await insertMany(knex, 'notices', notices);
    await knex.raw(
      'INSERT INTO notifications SELECT * FROM json_populate_recordset(NULL::notifications, ?) ON CONFLICT DO NOTHING',
      [JSON.stringify(copies)],
    );
    await insertMany(peerKnex, 'notification', rows);
  }
}
