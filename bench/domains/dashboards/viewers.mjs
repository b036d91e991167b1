/**
 * People who have a dashboard open and let it refresh, in a process of their own, as
 * browsers are.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { browserAgent, workspaceRequester } from '../../lib/http.mjs';
import { input, serve } from '../../lib/worker.mjs';

const { server, authorizations, board, everyMs, seconds } = input();

/** As the page has it: a refreshed number may be as old as half of the interval. */
const maxAge = Math.floor(everyMs / 2_000);

/** Requests every widget at once, and each again some time after its response. */
async function look(authorization, end) {
  const agent = browserAgent();
  const send = workspaceRequester(server, authorization, agent);
  let requests = 0;
  await Promise.all(
    board.widgets.map(async id => {
      let query = '';
      while (performance.now() < end) {
        await send('GET', `/dashboards/${board.id}/widgets/${id}/data${query}`);
        requests += 1;
        query = `?max_age=${maxAge}`;
        await sleep(Math.min(everyMs, Math.max(0, end - performance.now())));
      }
    }),
  );
  agent.destroy();
  return requests;
}

serve(async () => {
  const end = performance.now() + seconds * 1_000;
  const requests = await Promise.all(
    authorizations.map(async (authorization, n) => {
      await sleep((n / authorizations.length) * everyMs);
      return look(authorization, end);
    }),
  );
  return requests.reduce((sum, count) => sum + count, 0);
});
