/** The data that suites share. PostgreSQL creates it; SQLite gets a copy of the rows. */
import { readFileSync } from 'node:fs';
import { loadBackend, loadFeature, omit } from './backend.mjs';
import { logSpan, workSpan } from './dates.mjs';

const { ensureActivityMonths } = loadBackend('database/activityMonths');
export const { insertMany } = loadBackend('database/bulk');
export const { createId } = loadBackend('database/ids');
const { refreshStatistics } = loadBackend('database/sqlite/refreshStatistics');
const { countAll } = loadFeature('activity/__testUtils__/countAll');
const { countNewRows } = loadFeature('activity/rollups/ActivityCounts');
const { sealRows } = loadFeature('integrity/Sealer');
const { beginChain, moveChainEnd, readChainEnd } = loadFeature(
  'integrity/seals/chain',
);
const { sealAll: untilSealed } = loadFeature('integrity/__testUtils__/sealAll');

/** Splits an SQL file at the comments that name its parts. */
export const readParts = url => readFileSync(url, 'utf8').split(/^-- [a-z]+$/m);
const sqlFile = new URL('data.sql', import.meta.url);
const [organisationSql, workSql, logSql] = readParts(sqlFile);

/** Returns the id of the n-th row of a table, like `bench.id` in data.sql. */
export const toSeedId = n =>
  `00000000-0000-7000-8000-${n.toString(16).padStart(12, '0')}`;

/** The workspaces. The first contains all data, except the log rows of the other two. */
export const workspaces = [0, 1, 2].map(n => toSeedId(1e12 + n));
export const workspace_id = workspaces[0];
export const PEOPLE_IN_LOG = 5_000;
/** Returns the person with the n-th most rows of the log. */
export const getPerson = n => `user:default/person.${n}`;
/** Returns the n-th person of the staff. The first two thousand log time. */
export const getEmployee = n => `user:default/p${n}`;
/** Returns the entity with the n-th most rows of the log. */
export const getEntity = n => `component:default/service-${n}`;

/** Each viewer has access to 40 of the 300 projects: 20 open and 20 secret ones. */
export const viewers = {
  'a member': getEmployee(3),
  'a busy member': getPerson(0),
  'a usual member': getPerson(PEOPLE_IN_LOG / 2),
  'a searching member': 'user:default/max.member',
};

/** The number of people who save timesheets; employee n is a member of project n. */
export const TIMESHEET_USERS = 200;

export const createViewer = (user_ref, role = 'admin', id = workspace_id) => ({
  role,
  caller: { user_ref, display_name: user_ref },
  workspace: { id, slug: id, timezone: 'UTC', week_start: 1, settings: {} },
});

export const createWorkspace = (slug, id) => ({
  ...{ id, slug, name: 'Bench', timezone: 'UTC', week_start: 1 },
  ...{ settings: '{}', version: 1 },
  created_at: new Date(),
  updated_at: new Date(),
});

export async function countRows(knex, table, filter = {}) {
  const [{ count }] = await knex(table).where(filter).count({ count: '*' });
  return Number(count);
}

/** Runs the statements of an SQL file, with values for its `:name` placeholders. */
export async function runSql(knex, sql, values) {
  const fillIn = (name, key) => values[key] ?? name;
  const filledSql = sql.replace(/(?<!:):([a-zA-Z]+)/g, fillIn);
  for (const statement of filledSql.split(/;$/m).filter(text => text.trim())) {
    await knex.raw(statement.replaceAll('?', '\\?'));
  }
}

/** Drops the non-unique indexes of the tables, calls `run`, and recreates the indexes. */
async function withoutIndexes(knex, tables, run) {
  const indexes = await knex('pg_indexes')
    .whereIn('tablename', tables)
    .whereNot('indexdef', 'like', 'CREATE UNIQUE%');
  for (const { indexname } of indexes) {
    await knex.raw('DROP INDEX ??', [indexname]);
  }
  await run();
  for (const { indexdef } of indexes) {
    await knex.raw(indexdef.replace(' ON ONLY ', ' ON '));
  }
}

/** The tables that `fill` fills, except the log. */
const tables = [
  ...['workspaces', 'people', 'memberships', 'departments', 'staff'],
  ...['projects', 'work_states', 'work_labels', 'work_cycles', 'work_modules'],
  ...['project_counters', 'work_items', 'work_item_states'],
  ...['work_item_assignees', 'work_item_labels', 'worklogs'],
];

export async function fill(knex, sizes) {
  const values = {
    ...sizes,
    each: sizes.items / sizes.projects,
    // The data spans about 783 working days; dividing by fewer ensures that the total is reached.
    perDay: Math.ceil(sizes.worklogs / 780),
    viewers: Object.values(viewers).map(ref => `'${ref}'`),
    timesheetUsers: TIMESHEET_USERS,
    workFrom: workSpan.from,
    workTo: workSpan.to,
    logFrom: logSpan.from,
    logTo: logSpan.to,
  };
  const rows = workspaces.map(id => createWorkspace(id, id));
  rows[0].slug = 'default';
  await knex('workspaces').insert(rows);
  await runSql(knex, organisationSql, values);
  const fillWork = () => runSql(knex, workSql, values);
  const work = withoutIndexes(knex, tables, fillWork);
  await Promise.all([work, fillLog(knex, values)]);
  // No counting or sealing may run during the measurement.
  const seal = sizes.isSealed ? sealAll : beginChainAfterRows;
  await Promise.all([countAll(knex), seal(knex)]);
}

const LOG_STEP = 250_000;

async function fillLog(knex, values) {
  const { activity } = values;
  await ensureActivityMonths(knex, logSpan.from, Date.now());
  await withoutIndexes(knex, ['activity'], async () => {
    for (let first = 0; first < activity; first += LOG_STEP) {
      const last = Math.min(first + LOG_STEP, activity) - 1;
      const step = { ...values, first, last };
      await knex.transaction(tx => runSql(tx, logSql, step));
    }
  });
  await knex.raw('VACUUM (ANALYZE) activity');
}

const ROWS_PER_COPY = 20_000;

export async function copyAll(from, to) {
  for (const table of [...tables, 'activity']) {
    // Rows of the log are sealed in the order in which they are inserted.
    const order = table === 'activity' ? 'id' : 'ctid';
    const ordered = from(table).orderByRaw(order);
    for (let offset = 0, rows; rows?.length !== 0; offset += ROWS_PER_COPY) {
      rows = await ordered.clone().offset(offset).limit(ROWS_PER_COPY);
      const copies = rows.map(row => omit(row, 'arrival'));
      await insertMany(to, table, copies);
    }
  }
  while (await countNewRows(to, LOG_STEP));
  await refreshStatistics(to);
}

export async function sealAll(knex) {
  await beginChain(knex);
  const sealSome = () => knex.transaction(tx => sealRows(tx, Date.now()));
  await untilSealed(knex, async () => {
    while ((await sealSome()).seal);
  });
}

/** Starts the chain after the existing rows, because no benchmark verifies them. */
async function beginChainAfterRows(knex) {
  await beginChain(knex);
  const end = await readChainEnd(knex);
  const newest = await knex('activity').orderBy('id', 'desc').first();
  const byArrival = knex('activity').orderByRaw('arrival DESC, id DESC');
  const position = await byArrival.first('arrival', 'id');
  await moveChainEnd(knex, { ...end, position, newest_id: newest.id });
}
