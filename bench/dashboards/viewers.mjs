/**
 * People who have a dashboard open and let it refresh, in a process of their own, as
 * browsers are. Says how long answers took, and how many were under way.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { input, serve } from '../lib/serve.mjs';
import { Page } from './Page.mjs';

const { server, viewers, board, everyMs, seconds } = input();

const WATCH_MS = 250;

async function lookAll() {
  const end = performance.now() + seconds * 1_000;
  const found = { first: [], again: [], pages: [], inFlights: [], failed: 0 };
  const note = ({ isFirst, ms, failed }) => {
    if (failed) found.failed += 1;
    else found[isFirst ? 'first' : 'again'].push(ms);
  };
  const pages = [];
  const watch = setInterval(() => {
    const inFlight = pages.reduce((sum, page) => sum + page.inFlight, 0);
    found.inFlights.push(inFlight);
  }, WATCH_MS);
  await Promise.all(
    viewers.map(async ({ authorization, after }) => {
      await sleep(after);
      const page = new Page({ server, authorization, board, everyMs, note });
      pages.push(page);
      found.pages.push(await page.look(end));
    }),
  );
  clearInterval(watch);
  return found;
}

serve(lookAll);
