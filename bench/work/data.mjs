import { loadBackend } from '../lib/backend.mjs';
import { mixed, pick } from '../lib/values.mjs';

const { insertMany } = loadBackend('database/bulk');
const { newId } = loadBackend('database/ids');
const { foldText } = loadBackend('database/foldText');

const CHUNK = 20_000;

const verbs = ['Fix', 'Add', 'Remove', 'Speed up', 'Document', 'Test'];
const things = ['rounding', 'checkout', 'refunds', 'the ledger', 'exports'];

function row(scope) {
  const now = new Date();
  return {
    id: newId(now.getTime()),
    ...scope,
    version: 1,
    created_at: now,
    updated_at: now,
  };
}

const groups = [
  ['Backlog', 'backlog'],
  ['Todo', 'unstarted'],
  ['In Progress', 'started'],
  ['In Review', 'started'],
  ['Done', 'completed'],
];

/** What the items of each project can have, and the project's counter. */
export async function loadSettings(knex, workspace_id, projects) {
  const make = (extra, names) =>
    projects.flatMap(({ id }) =>
      names.map((name, n) => ({
        ...row({ workspace_id, project_id: id }),
        name,
        sort_name: foldText(name),
        ...extra(n),
      })),
    );
  const settings = {
    work_states: make(
      n => ({ color: '#57606a', group: groups[n][1], sequence: n * 1_000 }),
      groups.map(([name]) => name),
    ),
    work_labels: make(
      () => ({ color: '#57606a' }),
      Array.from({ length: 10 }, (_, n) => `label ${n}`),
    ),
    work_cycles: make(
      () => ({}),
      Array.from({ length: 12 }, (_, n) => `Cycle ${n}`),
    ),
    work_modules: make(
      () => ({}),
      Array.from({ length: 5 }, (_, n) => `Module ${n}`),
    ),
  };
  for (const [table, rows] of Object.entries(settings)) {
    await insertMany(knex, table, rows);
  }
  await insertMany(
    knex,
    'project_counters',
    projects.map(({ id }) => ({ project_id: id, last_number: 0 })),
  );
  const by = rows => Map.groupBy?.(rows, r => r.project_id) ?? groupBy(rows);
  return {
    states: by(settings.work_states),
    labels: by(settings.work_labels),
    cycles: by(settings.work_cycles),
    modules: by(settings.work_modules),
  };
}

function groupBy(rows) {
  const found = new Map();
  for (const each of rows) {
    const known = found.get(each.project_id);
    if (known) known.push(each);
    else found.set(each.project_id, [each]);
  }
  return found;
}

/** An item as the tables take it, with its people and labels beside. */
export function itemOf(scope, settings, n, number) {
  const { project_id } = scope;
  const chance = mixed(n);
  const state = pick(settings.states.get(project_id), chance);
  const title = `${pick(verbs, chance)} ${pick(things, chance >> 3)} ${n}`;
  const at = new Date(Date.UTC(2026, 0, 1) + chance * 25_000);
  return {
    ...row(scope),
    number,
    title,
    search_text: foldText(title),
    description: `What is to be done about ${title}, and why.`,
    state_id: state.id,
    priority: chance % 5,
    estimate_points: chance % 3 ? chance % 8 : null,
    estimate_time: chance % 4 ? (chance % 20) * 30 : null,
    cycle_id:
      chance % 3 ? pick(settings.cycles.get(project_id), chance).id : null,
    module_id:
      chance % 2
        ? pick(settings.modules.get(project_id), chance >> 2).id
        : null,
    start_date: null,
    target_date:
      chance % 2 ? `2026-${10 + (chance % 3)}-${10 + (chance % 18)}` : null,
    parent_id: null,
    sort_order: number * 65_536,
    created_by: `user:default/p${chance % 5_000}`,
    completed_at: state.group === 'completed' ? at : null,
    archived_at: null,
    is_draft: false,
    source: 'callboard',
    external_id: null,
    external_url: null,
    external_updated_at: null,
    external_digest: null,
    created_at: at,
    updated_at: at,
  };
}

/** An item was in its state of today all the time. */
const spansOfItem = ({ id, state_id, created_at }) => [
  { work_item_id: id, state_id, entered_at: created_at },
];

/**
 * Items, the same number for each project.
 *
 * @param options.finish - makes an item what it is to be
 * @param options.spansOf - the states that an item was in
 */
export async function loadItems(
  knex,
  workspace_id,
  projects,
  settings,
  count,
  { finish = item => item, spansOf = spansOfItem } = {},
) {
  const each = Math.floor(count / projects.length);
  for (let start = 0; start < count; start += CHUNK) {
    const items = [];
    for (let n = start; n < Math.min(count, start + CHUNK); n += 1) {
      const project = projects[Math.floor(n / each) % projects.length];
      const scope = { workspace_id, project_id: project.id };
      items.push(finish(itemOf(scope, settings, n, (n % each) + 1), n));
    }
    await insertMany(knex, 'work_items', items);
    await insertMany(knex, 'work_item_states', items.flatMap(spansOf));
    await insertMany(
      knex,
      'work_item_assignees',
      items
        .filter((_, n) => n % 5 !== 0)
        .map(({ id }, n) => ({
          work_item_id: id,
          user_ref: `user:default/p${mixed(start + n) % 5_000}`,
        })),
    );
    await insertMany(
      knex,
      'work_item_labels',
      items
        .filter((_, n) => n % 3 !== 0)
        .map(({ id, project_id }, n) => ({
          work_item_id: id,
          label_id: pick(settings.labels.get(project_id), mixed(n)).id,
        })),
    );
  }
  await knex('project_counters').update({ last_number: each });
}
