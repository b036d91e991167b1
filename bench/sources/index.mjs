import { loadBackend, requireOfBackend } from '../lib/backend.mjs';
import { mockServices, openCallboard } from '../lib/callboard.mjs';
import { onPostgres } from '../lib/databases.mjs';
import { measurePause, p95, timeOnce } from '../lib/timing.mjs';
import { startWorker } from '../lib/worker.mjs';

const { schedulerFactory } = loadBackend('__testUtils__/schedulerFactory');
const { createEntity } = loadBackend(
  'core/projects/__testUtils__/catalogEntities',
);
const loadModule = (name, file) =>
  requireOfBackend(`../callboard-backend-module-${name}/src/${file}.ts`)[file];

const annotate = annotations => {
  const entity = createEntity('Component', 'payments');
  return { ...entity, metadata: { ...entity.metadata, annotations } };
};

/**
 * The sources, each with its configuration for the fake, and the time that a response of the fake
 * takes. Loading from GitLab takes a request for each issue, besides the requests for pages.
 */
const kinds = {
  jira: {
    module: () => loadModule('jira', 'callboardModuleJira'),
    responseMs: 500,
    entity: annotate({ 'jira/project-key': 'PAY' }),
    configure: ({ url, ...credentials }) => ({
      config: {
        jira: [{ host: 'jira.example.com', apiBaseUrl: url, ...credentials }],
      },
    }),
  },
  gitlab: {
    module: () => loadModule('gitlab', 'callboardModuleGitlab'),
    responseMs: 50,
    entity: annotate({ 'gitlab.com/project-slug': 'lantern/payments' }),
    configure: ({ url, token }) => ({
      config: {
        gitlab: { hosts: ['gitlab.example.com'], projects: ['lantern/*'] },
      },
      portalConfig: {
        integrations: {
          gitlab: [{ host: 'gitlab.example.com', apiBaseUrl: url, token }],
        },
      },
    }),
  },
};

const CHANGES = 100;

/** Sends cheap requests until something ends, and returns their durations. */
async function timeRequests(send, ended) {
  const times = [];
  let isOver = false;
  ended.finally(() => {
    isOver = true;
  });
  while (!isOver) {
    const { ms } = await timeOnce(() => send('GET', '/work-items?limit=50'));
    times.push(ms);
    await new Promise(resolve => setTimeout(resolve, 100));
  }
  return times;
}

async function measureSource(kind, { knex, sizes, figure }) {
  const { module, entity, configure, responseMs } = kinds[kind];
  const issues = sizes.sourceIssues;
  const fake = await startWorker('sources/fake.mjs');
  const address = await fake.call('start', { kind, issues, responseMs });
  const scheduler = mockServices.scheduler();
  const { config, portalConfig } = configure(address);
  const callboard = await openCallboard(knex, {
    config,
    portalConfig,
    entities: [entity],
    modules: [module()],
    services: [schedulerFactory(scheduler)],
  });
  const sync = () => scheduler.triggerTask(`callboard-sync-${kind}-default`);
  const send = callboard.inWorkspace();
  await fake.call('takeLoad');
  global.gc();
  const heapBefore = process.memoryUsage().heapUsed;
  let load;
  let requests;
  const pause = await measurePause(async () => {
    const loading = timeOnce(sync);
    requests = await timeRequests(send, loading);
    load = await loading;
  });
  global.gc();
  const heap = (process.memoryUsage().heapUsed - heapBefore) / 1e6;
  const { busyMs, requests: count } = await fake.call('takeLoad');
  const [{ n: items }] = await knex('work_items').count('* as n');
  const [{ n: comments }] = await knex('work_item_comments').count('* as n');
  const group = `${kind}: first load`;
  figure.equals([group, 'items'], Number(items), issues);
  figure.equals([group, 'comments'], Number(comments), 2 * issues);
  const note = `${(load.ms / 1_000).toFixed(
    1,
  )} s, ${count} requests of ${responseMs} ms`;
  figure.atMost(
    `${kind}: first load compared with the API's own time`,
    load.ms / busyMs,
    1.3,
    '×',
    note,
  );
  figure.atMost(`${kind}: first load, additional heap`, heap, 50, 'MB');
  figure.atMost(`${kind}: first load, longest pause`, pause, 50, 'ms');
  figure.atMost(
    `${kind}: a list during the first load, p95`,
    p95(requests),
    200,
    'ms',
  );
  await fake.call('change', CHANGES);
  const { ms } = await timeOnce(sync);
  const changed = await knex('work_items').where('title', 'like', 'Changed%');
  figure.equals(`${kind}: changed items`, changed.length, CHANGES);
  figure.atMost(`${kind}: 100 changes`, ms / 1_000, 10, 's');
  await callboard.stop();
  await fake.stop();
}

/** Measures the first load and an incremental synchronisation of each source. */
export async function measure(context) {
  for (const kind of Object.keys(kinds))
    await context.part(kind, () =>
      onPostgres(context, 'empty', database => measureSource(kind, database), {
        vacuums: true,
      }),
    );
}
