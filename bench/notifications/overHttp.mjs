import { loadBackend } from '../lib/backend.mjs';
import {
  disconnect,
  line,
  percentile,
  requesterOf,
  times,
} from '../lib/measure.mjs';
import { askers } from './data.mjs';

const { startCallboardOn, authorizationOf } = loadBackend(
  '__testUtils__/startCallboard',
);

const CALLS = 60;

const PATHS = {
  'first page and count': '/notifications?limit=20',
  'unread ones, first page and count':
    '/notifications?limit=20&only_unread=true',
  'unread count': '/notifications/unread-count',
};

/** The same over HTTP, by the people who ask, one request after another. */
export async function httpLines(knex, shares) {
  const users = askers(CALLS, shares);
  const callboard = await startCallboardOn(knex);
  const lines = [];
  for (const [what, path] of Object.entries(PATHS)) {
    const get = nth => {
      const authorization = authorizationOf(users[(nth * 7) % CALLS]);
      return requesterOf(callboard, authorization, callboard.base)('GET', path);
    };
    await times(CALLS, get);
    const found = await times(CALLS, get);
    lines.push(
      line(
        `over HTTP: ${what}`,
        percentile(found, 0.5),
        undefined,
        `p95 ${percentile(found, 0.95).toFixed(1)} ms`,
      ),
    );
  }
  disconnect();
  await callboard.stop();
  return lines;
}
