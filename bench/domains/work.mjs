import { loadBackend } from '../lib/backend.mjs';
import { idOf } from '../lib/data.mjs';
import { clock, day, DAY_MS } from '../lib/dates.mjs';
import { atLeast, atMost, equals } from '../lib/figures.mjs';
import { workspaceRequester } from '../lib/http.mjs';
import { median, p95, timed, times } from '../lib/timing.mjs';
import { startWorker } from '../lib/worker.mjs';

const { authorizationOf } = loadBackend('__testUtils__/startCallboard');

const project = n => idOf('projects', n);

/** Lists, a board, ingest, and many who create items at once. */
export async function measureWork(context, callboard) {
  const { database, figure, sizes, progress } = context;
  progress('work items');
  const send = workspaceRequester(callboard, authorizationOf('superAdmin'));
  if (database.isPostgres) await measureLists(figure, send);
  await measureBoard(figure, send);
  if (database.isPostgres) await measureIngest(figure, callboard, sizes);
  await measureCreators(figure, callboard, database);
}

const orders = [
  ...['-created_at', '-updated_at', 'priority', 'title', 'state'],
  ...['target_date', '-estimate_points'],
];

/** What the list of the first project is filtered by. */
const filters = Object.entries({
  state_group: 'started,unstarted',
  state_id: idOf('work_states', 4),
  priority: 'urgent,high',
  assignees: 'user:default/p4711,none',
  labels: idOf('work_labels', 3),
  cycle_id: idOf('work_cycles', 2),
  module_id: 'none',
  estimate_points_min: '3',
  target_date_to: day(clock.now() + 60 * DAY_MS),
  updated_at_from: day(clock.now() - 120 * DAY_MS),
  search: 'refunds',
});

async function measureLists(figure, send) {
  const list = query =>
    send('GET', `/projects/${project(0)}/work-items?${query}`);
  const found = [];
  for (const [at, one] of filters.entries()) {
    for (const [n, other] of filters.slice(at + 1).entries()) {
      const order_by = orders[(at + n) % orders.length];
      const query = new URLSearchParams([one, other, ['order_by', order_by]]);
      found.push(...(await times(3, () => list(query), 1)));
    }
  }
  figure.group("a project's list")(
    'by two filters, in 7 orders, p95',
    p95(found),
    atMost(50, 'ms'),
  );
  for (const [what, query] of [
    ['newest first', ''],
    ['one person', 'assignees=user:default/p4711'],
    ['a label, by title', `labels=${idOf('work_labels', 3)}&order_by=title`],
    ['a part of a title', 'search=refunds 77'],
  ]) {
    const taken = await times(7, () => list(query), 1);
    figure.group("a project's list")(what, median(taken), atMost(50, 'ms'));
  }
}

/** What a board requests before it shows cards. */
async function measureBoard(figure, send) {
  const path = `/projects/${project(1)}/work-items`;
  const states = [0, 1, 2, 3, 4].map(n => idOf('work_states', 5 + n));
  const open = () =>
    Promise.all([
      send('GET', `${path}/counts`),
      ...states.map(id =>
        send('GET', `${path}?state_id=${id}&order_by=sort_order`),
      ),
    ]);
  figure(
    'a board: counts and the first 5 × 50 cards',
    median(await times(7, open, 1)),
    atMost(300, 'ms'),
  );
}

const BATCH = 500;
const BATCHES = 10;

/** Items of another system, as another plugin sends them. */
async function measureIngest(figure, callboard, { fewTurns }) {
  const send = workspaceRequester(callboard, authorizationOf('service'));
  const itemsOf = name =>
    Array.from({ length: BATCH }, (_, n) => ({
      entity_ref: 'component:default/project-3',
      external_id: `E${name}-${n}`,
      updated_at: '2026-01-01T00:00:00.000Z',
      title: `Item ${n} of elsewhere`,
      description: 'As the source has it, with a few words about why and how.',
      state_groups: ['backlog', 'started'],
      assignees: [`user:default/p${n % 5_000}`],
      labels: ['Label 1', 'Label 2'],
      external_url: `https://example.org/issues/${n}`,
      completed_at: null,
    }));
  const rates = [];
  for (let round = 0; round < fewTurns; round += 1) {
    const batches = Array.from({ length: BATCHES }, (_, n) =>
      itemsOf(`${round}-${n}`),
    );
    const { ms } = await timed(async () => {
      for (const items of batches) {
        await send('POST', '/work-items/ingest', { source: 'bench', items });
      }
    });
    rates.push((BATCHES * BATCH * 1_000) / ms);
  }
  figure(
    'ingest of new items, 500 at a time',
    median(rates),
    atLeast(2_000, '/s'),
  );
}

const CREATORS = 50;
const EACH = 40;

async function measureCreators(figure, callboard, { knex }) {
  const creators = await startWorker(
    new URL('../lib/requesters.mjs', import.meta.url),
    { input: { port: callboard.port, base: callboard.base } },
  );
  const create = each =>
    creators.call(
      Array.from({ length: CREATORS }, (_, who) => ({
        authorization: authorizationOf('superAdmin'),
        requests: Array.from({ length: each }, (__, n) => [
          'POST',
          `/projects/${project(2)}/work-items`,
          { title: `Item ${n} of ${who}` },
        ]),
      })),
    );
  await create(EACH / 4);
  const { ms, failed } = await create(EACH);
  await creators.stop();
  if (failed.length > 0) throw new Error(failed[0]);
  figure(
    '50 people at once, creating items in one project',
    (CREATORS * EACH * 1_000) / ms,
    atLeast(300, '/s'),
  );
  const [{ created, different }] = await knex('work_items')
    .where({ project_id: project(2) })
    .count({ created: '*' })
    .countDistinct({ different: 'number' });
  figure(
    '50 people at once: numbers given twice',
    Number(created) - Number(different),
    equals(0),
  );
}
