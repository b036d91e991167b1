/**
 * One backend of the chaos: Callboard on the platform's own services and the
 * shared PostgreSQL, without the rest of a portal, so that it starts quickly.
 * Whoever calls is believed to be who they say they are.
 *
 * Its first argument is JSON: `{name, port, connection, told, receivers, smtp}`.
 * `told` is the file that what leaves the database is written to, `receivers`
 * the host that webhooks lead to, `smtp` the port that mails go to.
 */
import {
  loadBackend,
  requireOfBackend,
  requireOfPortal,
} from '../../bench/lib/backend.mjs';
import { SECRET_WORD } from './Place.mjs';
import { createProbe } from './probe.mjs';
import { createRecordedScheduler } from './recordedScheduler.mjs';

const { createBackend } = requireOfBackend('@backstage/backend-defaults');
const { mockServices } = requireOfBackend('@backstage/backend-test-utils');
const { catalogServiceMock } = requireOfBackend(
  '@backstage/plugin-catalog-node/testUtils',
);
const { callboardPlugin } = loadBackend('plugin');
const { people, testEntities } = loadBackend('__testUtils__/startCallboard');

const { name, port, connection, told, receivers, smtp } = JSON.parse(
  process.argv[2],
);
/** What the chaos has projects of. */
const components = [0, 1, 2, 3, SECRET_WORD].map(n => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: { name: `chaos-${n}`, namespace: 'default' },
  spec: { type: 'service', lifecycle: 'production', owner: 'group:default/x' },
}));

/** Whom the chaos has do something. */
const workers = Array.from({ length: 100 }, (_, n) => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'User',
  metadata: { name: `chaos-${n}`, namespace: 'default' },
  spec: {
    profile: { email: `chaos-${n}@example.org` },
    memberOf: [],
  },
}));

const url = `http://127.0.0.1:${port}`;

const backend = createBackend();
backend.add(
  mockServices.rootConfig.factory({
    data: {
      app: { baseUrl: url },
      backend: {
        baseUrl: url,
        listen: { host: '127.0.0.1', port },
        database: { client: 'pg', connection },
      },
      // What one replica says, the sockets of the other hear.
      events: {
        useEventBus: 'always',
        // A server that shuts down waits for those who wait for events.
        notifyTimeoutMs: 2_000,
      },
      callboard: {
        superAdmins: [people.superAdmin],
        activity: { eventsPerMinute: 1_000_000 },
        // Receivers fail now and then, and the run is over in minutes.
        webhooks: { allow: [receivers], retrySeconds: Array(20).fill(1) },
        mail: {
          from: 'Callboard <callboard@example.org>',
          smtp: { host: '127.0.0.1', port: smtp, security: 'none' },
          perMinute: 1_000_000,
        },
      },
    },
  }),
);
backend.add(mockServices.auth.factory());
backend.add(mockServices.httpAuth.factory());
backend.add(mockServices.userInfo.factory());
backend.add(
  catalogServiceMock.factory({
    entities: [...testEntities, ...components, ...workers],
  }),
);
backend.add(requireOfPortal('@backstage/plugin-events-backend').default);
backend.add(requireOfPortal('@backstage/plugin-signals-backend').default);
backend.add(createRecordedScheduler(name));
backend.add(callboardPlugin);
backend.add(createProbe({ name, told }));
await backend.start();
