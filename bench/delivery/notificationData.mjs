import { loadBackend, range } from '../lib/backend.mjs';
import { versioned } from '../lib/data.mjs';

const { insertMany } = loadBackend('database/bulk');
const { newId } = loadBackend('database/ids');

const RECIPIENTS = 20;
const PROJECTS = 60;
/** Everybody is a member of every third project, the marker of all. */
const EVERY = 3;
const GUEST = 5;
const MEMBER = 15;

/** Has a 60th of all notifications, a 500th of them unread, with access to all of them. */
export const marker = 'user:default/marker';

const at = (nth, count) => `date_trunc('milliseconds',
  :until::timestamptz - interval '1 year' * (1 - (${nth})::float8 / ${count}))`;

/** One in eight is unread. Few people have most of them. */
const RECIPIENTS_SQL = `
  CREATE TABLE recipients AS SELECT DISTINCT ON (notice, user_ref) *,
    CASE WHEN user_ref = '${marker}' THEN nth % 500 <> 0 ELSE (nth::bigint * 31) % 8 <> 0 END AS is_read
  FROM (
    SELECT nth, nth / ${RECIPIENTS} AS notice, ${at('nth', ':count')} AS at,
      CASE WHEN nth % 500 % 60 = 0 THEN '${marker}' ELSE 'user:default/p' ||
        floor(:people * power((hashint8extended(nth, 42) & 2147483647) / 2147483648::float8, 2)) END AS user_ref
    FROM generate_series(0, :count - 1) AS nth
  ) AS owned`;

/** Most notices are about projects, a tenth of which are secret; some are for members alone. */
const NOTICES_SQL = `
  INSERT INTO notices (id, workspace_id, project_id, visibility, type, title, body, target_url,
    severity, meta, rule, reason, is_mention, is_mandatory, is_for_admins, audience, created_at)
  SELECT uuidv7(at - statement_timestamp()), :workspace_id, projects.id, visibility,
    'work_item.assigned', 'Notice ' || nth, 'Somebody has assigned this to you.', '/catalog', 1,
    '{}', 'work_item.assigned', 'You are assigned to it.', false, false, false, '{}', at
  FROM (
    SELECT nth, ${at(`nth * ${RECIPIENTS}`, ':count')} AS at,
      CASE WHEN nth % 5 < 4 THEN 'P' || nth % ${PROJECTS} END AS project,
      CASE WHEN nth % 20 = 0 THEN 3 WHEN nth % 20 = 4 THEN 6 WHEN nth % 5 < 4 THEN 2 ELSE 4 END AS visibility
    FROM generate_series(0, (:count - 1) / ${RECIPIENTS}) AS nth
  ) AS notice LEFT JOIN projects ON projects.identifier = notice.project ORDER BY nth`;

const NOTIFICATIONS_SQL = `
  INSERT INTO notifications (id, user_ref, notice_id, workspace_id, project_id, visibility, type,
    severity, is_archived, count, created_at, updated_at, sort_at)
  SELECT uuidv7(r.at - statement_timestamp()), r.user_ref, n.id, n.workspace_id, n.project_id,
    n.visibility, n.type, 1, false, 1, r.at, r.at, r.at
  FROM recipients r JOIN notices n ON n.title = 'Notice ' || r.notice ORDER BY r.nth`;

const UNREAD_SQL = `
  CREATE TABLE unread AS SELECT notifications.id, r.nth
  FROM recipients r JOIN notices n ON n.title = 'Notice ' || r.notice
  JOIN notifications ON notifications.notice_id = n.id AND notifications.user_ref = r.user_ref
  WHERE NOT r.is_read`;

const PEER_SQL = `
  INSERT INTO notification (id, "user", title, description, severity, origin, link, created, read)
  SELECT gen_random_uuid(), user_ref, 'Notice ' || notice, 'Somebody has assigned this to you.',
    'normal', 'plugin:callboard', '/catalog', at, CASE WHEN is_read THEN at END
  FROM recipients ORDER BY nth`;

export async function loadBoth({ knex, peerKnex, bench }, count, people) {
  const { workspace_id } = bench;
  const values = { count, people, workspace_id, until: new Date() };
  await joinProjects(knex, bench, people);
  await knex.raw(RECIPIENTS_SQL, values);
  for (const sql of [NOTICES_SQL, NOTIFICATIONS_SQL, UNREAD_SQL]) {
    await knex.raw(sql, values);
  }
  await makeUnread(knex);
  await peerKnex.raw(RECIPIENTS_SQL, values);
  await peerKnex.raw(PEER_SQL);
}

export async function makeUnread(knex) {
  await knex.raw('TRUNCATE unread_notifications');
  await knex.raw(
    `INSERT INTO unread_notifications (id, user_ref, notice_id, workspace_id, project_id, visibility,
       type, is_archived, sort_at, count)
     SELECT id, user_ref, notice_id, workspace_id, project_id, visibility, type, is_archived, sort_at, count
     FROM unread JOIN notifications USING (id) ORDER BY nth`,
  );
  await knex.raw('VACUUM (ANALYZE) unread_notifications');
}

/** Some users: each notification is as likely as any other to be of the user. */
export const pickUsers = (knex, count) =>
  knex('recipients')
    .whereNot({ user_ref: marker })
    .orderByRaw('md5(nth::text)')
    .limit(count)
    .pluck('user_ref');

async function joinProjects(knex, bench, people) {
  const { workspace_id } = bench;
  const projects = range(PROJECTS).map(nth => ({
    id: newId(Date.now()),
    workspace_id,
    identifier: `P${nth}`,
    entity_ref: `system:default/p${nth}`,
    settings: {},
    name: `P${nth}`,
    sort_name: `p${nth}`,
    ...versioned(),
    access: nth % 10 === 0 ? 'secret' : 'open',
    is_time_tracking_enabled: true,
  }));
  await insertMany(knex, 'projects', projects);
  const users = range(people).map(n => `user:default/p${n}`);
  await bench.join([...users, marker], GUEST);
  for (const [nth, { id }] of projects.entries()) {
    const members = users.filter((_, n) => (n + nth) % EVERY === 0);
    await bench.join([...members, marker], MEMBER, id);
  }
}
