import { range } from '../lib/backend.mjs';
import { getAuthorizationHeader } from '../lib/callboard.mjs';
import { toSeedId } from '../lib/data.mjs';
import { clock, DAY_MS, toDay } from '../lib/dates.mjs';
import { median, timeRuns } from '../lib/timing.mjs';
import { startClients } from '../lib/worker.mjs';

const getItemsPath = n => `/projects/${toSeedId(n)}/work-items`;

export async function measure(context, callboard) {
  const { isPostgres, figure, sizes } = context;
  const send = callboard.inWorkspace();
  if (isPostgres) await measureLists(figure, send, sizes);
  await measureBoard(figure, send);
  if (isPostgres) await measureIngest(figure, callboard, sizes);
  await measureCreators(context, callboard);
}

const orders = [
  ...['-created_at', '-updated_at', 'priority', 'title', 'state'],
  ...['target_date', '-estimate_points'],
];

const filters = Object.entries({
  state_group: 'started,unstarted',
  state_id: toSeedId(4),
  priority: 'urgent,high',
  assignees: 'user:default/p4711,none',
  labels: toSeedId(3),
  cycle_id: toSeedId(2),
  module_id: 'none',
  estimate_points_min: '3',
  search: 'refunds',
  target_date_to: toDay(clock.now() + 60 * DAY_MS),
  updated_at_from: toDay(clock.now() - 120 * DAY_MS),
});

const lists = {
  'newest first': '',
  'one person': 'assignees=user:default/p4711',
  'a label, by title': `labels=${toSeedId(3)}&order_by=title`,
  'a part of a title': 'search=refunds 77',
};

async function measureLists(figure, send, { everyNth }) {
  const list = query => () => send('GET', `${getItemsPath(0)}?${query}`);
  const durations = [];
  for (const [i, first] of filters.entries()) {
    for (const [j, other] of filters.slice(i + 1).entries()) {
      if ((i + j) % everyNth) continue;
      const order_by = orders[(i + j) % orders.length];
      const query = new URLSearchParams([first, other, ['order_by', order_by]]);
      durations.push(...(await timeRuns(3, list(query))));
    }
  }
  const group = "a project's list";
  figure.p95([group, 'by two filters, in 7 orders, p95'], durations, 50);
  for (const [what, query] of Object.entries(lists)) {
    figure.median([group, what], await timeRuns(7, list(query)), 50);
  }
}

/** Measures the requests that a board sends before it shows cards. */
async function measureBoard(figure, send) {
  const states = range(5, 10).map(toSeedId);
  const queries = states.map(id => `?state_id=${id}&order_by=sort_order`);
  const paths = ['/counts', ...queries].map(path => getItemsPath(1) + path);
  const open = () => Promise.all(paths.map(path => send('GET', path)));
  const what = 'a board: counts and the first 5 × 50 cards';
  figure.median(what, await timeRuns(7, open), 300);
}

const BATCH = 500;

/** Ingests items of another system, as a plugin for that system does. */
async function measureIngest(figure, callboard, sizes) {
  const { passes, ingestedBatches } = sizes;
  const send = callboard.inWorkspace('service');
  const buildItem = (batch, n) => ({
    entity_ref: 'component:default/project-3',
    title: `Item ${n}`,
    external_id: `E${batch}-${n}`,
    labels: ['Label 1', 'Label 2'],
    updated_at: '2026-01-01T00:00:00.000Z',
    completed_at: null,
    description: 'As the source has it, with a few words about why and how.',
    state_groups: ['backlog', 'started'],
    assignees: [`user:default/p${n % 5_000}`],
    external_url: `https://example.org/issues/${n}`,
  });
  const ingest = async (turn, batches) => {
    for (const batch of range(batches)) {
      const items = range(BATCH).map(n => buildItem(`${turn}-${batch}`, n));
      await send('POST', '/work-items/ingest', { source: 'bench', items });
    }
  };
  await ingest('first', 1);
  const run = turn => ingest(turn, ingestedBatches);
  const durations = await timeRuns(passes, run, 0);
  const rates = durations.map(ms => (ingestedBatches * BATCH * 1_000) / ms);
  figure.rate('ingest of new items, 500 at a time', median(rates), 2_000);
}

const CREATORS = 50;

async function measureCreators({ figure, knex, sizes }, callboard) {
  const { createdEach } = sizes;
  const clients = await startClients();
  const authorization = getAuthorizationHeader('superAdmin');
  const createItems = itemsPerPerson => {
    const items = range(itemsPerPerson).map(n => ({ title: `Item ${n}` }));
    const requests = items.map(item => ['POST', getItemsPath(2), item]);
    const people = range(CREATORS).map(() => ({ authorization, requests }));
    return clients.call('sendAll', { server: callboard.server, people });
  };
  await createItems(5);
  const { ms, failed } = await createItems(createdEach);
  await clients.stop();
  if (failed.length > 0) throw new Error(failed[0]);
  const rate = (CREATORS * createdEach * 1_000) / ms;
  const group = '50 people at once';
  figure.rate(`${group}, creating items in one project`, rate, 300);
  const [{ created, distinct }] = await knex('work_items')
    .where({ project_id: toSeedId(2) })
    .count({ created: '*' })
    .countDistinct({ distinct: 'number' });
  const duplicates = Number(created) - Number(distinct);
  figure.equals(`${group}: numbers given twice`, duplicates, 0);
}
