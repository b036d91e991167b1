import { loadBackend, requireOfBackend } from '../lib/backend.mjs';
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
const { mockServices, startTestBackend } = requireOfBackend(
  '@backstage/backend-test-utils',
);
const { catalogServiceMock } = requireOfBackend(
  '@backstage/plugin-catalog-node/testUtils',
);

const CALLS = 200;

/** The same over HTTP, by the people who ask: Callboard's, then the portal's. */
export async function httpLines({ knex, peerKnex }, shares) {
  const users = askers(CALLS, shares);
  const callboard = await startCallboardOn(knex);
  const portal = await startTestBackend({
    features: [
      requireOfBackend('@backstage/plugin-notifications-backend').default,
      mockServices.database.factory({ knex: peerKnex }),
      catalogServiceMock.factory({ entities: [] }),
    ],
  });
  const ours = { port: callboard.port, base: callboard.base };
  const theirs = { port: portal.server.port(), base: '/api/notifications' };
  const cases = [
    ['Callboard, first page and count', ours, '/notifications?limit=20'],
    ['Callboard, unread count', ours, '/notifications/unread-count'],
    [
      'the portal’s plugin, first page and count',
      theirs,
      '/notifications?limit=20&orderField=created,desc',
    ],
    ['the portal’s plugin, status', theirs, '/status'],
  ];
  const lines = [];
  for (const [name, server, path] of cases) {
    const get = nth => {
      const authorization = authorizationOf(users[(nth * 7) % CALLS]);
      return requesterOf(server, authorization, server.base)('GET', path);
    };
    await times(CALLS, get);
    const found = await times(CALLS, get);
    lines.push(
      line(
        `over HTTP: ${name}`,
        percentile(found, 0.5),
        undefined,
        `p95 ${percentile(found, 0.95).toFixed(1)} ms`,
      ),
    );
  }
  disconnect();
  await Promise.all([callboard.stop(), portal.stop()]);
  return lines;
}
