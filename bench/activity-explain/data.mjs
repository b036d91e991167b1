import { loadBackend } from '../lib/backend.mjs';

const { ActivityLog } = loadBackend('changes/log/ActivityLog');
const { newId } = loadBackend('database/ids');

export const MONTHS = 12;

const BATCH = 5_000;

/** Numbers from 0 to 1 that are the same in every run. */
function randomFrom(seed) {
  let state = seed;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296;
    return state / 4_294_967_296;
  };
}

/** 70 %, 20 % and 10 % of the rows. */
export const workspaces = [
  '00000000-0000-7000-8000-000000000001',
  '00000000-0000-7000-8000-000000000002',
  '00000000-0000-7000-8000-000000000003',
];

/** The first have most of the work. */
export const projects = Array.from(
  { length: 200 },
  (_, n) => `00000000-0000-7000-9000-${String(n).padStart(12, '0')}`,
);

const actions = [
  ['page_view', 0.6],
  ['entity_view', 0.25],
  ['search', 0.08],
  ['click', 0.06],
  ['add_note', 0.0099],
  ['export', 0.0001],
];

/** What members may read is rare among the changes. */
const changedTypes = [
  ['work_item', 0.6],
  ['worklog', 0.38],
  ['workspace_member', 0.019],
  ['workspace', 0.001],
];

/** Few are busy, most are quiet. */
const skewed = (random, count) => Math.floor(count * random() ** 3);

function pick(random, weighted) {
  let left = random();
  return (weighted.find(([, weight]) => (left -= weight) < 0) ??
    weighted[0])[0];
}

function workspaceOf(random) {
  const at = random();
  if (at < 0.7) return workspaces[0];
  return at < 0.9 ? workspaces[1] : workspaces[2];
}

/** One row in twenty is a change, and half of those are details of a bulk. */
function makeRow(random, at) {
  const person = skewed(random, 2_000);
  const entity = skewed(random, 20_000);
  const isChange = random() < 0.05;
  return {
    id: newId(at),
    workspace_id: workspaceOf(random),
    project_id: isChange ? projects[skewed(random, 200)] : null,
    user_id: `user:default/person.${person}`,
    user_name: `Person ${person}`,
    user_email: `person.${person}@example.com`,
    action: isChange ? 'update' : pick(random, actions),
    entity_type: isChange ? pick(random, changedTypes) : 'component',
    entity_id: `component:default/service-${entity}`,
    entity_label: `Service ${entity}${entity === 19_999 ? ' zeppelin' : ''}`,
    metadata: { path: `/catalog/default/component/service-${entity}` },
    changes: isChange
      ? [{ field: 'role', old_value: 'guest', new_value: 'member' }]
      : [],
    created_at: at,
    batch_id: null,
    is_detail: isChange && random() < 0.5,
    source: isChange ? 'backend' : 'frontend',
    visibility: isChange ? 'workspace' : 'admins',
    people: [],
    ip: null,
    request_id: null,
  };
}

/**
 * Adds `count` rows between two instants through the log's own code.
 *
 * @returns rows a second
 */
export async function load(knex, { count, from, to, seed = 1 }) {
  const random = randomFrom(seed);
  const log = new ActivityLog();
  const began = performance.now();
  for (let done = 0; done < count; done += BATCH) {
    const rows = Array.from({ length: Math.min(BATCH, count - done) }, (_, n) =>
      makeRow(random, Math.floor(from + ((to - from) * (done + n)) / count)),
    );
    await knex.transaction(tx => log.append(tx, rows));
  }
  return Math.round((count / (performance.now() - began)) * 1_000);
}
