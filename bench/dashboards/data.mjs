import { fill, fillProjects, projects, workspaces } from '../activity/data.mjs';
import { load as appendLog } from '../activity-explain/data.mjs';
import { loadBackend, requireOfBackend } from '../lib/backend.mjs';
import { inProgress } from '../lib/progress.mjs';
import { DAY_MS, DEPARTMENTS } from '../lib/values.mjs';
import { withoutIndexes } from '../lib/withoutIndexes.mjs';
import { loadDepartments, loadStaff } from '../organisation/data.mjs';
import { loadWorklogs } from '../time/data.mjs';
import { loadItems, loadSettings } from '../work/data.mjs';
import { countLog } from './countLog.mjs';

const { foldNewRows } = loadBackend('features/activity/rollups/foldNewRows');
const { refreshStatistics } = loadBackend('database/refreshStatistics');
const { newId } = loadBackend('database/ids');

const Knex = requireOfBackend('knex');

const PEOPLE = 2_000;

export const workspace_id = workspaces[0];

/** What widgets are asked about; items and time began three years before its end. */
export const quarter = { start: '2026-07-01', end: '2026-09-30' };
export const year = { start: '2025-10-01', end: '2026-09-30' };

const FROM = Date.UTC(2023, 9, 1);
const TO = Date.UTC(2026, 9, 1);

/**
 * Who sees 40 of the 300 projects: those that are open, in some of which they log
 * time, and those they are a member of. In the log they are nobody special.
 */
export const viewer = 'user:default/p3';
/** The same for somebody who has 6 % of the rows of the log. */
export const busyViewer = 'user:default/person.0';

/** A part of all that a million items, three million entries, ten million rows are. */
export const sizesOf = part => ({
  // The same number for each project.
  items: Math.ceil((1_000_000 * part) / projects.length) * projects.length,
  worklogs: Math.round(3_000_000 * part),
  activity: Math.round(10_000_000 * part),
});

const tables = [
  'work_items',
  'work_item_states',
  'work_item_assignees',
  'work_item_labels',
  'worklogs',
];

const daysOfLog = { from: Date.parse(quarter.start), to: TO };

/**
 * Fills a workspace with 300 projects, unless it has been before.
 *
 * @param sizes - see `sizesOf`
 */
export async function load(engine, sizes) {
  const { knex } = engine;
  if (await knex('workspaces').where({ id: workspace_id }).first()) {
    return;
  }
  await fillProjects(knex, [viewer, busyViewer]);
  if (engine.connectionString) {
    await loadPostgres(engine, sizes);
  } else {
    await loadSqlite(knex, sizes);
  }
}

/** Work and the log beside each other: one is made here, the other in the database. */
async function loadPostgres({ knex, connectionString }, sizes) {
  const generous = Knex({
    client: 'pg',
    connection: {
      connectionString,
      options: '-c work_mem=256MB -c synchronous_commit=off',
    },
    pool: { min: 0, max: 4 },
  });
  try {
    await Promise.all([
      inProgress('items and time', () =>
        withoutIndexes(knex, tables, () => loadWork(knex, sizes)),
      ),
      loadLog(generous, sizes),
    ]);
    // Not beside the other: rows are counted when nothing older is being written.
    await inProgress('counts', () => countLog(generous));
  } finally {
    await generous.destroy();
  }
  await inProgress('statistics', () => knex.raw('VACUUM (ANALYZE)'));
}

async function loadLog(knex, { activity }) {
  await inProgress('activity', () =>
    fill(knex, { rows: activity, ...daysOfLog }),
  );
  await knex.raw('VACUUM (ANALYZE) activity');
}

async function loadSqlite(knex, sizes) {
  await inProgress('items and time', () => loadWork(knex, sizes));
  await inProgress('activity', () =>
    appendLog(knex, { count: sizes.activity, ...daysOfLog }),
  );
  await inProgress('counts', async () => {
    while (await foldNewRows(knex, sizes.activity));
  });
  await inProgress('statistics', () => refreshStatistics(knex));
}

async function loadWork(knex, { items, worklogs }) {
  const made = projects.map(id => ({ id }));
  const departments = await loadDepartments(knex, workspace_id, DEPARTMENTS);
  const staff = await loadStaff(knex, workspace_id, departments, PEOPLE);
  const settings = await loadSettings(knex, workspace_id, made);
  await loadItems(
    knex,
    workspace_id,
    made,
    settings,
    items,
    historyOf(settings, items),
  );
  await knex.raw(
    `INSERT INTO work_item_labels (work_item_id, label_id)
     SELECT work_items.id, work_labels.id FROM work_items
     JOIN work_labels ON work_labels.project_id = work_items.project_id
     WHERE work_items.number % 5 = 0 AND work_labels.name = 'label 9'
     ON CONFLICT DO NOTHING`,
  );
  await knex('work_cycles').update({
    start_date: quarter.start,
    end_date: quarter.end,
  });
  const itemsOf = new Map(projects.map(id => [id, []]));
  const rows = await knex('work_items').select('id', 'project_id');
  rows.forEach(({ id, project_id }) => itemsOf.get(project_id).push(id));
  const company = { staff, projects: made, itemsOf };
  await loadWorklogs(knex, workspace_id, company, worklogs);
}

/** What was when to an item: evenly over the three years, some of it to come. */
function historyOf(settings, items) {
  const after = (at, days) => new Date(at.getTime() + days * DAY_MS);
  const day = at => at.toISOString().slice(0, 10);
  const groups = new Map(
    [...settings.states.values()].flat().map(({ id, group }) => [id, group]),
  );
  return {
    finish(item, n) {
      // Far from the one before it, and each instant once.
      const place = (n * 7_919) % items;
      const created_at = new Date(FROM + (place * (TO - FROM)) / items);
      const group = groups.get(item.state_id);
      const isStarted = group === 'started' || group === 'completed';
      const started_at = isStarted ? after(created_at, n % 11) : null;
      return {
        ...item,
        created_at,
        updated_at: created_at,
        started_at,
        completed_at:
          group === 'completed' ? after(started_at, (n % 37) + 0.3) : null,
        priority: (n >> 4) % 5,
        start_date: n % 2 ? day(after(created_at, n % 14)) : null,
        target_date: n % 3 ? day(after(created_at, 14 + (n % 45))) : null,
        source: ['callboard', 'github', 'gitlab'][n % 3],
        archived_at: n % 50 ? null : after(created_at, 100),
      };
    },
    spansOf({ id, project_id, state_id, created_at, ...item }) {
      const [first, , second] = settings.states.get(project_id);
      const passed = [
        item.started_at && { state: first, entered_at: created_at },
        item.completed_at && { state: second, entered_at: item.started_at },
      ].filter(Boolean);
      const last = item.completed_at ?? item.started_at ?? created_at;
      const ends = [...passed.slice(1).map(span => span.entered_at), last];
      return (
        [
          ...passed.map(({ state, entered_at }, nth) => ({
            ...{ work_item_id: id, state_id: state.id, entered_at },
            left_at: ends[nth],
          })),
          { work_item_id: id, state_id, entered_at: last, left_at: null },
        ]
          // None that was over as it began.
          .filter(({ entered_at, left_at }) => +entered_at !== +left_at)
      );
    },
  };
}

/** Makes somebody a member of the workspace and of some projects, and of no others. */
export async function join(knex, user_ref, nths) {
  const now = new Date();
  await knex('memberships').where({ workspace_id, user_ref }).delete();
  const rows = [
    { scope: 'workspace', scope_id: workspace_id },
    ...nths.map(nth => ({ scope: 'project', scope_id: projects[nth] })),
  ];
  await knex('memberships').insert(
    rows.map(row => ({
      ...row,
      ...{ workspace_id, user_ref, sort_name: user_ref.toUpperCase() },
      id: newId(now.getTime()),
      rank: 15,
      ...{ version: 1, created_at: now, updated_at: now },
    })),
  );
}
