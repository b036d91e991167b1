import { finished } from 'node:stream/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { range } from '../lib/backend.mjs';
import { createDashboard } from '../lib/board.mjs';
import { getAuthorizationHeader } from '../lib/callboard.mjs';
import { getEmployee, toSeedId } from '../lib/data.mjs';
import { DAY_MS, toDay, logSpan, quarter } from '../lib/dates.mjs';
import { bodies } from '../lib/events.mjs';
import * as http from '../lib/http.mjs';
import { repeatFor } from '../lib/timing.mjs';
import { startWorker } from '../lib/worker.mjs';

const [POSTERS, READERS, IMPORTED_STAFF] = [10, 5, 300];

const date = toDay(logSpan.from + DAY_MS);
const oneDay = `?start=${date}&end=${date}`;
const itemsPath = `/projects/${toSeedId(1)}/work-items?limit=50`;
const lists = ['/departments/tree', '/staff?search=muller', itemsPath];

/** Measures how long the event loop is blocked while members post, read, import and export. */
export async function measure({ connectionString, figure, sizes }) {
  const backend = await startWorker('log/exportServer.mjs', connectionString);
  const { server, urls } = await backend.call('getAddresses');
  const authorization = getAuthorizationHeader('superAdmin');
  const send = http.createWorkspaceRequester(server, authorization);
  const dashboard = await createDashboard(send, quarter);
  const runInParallel = (count, run) =>
    repeatFor(sizes.mixedLoadSeconds * 1_000, count, async (who, n) => {
      await run(who, n);
      // Without pauses the processor would be the bottleneck.
      await sleep(200);
    });
  const posters = range(POSTERS).map(n =>
    http.createRequester(server, getAuthorizationHeader(getEmployee(n))),
  );
  const post = (who, n) =>
    posters[who]('POST', '/activity', bodies.event(who, n));
  const uses = {
    post: () => runInParallel(POSTERS, post),
    read: () => runInParallel(READERS, (_, n) => send('GET', lists[n % 3])),
    import: round => send('POST', '/staff/bulk-import', createStaff(round)),
    export: async () => {
      const stream = await http.openStream(urls.xlsx + oneDay, authorization);
      await finished(stream.resume());
    },
    pdf: () => send('GET', `/dashboards/${dashboard.id}/export.pdf`),
  };
  // The first round only warms up the JIT compiler.
  let delay;
  for (const round of ['warm', 'main']) {
    // Reading resets the delay.
    await backend.call('readDelay');
    await Promise.all(Object.values(uses).map(use => use(round)));
    delay = await backend.call('readDelay');
  }
  const what = 'a replica in use: delay of its event loop, p99.9';
  figure.atMost(what, delay, 50, 'ms');
  await backend.stop();
}

function createStaff(round) {
  const toLine = n => `${round}-${n},Uma,"User, ${n}",${round}${n}@example.org`;
  const lines = range(IMPORTED_STAFF).map(toLine);
  return http.createCsvForm(['staff_id,first_name,last_name,email', ...lines]);
}
