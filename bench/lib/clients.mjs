/** People who send requests, in a process of their own, as browsers are. */
import { setTimeout as sleep } from 'node:timers/promises';
import { range } from './backend.mjs';
import { bodies } from './events.mjs';
import { openConnections, send, workspaceRequester } from './http.mjs';
import { p99, timed } from './timing.mjs';
import { serve } from './worker.mjs';

/** Everybody posts for some time, one request after another. */
async function post({ port, path, authorizations, people, body, ms }) {
  const dispatcher = openConnections(people);
  const statuses = {};
  const times = [];
  const began = performance.now();
  const postAll = async who => {
    const authorization = authorizations[who % authorizations.length];
    for (let n = 0; performance.now() < began + ms; n += 1) {
      const query = { dispatcher, port, path, method: 'POST', authorization };
      const { ms: taken, value } = await timed(() =>
        send({ ...query, body: bodies[body](who, n) }),
      );
      const { status, headers } = value;
      const isComplete = status < 300 || headers['retry-after'];
      const key = isComplete ? status : `${status} without Retry-After`;
      statuses[key] = (statuses[key] ?? 0) + 1;
      times.push(taken);
    }
  };
  await Promise.all(range(people).map(postAll));
  const seconds = (performance.now() - began) / 1000;
  await dispatcher.destroy();
  const perSecond = times.length / seconds;
  return { perSecond, seconds, statuses, slowest: p99(times) };
}

/** Everybody sends their own requests, one after another. */
async function sendAll({ server, people }) {
  const failed = [];
  const { ms } = await timed(() =>
    Promise.all(
      people.map(async ({ authorization, requests }) => {
        const own = workspaceRequester(server, authorization);
        for (const [method, path, body] of requests) {
          await own(method, path, body).catch(({ message }) =>
            failed.push(message),
          );
        }
      }),
    ),
  );
  return { ms, failed };
}

/** Everybody has a dashboard open, which requests each widget again and again. */
async function watch({ server, authorizations, board, everyMs, seconds }) {
  const end = performance.now() + seconds * 1_000;
  // As the page has it: a refreshed number may be as old as half of the interval.
  const again = `?max_age=${Math.floor(everyMs / 2_000)}`;
  let requests = 0;
  const refresh = async (own, id) => {
    const path = `/dashboards/${board.id}/widgets/${id}/data`;
    for (let query = ''; performance.now() < end; query = again) {
      await own('GET', path + query);
      requests += 1;
      await sleep(Math.min(everyMs, Math.max(0, end - performance.now())));
    }
  };
  const look = async (authorization, n) => {
    await sleep((n / authorizations.length) * everyMs);
    // A browser opens no more to one server.
    const dispatcher = openConnections(6);
    const own = workspaceRequester(server, authorization, { dispatcher });
    await Promise.all(board.widgets.map(id => refresh(own, id)));
    await dispatcher.destroy();
  };
  await Promise.all(authorizations.map(look));
  return requests;
}

serve({ post, sendAll, watch });
