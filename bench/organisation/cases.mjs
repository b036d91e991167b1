import { loadBackend } from '../lib/backend.mjs';
import {
  disconnect,
  line,
  median,
  mediansInTurns,
  planOf,
  readsOf,
  requester,
  timedWithPauses,
} from '../lib/measure.mjs';
import {
  loadDepartments,
  loadLinks,
  loadProjects,
  loadStaff,
  staffCsv,
} from './data.mjs';

const { refreshStatistics } = loadBackend('database/refreshStatistics');
const { startCallboardOn, authorizationOf } = loadBackend(
  '__testUtils__/startCallboard',
);

const { DepartmentReadModel } = loadBackend(
  'features/departments/DepartmentReadModel',
);

const { selectDepartments } = loadBackend(
  'features/departments/selectDepartments',
);

/** What the tree needs, written by hand but for the columns. */
function treeSql(knex, workspace_id) {
  return Promise.all([
    selectDepartments(knex, workspace_id).orderBy([
      'sort_order',
      'sort_name',
      'id',
    ]),
    knex('staff')
      .select('department_id')
      .count({ count: '*' })
      .where({ workspace_id })
      .whereNot('employment_status', 'resigned')
      .whereNull('deleted_at')
      .groupBy('department_id'),
  ]);
}

/** How long others had to wait for the process. */
const pauseOf = ({ longestPause }) =>
  `others waited for ${longestPause.toFixed(0)} ms at most`;

/** Loads an organisation and measures it, a line of the report at a time. */
export async function* casesOf(engine, { departments, people }) {
  const { knex } = engine;
  const isPostgres = engine.name.startsWith('PostgreSQL');
  const callboard = await startCallboardOn(knex, {
    config: { activity: { eventsPerMinute: 1_000_000 } },
  });
  try {
    const request = requester(callboard, authorizationOf('superAdmin'));
    const { id: workspace_id } = JSON.parse(await request('GET', ''));
    const tree = await loadDepartments(knex, workspace_id, departments);
    // The first one gets five hundred people of its own.
    const spread = tree.slice(1);
    const staff = await loadStaff(knex, workspace_id, spread, people - 500);
    await knex('staff')
      .whereIn(
        'id',
        staff.slice(0, 500).map(({ id }) => id),
      )
      .update({ department_id: tree[0].id });
    const projects = await loadProjects(knex, workspace_id, 300);
    await (isPostgres ? knex.raw('VACUUM ANALYZE') : refreshStatistics(knex));

    yield* readCases(engine, request, workspace_id);

    const linking = await timedWithPauses(() =>
      request('POST', `/departments/${tree[0].id}/links`, {
        project_id: projects[0].id,
      }),
    );
    yield line('link a department of 500', linking.ms, 200, pauseOf(linking));

    await loadLinks(knex, spread.slice(0, 299), projects.slice(1));
    const sync = await timedWithPauses(() =>
      request('POST', '/memberships/sync', {}),
    );
    yield line(
      'sync, 300 links of departments',
      sync.ms,
      5_000,
      `${sync.value.added} added, ${sync.value.removed} removed; ${pauseOf(
        sync,
      )}`,
    );
    const again = await timedWithPauses(() =>
      request('POST', '/memberships/sync', {}),
    );
    yield line(
      'sync again',
      again.ms,
      5_000,
      `${again.value.added} added, ${again.value.removed} removed; ${pauseOf(
        again,
      )}`,
    );
    yield* wideSync(knex, request, tree);

    yield* importCase(request, spread);
  } finally {
    disconnect();
    await callboard.stop();
  }
}

async function* readCases(engine, request, workspace_id) {
  const { knex } = engine;
  const isPostgres = engine.name.startsWith('PostgreSQL');
  const departments = new DepartmentReadModel({ knex });
  const { whole, sql, own } = await mediansInTurns({
    whole: () => request('GET', '/departments/tree'),
    sql: () => treeSql(knex, workspace_id),
    own: () => departments.tree(workspace_id),
  });
  const timesSql = ms =>
    `${(ms / sql).toFixed(1)} × the SQL it needs (${sql.toFixed(0)} ms)`;
  yield line('the tree, over HTTP', whole, 2 * sql, timesSql(whole));
  yield line('the tree, before it becomes JSON', own, undefined, timesSql(own));
  const bound = isPostgres ? 30 : 100;
  for (const [what, search] of [
    ['a part of a name', 'kiewski 12'],
    ['a frequent part of a name', 'muller'],
    ['a mail address', 'p4711@'],
    ['nobody', 'zzzzqq'],
    ['a phone number', '40 104729'],
  ]) {
    const ask = () =>
      request('GET', `/staff?search=${encodeURIComponent(search)}`);
    yield line(
      `search: ${what}`,
      await median(ask),
      bound,
      await planOf(engine, readsOf('staff'), ask),
    );
  }
  const list = () => request('GET', '/staff?limit=200');
  yield line('the directory, first page', await median(list), undefined);
}

/** All people in departments with a link each. */
async function* wideSync(knex, request, tree) {
  const linked = tree.slice(0, 300);
  await knex('staff')
    .whereNotIn(
      'department_id',
      linked.map(({ id }) => id),
    )
    .update({
      department_id: knex.raw(
        `(SELECT id FROM departments ORDER BY id LIMIT 1 OFFSET 7)`,
      ),
    });
  const wide = await timedWithPauses(() =>
    request('POST', '/memberships/sync', {}),
  );
  yield line(
    'sync, when everybody is in a department with a link',
    wide.ms,
    undefined,
    `${wide.value.added} added, ${wide.value.removed} removed; ${pauseOf(
      wide,
    )}`,
  );
}

async function* importCase(request, departments) {
  const form = () => {
    const data = new FormData();
    data.set(
      'file',
      new Blob([staffCsv(departments, 5_000)], { type: 'text/csv' }),
      'people.csv',
    );
    return data;
  };
  const before = process.memoryUsage().rss;
  const done = await timedWithPauses(() =>
    request('POST', '/staff/bulk-import', form()),
  );
  const { created, failed } = done.value;
  const grown = Math.round((process.memoryUsage().rss - before) / 1e6);
  yield line(
    'import of 5 000 rows',
    done.ms,
    10_000,
    `${created} created, ${failed} failed, memory +${grown} MB; ${pauseOf(
      done,
    )}`,
  );
}
