import { loadBackend } from '../lib/backend.mjs';

const { insertMany } = loadBackend('database/bulk');
const { newId } = loadBackend('database/ids');

/** As many recipients has a notice. */
const RECIPIENTS = 20;
const PROJECTS = 60;
/** Everybody is a member of every third project, the marker of all. */
const EVERY = 3;
const GUEST = 5;
const MEMBER = 15;

/** Has a 500th of all notifications unread, with access to all of them. */
export const marker = 'user:default/marker';

/**
 * Who gets the n-th notification, when, and whether it is read: one in eight is unread.
 * How many somebody has is distributed log-normally (σ = 1.6).
 */
const RECIPIENTS_SQL = `
  SELECT DISTINCT ON (nth / ${RECIPIENTS}, user_ref) nth, nth / ${RECIPIENTS} AS notice, user_ref,
    CASE WHEN is_marked THEN nth % 500 <> 0 ELSE (nth::bigint * 31) % 8 <> 0 END AS is_read,
    date_trunc('milliseconds',
      :until::timestamptz - interval '1 year' * (1 - nth::float8 / :count)) AS at
  FROM (
    SELECT nth, nth % 500 % 60 = 0 AS is_marked,
      CASE WHEN nth % 500 % 60 = 0 THEN '${marker}'
        ELSE (SELECT user_ref FROM shares WHERE until > random_part(nth) ORDER BY until LIMIT 1) END AS user_ref
    FROM generate_series(0, :count - 1) AS nth
  ) AS owned`;

/** Most notices are about projects, a tenth of which are secret; some are for members alone. */
const NOTICES_SQL = `
  SELECT nth, date_trunc('milliseconds',
      :until::timestamptz - interval '1 year' * (1 - nth::float8 * ${RECIPIENTS} / :count)) AS at,
    CASE WHEN nth % 5 < 4 THEN 'P' || nth % ${PROJECTS} END AS project,
    CASE WHEN nth % 20 = 0 THEN 3 WHEN nth % 20 = 4 THEN 6 WHEN nth % 5 < 4 THEN 2 ELSE 4 END AS visibility
  FROM generate_series(0, (:count - 1) / ${RECIPIENTS}) AS nth`;

const SHARES_SQL = `
  CREATE FUNCTION random_part(nth integer) RETURNS float8 IMMUTABLE LANGUAGE sql
  RETURN (hashint8extended(nth, 42) & 2147483647) / 2147483648.0;
  CREATE TABLE shares AS
  SELECT 'user:default/p' || n AS user_ref, sum(weight) OVER (ORDER BY n) / sum(weight) OVER () AS until
  FROM (
    SELECT n, exp(1.6 * sqrt(-2 * ln(random_part(2 * n) + 1e-9)) * cos(2 * pi() * random_part(2 * n + 1))) AS weight
    FROM generate_series(0, PEOPLE - 1) AS n
  ) AS weighed;
  CREATE UNIQUE INDEX ON shares (until) INCLUDE (user_ref); ANALYZE shares`;

/** Fills Callboard and the store of the portal with the same notifications. */
export async function loadBoth({ knex, peerKnex, bench }, count, people) {
  const { workspace_id } = bench;
  const values = { count, workspace_id, until: new Date() };
  await joinProjects(knex, bench, people);
  for (const client of [knex, peerKnex]) {
    await client.raw(SHARES_SQL.replace('PEOPLE', people));
    await client.raw(`CREATE TABLE recipients AS ${RECIPIENTS_SQL}`, values);
  }
  await knex.raw(
    `INSERT INTO notices (id, workspace_id, project_id, visibility, type, title, body, target_url,
       severity, meta, rule, reason, is_mention, is_mandatory, is_for_admins, audience, created_at)
     SELECT uuidv7(notice.at - statement_timestamp()), :workspace_id, projects.id, visibility,
       'work_item.assigned', 'Notice ' || nth, 'Somebody has assigned this to you.', '/catalog', 1,
       '{}', 'work_item.assigned', 'You are assigned to it.', false, false, false, '{}', notice.at
     FROM (${NOTICES_SQL}) AS notice LEFT JOIN projects ON projects.identifier = notice.project
     ORDER BY nth`,
    values,
  );
  await knex.raw(
    `INSERT INTO notifications (id, user_ref, notice_id, workspace_id, project_id, visibility, type,
       severity, is_archived, count, created_at, updated_at, sort_at)
     SELECT uuidv7(r.at - statement_timestamp()), r.user_ref, n.id, n.workspace_id, n.project_id,
       n.visibility, n.type, 1, false, 1, r.at, r.at, r.at
     FROM recipients r JOIN notices n ON n.title = 'Notice ' || r.notice ORDER BY r.nth`,
  );
  await knex.raw(
    `CREATE TABLE unread AS SELECT notifications.id, r.nth
     FROM recipients r JOIN notices n ON n.title = 'Notice ' || r.notice
     JOIN notifications ON notifications.notice_id = n.id AND notifications.user_ref = r.user_ref
     WHERE NOT r.is_read`,
  );
  await makeUnread(knex);
  await peerKnex.raw(
    `INSERT INTO notification (id, "user", title, description, severity, origin, link, created, read)
     SELECT gen_random_uuid(), user_ref, 'Notice ' || notice, 'Somebody has assigned this to you.',
       'normal', 'plugin:callboard', '/catalog', at, CASE WHEN is_read THEN at END
     FROM recipients ORDER BY nth`,
  );
}

/** Makes those unread again that were at the start. */
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
export async function pickUsers(knex, count) {
  const { rows } = await knex.raw(
    `SELECT user_ref FROM recipients WHERE user_ref <> '${marker}' ORDER BY md5(nth::text) LIMIT ?`,
    [count],
  );
  return rows.map(({ user_ref }) => user_ref);
}

async function joinProjects(knex, bench, people) {
  const now = new Date();
  const projects = Array.from({ length: PROJECTS }, (_, nth) => ({
    id: newId(now.getTime()),
    workspace_id: bench.workspace_id,
    entity_ref: `system:default/p${nth}`,
    ...{ name: `P${nth}`, sort_name: `p${nth}`, identifier: `P${nth}` },
    access: nth % 10 === 0 ? 'secret' : 'open',
    ...{ is_time_tracking_enabled: true, settings: {} },
    ...{ version: 1, created_at: now, updated_at: now },
  }));
  await insertMany(knex, 'projects', projects);
  const users = Array.from({ length: people }, (_, n) => `user:default/p${n}`);
  await bench.join([...users, marker], GUEST);
  for (const [nth, { id }] of projects.entries()) {
    const members = users.filter((_, n) => (n + nth) % EVERY === 0);
    await bench.join([...members, marker], MEMBER, id);
  }
}
