import { loadBackend } from '../lib/backend.mjs';

const { insertMany } = loadBackend('database/bulk');
const { newId } = loadBackend('database/ids');

/** A notice has this many copies. */
const COPIES = 20;

const PROJECTS = 60;

/** Of how many projects somebody is a member, beside the marker: of all. */
const JOINED = 20;

const GUEST = 5;
const MEMBER = 15;

/** Has a 500th of all notifications unread, and sees them all. */
export const marker = 'user:default/marker';

/** @param rank - 0 for whoever has the most notifications */
export const personOf = rank => `user:default/p${rank}`;

/** How far people differ: what is usual of what people get, send and do. */
const SIGMA = 1.6;

/**
 * How many of some notifications each person has, the most first: the logarithms
 * are distributed normally.
 */
export function sharesOf(count, people) {
  const weights = Array.from({ length: people }, (_, rank) =>
    Math.exp(-SIGMA * normalQuantile((rank + 0.5) / people)),
  );
  const sum = weights.reduce((all, weight) => all + weight, 0);
  let until = 0;
  let given = 0;
  return weights.map(weight => {
    until += (weight / sum) * count;
    const share = Math.round(until) - given;
    given += share;
    return share;
  });
}

/**
 * The people who make a number of calls: somebody with twice as many notifications
 * calls twice as often.
 */
export function askers(calls, shares) {
  const count = shares.reduce((all, share) => all + share, 0);
  const found = [];
  let until = 0;
  shares.forEach((share, rank) => {
    until += share;
    while (
      found.length < calls &&
      ((found.length + 0.5) / calls) * count < until
    ) {
      found.push(personOf(rank));
    }
  });
  return found;
}

/** Newton's method on the distribution's integral by Simpson's rule. */
function normalQuantile(part) {
  const density = x => Math.exp((-x * x) / 2) / Math.sqrt(2 * Math.PI);
  const below = x => {
    const step = x / 200;
    let sum = density(0) + density(x);
    for (let n = 1; n < 200; n += 1) sum += density(n * step) * (n % 2 ? 4 : 2);
    return 0.5 + (sum * step) / 3;
  };
  let x = 0;
  for (let n = 0; n < 40; n += 1) {
    x -= Math.max(-0.5, Math.min(0.5, (below(x) - part) / density(x)));
  }
  return x;
}

/** One in eight is unread; of the marker's the first of each 500. */
const COPIES_SQL = `
  SELECT DISTINCT ON (nth / ${COPIES}, user_ref)
    nth, nth / ${COPIES} AS notice, user_ref,
    CASE WHEN nth % 500 % 60 = 0 THEN nth % 500 <> 0
      ELSE (nth::bigint * 31) % 8 <> 0 END AS is_read,
    date_trunc(
      'milliseconds',
      :until::timestamptz - interval '1 year' * (1 - nth::float8 / :count)
    ) AS at
  FROM (
    SELECT nth, CASE WHEN nth % 500 % 60 = 0 THEN '${marker}' ELSE owner END AS user_ref
    FROM (
      SELECT row_number() OVER (ORDER BY hashtextextended(rank || ' ' || n, 0))::int - 1 AS nth,
        'user:default/p' || (rank - 1) AS owner
      FROM unnest(:shares::int[]) WITH ORDINALITY AS share (size, rank),
        generate_series(1, size) AS n
    ) AS shuffled
  ) AS owned`;

/**
 * What notices tell of: most of projects, of which a tenth are secret; some of
 * them for members alone. The rest of the person, and some whoever may see it.
 */
const NOTICES_SQL = `
  SELECT nth, date_trunc(
      'milliseconds',
      :until::timestamptz - interval '1 year' * (1 - nth::float8 * ${COPIES} / :count)
    ) AS at,
    CASE WHEN nth % 5 < 4 THEN 'P' || nth % ${PROJECTS} END AS project,
    CASE WHEN nth % 20 = 0 THEN 3 WHEN nth % 20 = 4 THEN 6
      WHEN nth % 5 < 4 THEN 2 ELSE 4 END AS visibility
  FROM generate_series(0, (:count - 1) / ${COPIES}) AS nth`;

/** The same notifications for both. */
export async function loadBoth({ knex, peerKnex, bench }, count, people) {
  const { workspace_id } = bench;
  const shares = sharesOf(count, people);
  const given = { count, shares, workspace_id, until: new Date() };
  await loadPlaces({ knex, bench }, people);
  await knex.raw(
    `CREATE TABLE told AS
     SELECT notice.*, projects.id AS project_id,
            uuidv7(notice.at - statement_timestamp()) AS id
     FROM (${NOTICES_SQL}) AS notice
     LEFT JOIN projects ON projects.identifier = notice.project`,
    given,
  );
  await knex.raw(
    `INSERT INTO notices (id, workspace_id, project_id, visibility, type, title,
       body, target_url, severity, meta, rule, reason, is_mention, is_mandatory,
       is_for_admins, audience, created_at)
     SELECT id, :workspace_id, project_id, visibility, 'work_item.assigned',
       'Notice ' || nth, 'Somebody has assigned this to you.', '/catalog', 1, '{}',
       'work_item.assigned', 'You are assigned to it.', false, false, false, '{}', at
     FROM told ORDER BY nth`,
    given,
  );
  await knex.raw(
    `INSERT INTO notifications (id, user_ref, notice_id, workspace_id, project_id,
       visibility, type, severity, is_archived, count, created_at, updated_at,
       sort_at)
     SELECT uuidv7(copy.at - statement_timestamp()), copy.user_ref, told.id,
       :workspace_id, told.project_id, told.visibility, 'work_item.assigned', 1,
       false, 1, copy.at, copy.at, copy.at
     FROM (${COPIES_SQL}) AS copy JOIN told ON told.nth = copy.notice
     ORDER BY copy.nth`,
    given,
  );
  await knex.raw(
    `CREATE TABLE unread AS
     SELECT notifications.id, copy.nth
     FROM (${COPIES_SQL}) AS copy JOIN told ON told.nth = copy.notice
     JOIN notifications ON notifications.notice_id = told.id
       AND notifications.user_ref = copy.user_ref
     WHERE NOT copy.is_read`,
    given,
  );
  await makeUnread(knex);
  await knex.raw('DROP TABLE told');
  await peerKnex.raw(
    `INSERT INTO notification (id, "user", title, description, severity, origin,
       link, created, read)
     SELECT gen_random_uuid(), user_ref, 'Notice ' || notice,
       'Somebody has assigned this to you.', 'normal', 'plugin:callboard',
       '/catalog', at, CASE WHEN is_read THEN at END
     FROM (${COPIES_SQL}) AS copy ORDER BY nth`,
    given,
  );
}

/** Makes those unread that were at the start, in the order they were told. */
export async function makeUnread(knex) {
  await knex.raw('TRUNCATE unread_notifications');
  await knex.raw(
    `INSERT INTO unread_notifications (id, user_ref, notice_id, workspace_id,
       project_id, visibility, type, is_archived, sort_at, count)
     SELECT id, user_ref, notice_id, workspace_id, project_id, visibility, type,
       is_archived, sort_at, count
     FROM unread JOIN notifications USING (id) ORDER BY nth`,
  );
  await knex.raw('VACUUM (ANALYZE) unread_notifications');
}

/** The projects, and who is a member of which. */
async function loadPlaces({ knex, bench }, people) {
  const now = new Date();
  const { workspace_id } = bench;
  const versioned = { version: 1, created_at: now, updated_at: now };
  const projects = Array.from({ length: PROJECTS }, (_, nth) => ({
    id: newId(now.getTime()),
    workspace_id,
    entity_ref: `system:default/p${nth}`,
    name: `P${nth}`,
    sort_name: `p${nth}`,
    identifier: `P${nth}`,
    access: nth % 10 === 0 ? 'secret' : 'open',
    is_time_tracking_enabled: true,
    settings: {},
    ...versioned,
  }));
  await insertMany(knex, 'projects', projects);
  const everybody = Array.from({ length: people }, (_, rank) => personOf(rank));
  await bench.join([...everybody, marker], GUEST);
  for (const [nth, { id }] of projects.entries()) {
    const members = everybody.filter(
      (_, rank) => (rank + nth) % (PROJECTS / JOINED) === 0,
    );
    await bench.join([...members, marker], MEMBER, id);
  }
}
