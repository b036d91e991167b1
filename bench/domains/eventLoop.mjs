import { finished } from 'node:stream/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { range } from '../lib/backend.mjs';
import { makeBoard } from '../lib/board.mjs';
import { authorizationOf } from '../lib/callboard.mjs';
import { employee, idOf } from '../lib/data.mjs';
import { day, DAY_MS, logSpan, quarter } from '../lib/dates.mjs';
import { createCsv, openStream, workspaceRequester } from '../lib/http.mjs';
import { repeatFor } from '../lib/timing.mjs';
import { startClients, startWorker } from '../lib/worker.mjs';

const [POSTERS, READERS, IMPORTED] = [10, 5, 300];
/** People look at what comes. Without pauses the processor would be what all wait for. */
const PAUSE_MS = 200;

const lists = [
  `/projects/${idOf('projects', 1)}/work-items?limit=50`,
  '/departments/tree',
  '/staff?search=muller',
];

/** How long the event loop of a replica waits while members post, read, import and export. */
export async function measureEventLoop(context) {
  const { isPostgres, connectionString, figure, sizes } = context;
  if (!isPostgres) return;
  const module = new URL('../log/exportServer.mjs', import.meta.url);
  const watched = await startWorker(module, { connectionString });
  const clients = await startClients();
  const server = await watched.call('server');
  const { xlsx } = await watched.call('urls');
  const authorization = authorizationOf('superAdmin');
  const send = workspaceRequester(server, authorization);
  const board = await makeBoard(send, quarter);
  const ms = sizes.usedSeconds * 1_000;
  const uses = {
    post: () =>
      clients.call('post', {
        ...{ port: server.port, path: `${server.base}/activity`, ms },
        authorizations: range(POSTERS).map(n => authorizationOf(employee(n))),
        ...{ body: 'event', people: POSTERS, pauseMs: PAUSE_MS },
      }),
    read: () =>
      repeatFor(ms, READERS, async (who, n) => {
        await send('GET', lists[n % lists.length]);
        await sleep(PAUSE_MS);
      }),
    import: turn => send('POST', '/staff/bulk-import', createStaff(turn)),
    export: () => exportLog(xlsx, authorization),
    pdf: () => send('GET', `/dashboards/${board.id}/export.pdf`),
  };
  const useAll = turn => Promise.all(Object.values(uses).map(use => use(turn)));
  // The code is compiled.
  await useAll('before');
  await watched.call('delay');
  await useAll('now');
  const what = 'a replica in use: delay of its event loop, p99.9';
  figure.atMost(what, await watched.call('delay'), 50, 'ms');
  await clients.stop();
  await watched.stop();
}

function createStaff(turn) {
  const header = 'staff_id,first_name,last_name,email,department_code';
  const lines = range(IMPORTED).map(
    n => `${turn}-${n},Uma,"User, ${n}",${turn}${n}@example.org,D1`,
  );
  return createCsv([header, ...lines]);
}

/** A day of the log. */
async function exportLog(url, authorization) {
  const date = day(logSpan.from + DAY_MS);
  const query = `?start=${date}&end=${date}`;
  const stream = await openStream(url + query, authorization);
  await finished(stream.resume());
}
