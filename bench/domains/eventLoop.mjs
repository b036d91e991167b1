import { finished } from 'node:stream/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { range } from '../lib/backend.mjs';
import { makeBoard } from '../lib/board.mjs';
import { getAuthorizationHeader } from '../lib/callboard.mjs';
import { employee, toSeedId } from '../lib/data.mjs';
import { day, DAY_MS, logSpan, quarter } from '../lib/dates.mjs';
import { bodies } from '../lib/events.mjs';
import * as http from '../lib/http.mjs';
import { repeatFor } from '../lib/timing.mjs';
import { startWorker } from '../lib/worker.mjs';

const { createCsv, openStream, requester, workspaceRequester } = http;
const [POSTERS, READERS, IMPORTED] = [10, 5, 300];

const lists = ['/departments/tree', '/staff?search=muller'].concat(
  `/projects/${toSeedId('projects', 1)}/work-items?limit=50`,
);

/** Measures how long the event loop is blocked while members post, read, import and export. */
export async function measure({ isPostgres, connectionString, figure, sizes }) {
  if (!isPostgres) return;
  const module = new URL('../log/exportServer.mjs', import.meta.url);
  const watched = await startWorker(module, { connectionString });
  const server = await watched.call('server');
  const { xlsx } = await watched.call('urls');
  const authorization = getAuthorizationHeader('superAdmin');
  const send = workspaceRequester(server, authorization);
  const board = await makeBoard(send, quarter);
  const everybody = (count, run) =>
    repeatFor(sizes.usedSeconds * 1_000, count, async (who, n) => {
      await run(who, n);
      // Without pauses the processor would be the bottleneck.
      await sleep(200);
    });
  const posters = range(POSTERS).map(n =>
    requester(server, getAuthorizationHeader(employee(n))),
  );
  const post = (who, n) =>
    posters[who]('POST', '/activity', bodies.event(who, n));
  const uses = {
    post: () => everybody(POSTERS, post),
    read: () => everybody(READERS, (_, n) => send('GET', lists[n % 3])),
    import: turn => send('POST', '/staff/bulk-import', createStaff(turn)),
    export: () => exportLog(xlsx, authorization),
    pdf: () => send('GET', `/dashboards/${board.id}/export.pdf`),
  };
  // The first turn compiles the code.
  let delay;
  for (const turn of ['before', 'now']) {
    await watched.call('delay');
    await Promise.all(Object.values(uses).map(use => use(turn)));
    delay = await watched.call('delay');
  }
  const what = 'a replica in use: delay of its event loop, p99.9';
  figure.atMost(what, delay, 50, 'ms');
  await watched.stop();
}

function createStaff(turn) {
  const createRow = n =>
    `${turn}-${n},Uma,"User, ${n}",${turn}${n}@example.org`;
  const lines = range(IMPORTED).map(createRow);
  return createCsv(['staff_id,first_name,last_name,email', ...lines]);
}

/** A day of the log. */
async function exportLog(url, authorization) {
  const date = day(logSpan.from + DAY_MS);
  const query = `?start=${date}&end=${date}`;
  await finished((await openStream(url + query, authorization)).resume());
}
