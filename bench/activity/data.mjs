import { loadBackend } from '../lib/backend.mjs';
import { withoutIndexes } from '../lib/withoutIndexes.mjs';
import { DAY_MS } from '../lib/values.mjs';

const { ensureActivityMonths } = loadBackend('database/activityMonths');

export const DAYS = 90;
export const PEOPLE = 5_000;

const STEP = 250_000;

/** Each with its share of the rows. */
export const actions = {
  page_view: 0.44,
  entity_view: 0.22,
  search: 0.09,
  click: 0.08,
  update: 0.06,
  create: 0.04,
  add_note: 0.03,
  log_time: 0.02,
  comment: 0.01,
  delete: 0.006,
  transfer: 0.003,
  export: 0.001,
};

export const entityTypes = {
  component: 0.4,
  work_item: 0.25,
  system: 0.12,
  api: 0.08,
  user: 0.05,
  group: 0.04,
  worklog: 0.03,
  project: 0.02,
  dashboard: 0.008,
  resource: 0.002,
};

/** The person who is the n-th busiest; the first has 6 % of all rows. */
export const person = n => `user:default/person.${n}`;

/** The entity that is the n-th best known. */
export const entity = n => `component:default/service-${n}`;

export const workspaces = [
  '00000000-0000-7000-8000-000000000001',
  '00000000-0000-7000-8000-000000000002',
  '00000000-0000-7000-8000-000000000003',
];

/** Of the first workspace; what is done in them is seen there. */
export const projects = Array.from(
  { length: 300 },
  (_, n) => `00000000-0000-7000-9000-${String(n).padStart(12, '0')}`,
);

/** Actions that change something others share. */
const changes = [
  'update',
  'create',
  'delete',
  'log_time',
  'comment',
  'transfer',
]
  .map(action => `'${action}'`)
  .join(', ');

/** SQL that picks by share, from a number between 0 and 1. */
function pickSql(shares, dice) {
  let sum = 0;
  const whens = Object.entries(shares).map(([name, share]) => {
    sum += share;
    return `WHEN ${dice} < ${sum} THEN '${name}'`;
  });
  return `CASE ${whens.join(' ')} ELSE '${Object.keys(shares)[0]}' END`;
}

/** The last whole days before an instant: what the log is filled with. */
export function daysBefore(now) {
  const to = Math.floor(now / DAY_MS) * DAY_MS;
  return { from: to - DAYS * DAY_MS, to };
}

/**
 * Fills the log of a PostgreSQL, evenly over a span of time. Made inside the
 * database: what is measured is reading.
 */
export async function fill(knex, span) {
  await ensureActivityMonths(knex, span.from, span.to);
  await withoutIndexes(knex, ['activity'], () => insertRows(knex, span));
}

async function insertRows(knex, { rows, from, to }) {
  await knex.raw('SELECT setseed(0.42)');
  for (let done = 0; done < rows; done += STEP) {
    await knex.raw(
      `INSERT INTO activity (id, workspace_id, user_id, user_name, user_email,
         action, entity_type, entity_id, entity_label, metadata, changes,
         created_at, is_detail, source, visibility, project_id, search_text)
       SELECT id, workspace_id, 'user:default/person.' || person,
         'Person ' || person, 'person.' || person || '@example.com',
         action, entity_type, 'component:default/service-' || entity,
         'Service ' || entity,
         json_build_object('path', '/catalog/default/component/service-' || entity),
         CASE WHEN action IN ('update', 'create', 'delete')
           THEN '[{"field":"state","old_value":"Todo","new_value":"Done"}]'::json
           ELSE '[]'::json END,
         to_timestamp(ms / 1000.0), random() < 0.02,
         CASE WHEN action IN ('update', 'create', 'delete') THEN 'backend' ELSE 'frontend' END,
         CASE WHEN action IN (${changes}) THEN
           CASE WHEN v < 0.2 THEN 1 WHEN v < 0.8 THEN 2 ELSE 3 END ELSE 5 END,
         CASE WHEN action IN (${changes}) AND v >= 0.2 THEN
           (ARRAY['${projects.join("','")}']::uuid[])[1 + floor(${
        projects.length
      } * power(w, 2))::int] END,
         upper('Service ' || entity || E'\\ncomponent:default/service-' || entity || E'\\nPerson ' || person)
       FROM (
         SELECT ms, person, entity, v, w,
           (lpad(to_hex(ms), 12, '0') || '7' || right(md5(n || 'a'), 3) || '8' || right(md5(n || 'b'), 15))::uuid AS id,
           (ARRAY['${workspaces.join("','")}']::uuid[])[
             CASE WHEN person % 10 < 7 THEN 1 WHEN person % 10 < 9 THEN 2 ELSE 3 END] AS workspace_id,
           ${pickSql(actions, 'a')} AS action,
           ${pickSql(entityTypes, 'e')} AS entity_type
         FROM (
           SELECT n, (? + (n::float8 / ?) * ?)::bigint AS ms,
             floor(${PEOPLE} * power(random(), 3))::int AS person,
             floor(20000 * power(random(), 3))::int AS entity,
             random() AS a, random() AS e, random() AS v, random() AS w
           FROM generate_series(?::int, ?::int) AS n
         ) AS drawn
       ) AS made`,
      [from, rows, to - from, done, Math.min(done + STEP, rows) - 1],
    );
  }
}

/**
 * The projects of the first workspace: the first twenty are open, the others
 * secret, and some people are members of the next twenty.
 */
export async function fillProjects(knex, members) {
  const dated = { version: 1, created_at: new Date(), updated_at: new Date() };
  await knex('workspaces').insert({
    id: workspaces[0],
    slug: 'bench',
    name: 'Bench',
    timezone: 'UTC',
    week_start: 1,
    settings: '{}',
    ...dated,
  });
  await knex('projects').insert(
    projects.map((id, n) => ({
      id,
      workspace_id: workspaces[0],
      entity_ref: `component:default/project-${n}`,
      name: `Project ${n}`,
      sort_name: `PROJECT ${n}`,
      identifier: `P${n}`,
      access: n < 20 ? 'open' : 'secret',
      is_time_tracking_enabled: true,
      settings: '{}',
      ...dated,
    })),
  );
  await knex('memberships').insert(
    members.flatMap((user_ref, m) =>
      projects.slice(20, 40).map((scope_id, n) => ({
        id: `00000000-0000-7000-a${m}00-${String(n).padStart(12, '0')}`,
        workspace_id: workspaces[0],
        scope: 'project',
        scope_id,
        user_ref,
        sort_name: user_ref.toUpperCase(),
        rank: 15,
        ...dated,
      })),
    ),
  );
}
