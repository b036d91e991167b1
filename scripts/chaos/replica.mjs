/**
 * One backend of the chaos: Callboard on the platform's own services and the
 * shared PostgreSQL, without the rest of a portal, so that it starts quickly.
 * Whoever calls is believed to be who they say they are.
 *
 * Its first argument is JSON: `{name, port, connection, told}`, the last the
 * file that what leaves the database is written to.
 */
import { loadBackend, requireOfBackend } from '../../bench/lib/backend.mjs';
import { createProbe } from './probe.mjs';

const { createBackend } = requireOfBackend('@backstage/backend-defaults');
const { mockServices } = requireOfBackend('@backstage/backend-test-utils');
const { catalogServiceMock } = requireOfBackend(
  '@backstage/plugin-catalog-node/testUtils',
);
const { callboardPlugin } = loadBackend('plugin');
const { people, testEntities } = loadBackend('__testUtils__/startCallboard');

const { name, port, connection, told } = JSON.parse(process.argv[2]);
/** What the chaos has projects of. */
const components = Array.from({ length: 4 }, (_, n) => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: { name: `chaos-${n}`, namespace: 'default' },
  spec: { type: 'service', lifecycle: 'production', owner: 'group:default/x' },
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
      events: { useEventBus: 'never' },
      callboard: {
        superAdmins: [people.superAdmin],
        activity: { eventsPerMinute: 1_000_000 },
      },
    },
  }),
);
backend.add(mockServices.auth.factory());
backend.add(mockServices.httpAuth.factory());
backend.add(mockServices.userInfo.factory());
backend.add(
  catalogServiceMock.factory({ entities: [...testEntities, ...components] }),
);
backend.add(callboardPlugin);
backend.add(createProbe({ name, told }));
await backend.start();
