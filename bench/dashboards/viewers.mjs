/**
 * People who have a dashboard open and let it refresh, in a process of their own,
 * as browsers are. Says how long answers took, and how many refreshes had not
 * ended when the next one was due.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { requester, timed } from '../lib/measure.mjs';
import { input, serve } from '../lib/serve.mjs';

const { server, viewers, board, everyMs, seconds } = input();

/** A page that refreshes by the clock takes answers of half that age, in seconds. */
const maxAge = Math.floor(everyMs / 2_000);

/** A browser sends no more at once to one server. */
const AT_ONCE = 6;

let inFlight = 0;
const times = [];
const refreshes = [];
const inFlights = [];
let late = 0;
let failed = 0;

async function refresh(request) {
  const waiting = [...board.widgets];
  const work = async () => {
    for (let wid = waiting.shift(); wid; wid = waiting.shift()) {
      inFlight += 1;
      try {
        const path = `/dashboards/${board.id}/widgets/${wid}/data?max_age=${maxAge}`;
        times.push((await timed(() => request('GET', path))).ms);
      } catch {
        failed += 1;
      } finally {
        inFlight -= 1;
      }
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
}

async function look({ authorization, after }, end) {
  const request = requester(server, authorization, 'bench');
  await sleep(after);
  while (performance.now() < end) {
    const { ms } = await timed(() => refresh(request));
    refreshes.push(ms);
    if (ms > everyMs) late += 1;
    await sleep(Math.max(0, everyMs - ms));
  }
}

serve(async () => {
  const end = performance.now() + seconds * 1_000;
  const watch = setInterval(() => inFlights.push(inFlight), 250);
  await Promise.all(viewers.map(viewer => look(viewer, end)));
  clearInterval(watch);
  return { times, refreshes, inFlights, late, failed };
});
