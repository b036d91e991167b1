import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { loadBackend } from '../lib/backend.mjs';
import {
  disconnect,
  line,
  median,
  percentile,
  planOf,
  readsOf,
  rateLine,
  requester,
  times,
} from '../lib/measure.mjs';
import { loadProjects } from '../organisation/data.mjs';
import { loadItems, loadSettings } from './data.mjs';
import { ingestCases } from './ingest.mjs';

const { refreshStatistics } = loadBackend('database/refreshStatistics');
const { startCallboardOn, authorizationOf } = loadBackend(
  '__testUtils__/startCallboard',
);

const orders = [
  '-created_at',
  '-updated_at',
  'priority',
  'title',
  'state',
  'target_date',
  '-estimate_points',
];

/** Loads a workspace full of work and measures it, a line at a time. */
export async function* casesOf(engine, { items, projects: projectCount }) {
  const { knex } = engine;
  const isPostgres = engine.name.startsWith('PostgreSQL');
  const callboard = await startCallboardOn(knex, {
    config: { activity: { eventsPerMinute: 1_000_000 } },
  });
  try {
    const request = requester(callboard, authorizationOf('superAdmin'));
    const { id: workspace_id } = JSON.parse(await request('GET', ''));
    const projects = await loadProjects(knex, workspace_id, projectCount);
    const settings = await loadSettings(knex, workspace_id, projects);
    await loadItems(knex, workspace_id, projects, settings, items);
    await (isPostgres ? knex.raw('VACUUM ANALYZE') : refreshStatistics(knex));

    yield* listCases(engine, request, projects, settings);
    yield* boardCase(request, projects[1], settings);
    const send = requester(callboard, authorizationOf('service'));
    yield* ingestCases(knex, send, { workspace_id, projects, settings });
    yield* creatorsCase(knex, callboard, projects[2]);
  } finally {
    disconnect();
    await callboard.stop();
  }
}

/** The ways to narrow a list: each pair of them is asked for. */
export function filtersOf(project_id, settings) {
  return {
    state_group: 'started,unstarted',
    state_id: settings.states.get(project_id)[4].id,
    priority: 'urgent,high',
    assignees: 'user:default/p4711,none',
    labels: settings.labels.get(project_id)[3].id,
    cycle_id: settings.cycles.get(project_id)[2].id,
    module_id: 'none',
    estimate_points_min: '3',
    target_date_to: '2026-11-30',
    updated_at_from: '2026-06-01',
    search: 'refunds',
  };
}

async function* listCases(engine, request, projects, settings) {
  const { id } = projects[0];
  const bound = engine.name.startsWith('PostgreSQL') ? 50 : undefined;
  const filters = Object.entries(filtersOf(id, settings));
  const queries = filters.flatMap((one, at) =>
    filters
      .slice(at + 1)
      .map((other, n) =>
        new URLSearchParams([
          one,
          other,
          ['order_by', orders[(at + n) % orders.length]],
        ]).toString(),
      ),
  );
  const list = query => request('GET', `/projects/${id}/work-items?${query}`);
  const found = [];
  for (const query of queries) {
    await list(query);
    found.push(...(await times(3, () => list(query))));
  }
  found.sort((a, b) => a - b);
  yield line(
    `a project's list by two filters, ${queries.length} pairs in ${orders.length} orders: p95`,
    percentile(found, 0.95),
    bound,
    `median ${percentile(found, 0.5).toFixed(1)} ms, longest ${found
      .at(-1)
      .toFixed(0)} ms`,
  );
  for (const [what, query] of [
    ['newest first', ''],
    ['one person', 'assignees=user:default/p4711'],
    [
      'a label, by title',
      `labels=${filtersOf(id, settings).labels}&order_by=title`,
    ],
    ['a part of a title', 'search=refunds 77'],
  ]) {
    yield line(
      `a project's list: ${what}`,
      await median(() => list(query)),
      bound,
      await planOf(engine, readsOf('work_items'), () => list(query)),
    );
  }
  const mine =
    'assignees=user:default/p4711&state_group=started&order_by=priority';
  const lately = 'state_group=started&order_by=-updated_at';
  for (const [what, query] of [
    ['the open items of one person', mine],
    ['started, changed lately', lately],
  ]) {
    const ask = () => request('GET', `/work-items?${query}`);
    yield line(
      `all projects: ${what}`,
      await median(ask),
      undefined,
      await planOf(engine, readsOf('work_items'), ask),
    );
  }
}

/** What a board of five thousand items asks for before it shows cards. */
async function* boardCase(request, { id }, settings) {
  const states = settings.states.get(id);
  const path = `/projects/${id}/work-items`;
  const open = () =>
    Promise.all([
      request('GET', `${path}/counts`),
      ...states.map(state =>
        request('GET', `${path}?state_id=${state.id}&order_by=sort_order`),
      ),
    ]);
  yield line(
    `a board: counts and the first ${states.length} × 50 cards`,
    await median(open),
    300,
  );
}

async function* creatorsCase(knex, callboard, { id: project_id }) {
  const EACH = 40;
  const CREATORS = 50;
  const work = {
    server: { port: callboard.port, base: callboard.base },
    authorization: authorizationOf('superAdmin'),
    path: `/projects/${project_id}/work-items`,
    creators: CREATORS,
    each: EACH,
  };
  const { stdout } = await promisify(execFile)(process.execPath, [
    fileURLToPath(new URL('creators.mjs', import.meta.url)),
    JSON.stringify(work),
  ]);
  const ms = Number(stdout);
  const [{ made, different }] = await knex('work_items')
    .where({ project_id })
    .select(
      knex.raw('count(*) AS made'),
      knex.raw('count(DISTINCT number) AS different'),
    );
  yield rateLine(
    `${CREATORS} at once, making items in one project`,
    (CREATORS * EACH * 1_000) / ms,
    300,
    `${Number(made) - Number(different)} numbers twice`,
  );
}
