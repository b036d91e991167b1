/**
 * `npm run hops`: lists the source files whose code one request executes, before and after its
 * commit. The backend is warm and uses SQLite. A file counts if each of several such requests
 * executes it, but an idle backend does not: timers may run during any one request.
 *
 *   npm run hops                 all requests
 *   npm run hops -- patch-item   one request: patch-item, post-worklog, widget-data, post-activity
 *
 * Each list is in the order in which the files first appear on the stack, in a profile of many such
 * requests.
 */
import { Session } from 'node:inspector';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { loadBackend, requireOfBackend } from '../bench/lib/backend.mjs';
import { openCallboard } from '../bench/lib/callboard.mjs';
import { fail, say } from './lib/say.mjs';

const { identity, memoize, sortBy } = requireOfBackend('lodash');

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const WARM_UP_REQUESTS = 20;
const PROFILED_REQUESTS = 40;
const MEASURED_REQUESTS = 3;

/** In this time, the relay and its subscribers finish, and each poll of an idle backend runs. */
const REST_MS = 6_000;

process.env.NODE_ENV = 'test';
const session = new Session();
session.connect();

/** Calls the inspector; on the same thread, it responds synchronously. */
function callInspector(method, params) {
  let result;
  session.post(method, params, (error, value) => {
    if (error) throw new Error(error.message);
    result = value;
  });
  return result;
}

const callProfiler = (method, params) =>
  callInspector(`Profiler.${method}`, params);

const readSource = memoize(
  scriptId =>
    callInspector('Debugger.getScriptSource', { scriptId }).scriptSource,
);

/**
 * Whether a function only returns an export. The compiler adds one per export; it runs whenever
 * another file uses the export, also if that is a constant.
 */
function isExportGetter(scriptId, { startOffset, endOffset }) {
  const source = readSource(scriptId).slice(startOffset, endOffset);
  return /^(get \w+|function)\s*\(\)\s*\{\s*return \w+;\s*\}$/.test(source);
}

/**
 * Returns the path of a product file below the repository; undefined for other files and for
 * barrels.
 */
function toProductFile(url) {
  const file = url.startsWith('file:') ? fileURLToPath(url) : url;
  const isProduct =
    file.startsWith(ROOT) &&
    /\/src\/.*\.tsx?$/.test(file) &&
    !/node_modules|__testUtils__|\/index\.ts$/.test(file);
  return isProduct ? file.slice(ROOT.length) : undefined;
}

/** Returns the files whose functions were executed since the last call. */
function takeFiles() {
  const executed = callProfiler('takePreciseCoverage').result.filter(
    ({ url, scriptId, functions }) =>
      toProductFile(url) &&
      functions.some(
        ({ ranges: [range] }) =>
          range.count > 0 && !isExportGetter(scriptId, range),
      ),
  );
  return new Set(executed.map(({ url }) => toProductFile(url)));
}

/** Blocks the thread long enough for a profile to show that a request begins here. */
function markStart() {
  const end = performance.now() + 1;
  while (performance.now() < end);
}

/** Lists the nodes of a stack in a profile, from the outermost. */
function listStack(node, parents) {
  const stack = [];
  for (let each = node; each; each = parents.get(each)) stack.unshift(each);
  return stack;
}

/** Returns the earliest moment of each file on the stack, in microseconds since a request began. */
async function measureFirstMoments(request) {
  callProfiler('setSamplingInterval', { interval: 100 });
  callProfiler('start');
  for (let n = 0; n < PROFILED_REQUESTS; n += 1) {
    markStart();
    await request();
  }
  const { nodes, samples, timeDeltas } = callProfiler('stop').profile;
  const byId = new Map(nodes.map(node => [node.id, node]));
  const parents = new Map(
    nodes.flatMap(node =>
      (node.children ?? []).map(id => [byId.get(id), node]),
    ),
  );
  const moments = new Map();
  let moment = 0;
  samples.forEach((id, index) => {
    moment += timeDeltas[index];
    const stack = listStack(byId.get(id), parents);
    if (
      stack.some(({ callFrame }) => callFrame.functionName === markStart.name)
    ) {
      moment = 0;
    }
    stack.forEach(({ callFrame }, depth) => {
      const file = toProductFile(callFrame.url);
      // In one sample, a caller comes before the code that it calls.
      const at = moment + depth / stack.length;
      if (file && at < (moments.get(file) ?? Infinity)) moments.set(file, at);
    });
  });
  return moments;
}

/** Returns the files that a request executes before its commit, if it has one, and after it. */
async function takeFilesOfRequest(knex, request) {
  let before;
  const handleQuery = ({ sql }) => {
    if (/^COMMIT/i.test(sql)) before ??= takeFiles();
  };
  knex.on('query', handleQuery);
  await request();
  await sleep(REST_MS);
  knex.off('query', handleQuery);
  return { before, after: takeFiles() };
}

async function measure(knex, request) {
  for (let n = 0; n < WARM_UP_REQUESTS; n += 1) await request();
  const moments = await measureFirstMoments(request);
  await sleep(REST_MS);
  callProfiler('startPreciseCoverage', { callCount: true, detailed: false });
  takeFiles();
  await sleep(REST_MS);
  const idle = takeFiles();
  const measured = [];
  for (let n = 0; n < MEASURED_REQUESTS; n += 1) {
    measured.push(await takeFilesOfRequest(knex, request));
  }
  callProfiler('stopPreciseCoverage');
  const listFiles = phase => {
    const [first, ...others] = measured.map(files => files[phase]);
    const files = [...first].filter(
      file => !idle.has(file) && others.every(other => other.has(file)),
    );
    return sortBy(files, [file => moments.get(file) ?? Infinity, identity]);
  };
  return measured[0].before
    ? {
        'before the commit': listFiles('before'),
        'after the commit': listFiles('after'),
      }
    : { 'without a commit': listFiles('after') };
}

/** Creates a project with an item and a dashboard; returns the requests that are measured. */
async function prepareRequests(callboard) {
  const send = callboard.inWorkspace();
  const { id: project } = await send(
    'PUT',
    '/projects/by-entity/component/default/hops',
  );
  const items = `/projects/${project}/work-items`;
  const item = await send('POST', items, { title: 'Count the hops' });
  const dashboard = await send('POST', '/dashboards', { name: 'Hops' });
  const widget = await send('POST', `/dashboards/${dashboard.id}/widgets`, {
    title: 'Items by state',
    widget_type: 'work_items_chart',
    config: { chart_type: 'bar', x_axis: 'STATES' },
  });
  let counter = 0;
  const next = () => (counter += 1);
  return {
    'patch-item': () =>
      send('PATCH', `${items}/${item.id}`, {
        title: `Count the hops ${next()}`,
        priority: counter % 2 ? 'high' : 'low',
      }),
    'post-worklog': () =>
      send('POST', `${items}/${item.id}/worklogs`, {
        duration_minutes: 1,
        logged_at: new Date().toISOString().slice(0, 10),
      }),
    'widget-data': () =>
      send('GET', `/dashboards/${dashboard.id}/widgets/${widget.id}/data`),
    'post-activity': () =>
      callboard.as()('POST', '/activity', {
        action: 'hop',
        entity_type: 'page',
        entity_id: `${next()}`,
      }),
  };
}

const knex = requireOfBackend('knex')({
  client: 'better-sqlite3',
  connection: ':memory:',
  useNullAsDefault: true,
});
const { testEntities } = loadBackend('__testUtils__/startCallboard');
const component = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: { name: 'hops', namespace: 'default' },
  spec: { type: 'service', owner: 'user:default/sue.super' },
};
const callboard = await openCallboard(knex, {
  entities: [...testEntities, component],
});
try {
  const requests = await prepareRequests(callboard);
  const [requestedName] = process.argv.slice(2);
  if (requestedName && !requests[requestedName]) {
    fail(
      `Unknown request ${requestedName}. Known: ${Object.keys(requests).join(
        ', ',
      )}`,
    );
  }
  callProfiler('enable');
  callInspector('Debugger.enable');
  for (const [name, request] of Object.entries(requests)) {
    if (requestedName && name !== requestedName) continue;
    const phases = await measure(knex, request);
    say(`\n${name}`);
    for (const [phase, files] of Object.entries(phases)) {
      say(`  ${files.length} files ${phase}`);
      files.forEach(file => say(`    ${file.replace(/^plugins\//, '')}`));
    }
  }
} finally {
  await callboard.stop();
}
process.exit();
