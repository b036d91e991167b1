/**
 * A replica on the platform's real services, among them its sign-in, with an endpoint
 * that does nothing. Returns what it is called for by name.
 */
import { loadBackend, requireOfBackend, requireOfPortal } from './backend.mjs';
import { signInModule } from './signIn.mjs';
import { input, serve } from './worker.mjs';

const { createBackend } = requireOfBackend('@backstage/backend-defaults');
const { coreServices, createBackendPlugin } = requireOfBackend(
  '@backstage/backend-plugin-api',
);
const { mockServices } = requireOfBackend('@backstage/backend-test-utils');
const { catalogServiceMock } = requireOfBackend(
  '@backstage/plugin-catalog-node/testUtils',
);
const express = requireOfBackend('express');
// What all clients and transactions of knex are made of.
const Client = requireOfBackend('knex/lib/client');

const { port, database, config, plugin, features, hasSignals } = input();

let statements = 0;
const { emit } = Client.prototype;
Client.prototype.emit = function count(name, ...args) {
  const { database: opened, filename } = this.connectionSettings ?? {};
  // A transaction passes its statements on to its client.
  if (name === 'query' && !this.transacting) {
    statements += /callboard[^/]*$/.test(opened ?? filename) ? 1 : 0;
  }
  return emit.call(this, name, ...args);
};

/**
 * `POST /api/empty`: authenticates the user, as every endpoint of a portal does, and
 * responds with as many bytes as for a stored event; reads nothing.
 */
const emptyPlugin = createBackendPlugin({
  pluginId: 'empty',
  register(env) {
    env.registerInit({
      deps: {
        httpRouter: coreServices.httpRouter,
        httpAuth: coreServices.httpAuth,
      },
      async init({ httpRouter, httpAuth }) {
        const router = express.Router();
        const response = JSON.stringify({
          success: true,
          id: '00000000-0000-7000-8000-000000000000',
        });
        router.post('/', (req, res, next) =>
          httpAuth
            .credentials(req, { allow: ['user'] })
            .then(() => res.status(201).type('application/json').end(response))
            .catch(next),
        );
        httpRouter.use(router);
      },
    });
  },
});

const entity = (kind, name, spec) => ({
  ...{ apiVersion: 'backstage.io/v1alpha1', kind, spec },
  metadata: { name, namespace: 'default' },
});

const baseUrl = `http://127.0.0.1:${port}`;
const backend = createBackend();
backend.add(
  mockServices.rootConfig.factory({
    data: {
      ...config,
      app: { baseUrl, ...config?.app },
      auth: { providers: { bench: {} } },
      // A replica that shuts down waits for those who wait for events.
      events: { useEventBus: 'always', notifyTimeoutMs: 2_000 },
      backend: { baseUrl, listen: { host: '127.0.0.1', port }, database },
    },
  }),
);
backend.add(
  catalogServiceMock.factory({
    entities: [
      entity('Component', 'project-0', {
        ...{ type: 'service', lifecycle: 'production' },
        owner: 'group:default/owners',
      }),
      ...Array.from({ length: 100 }, (_, n) =>
        entity('User', `p${n}`, { profile: {}, memberOf: [] }),
      ),
    ],
  }),
);
backend.add(requireOfPortal('@backstage/plugin-auth-backend'));
backend.add(signInModule);
backend.add(emptyPlugin);
if (hasSignals) {
  backend.add(requireOfPortal('@backstage/plugin-events-backend').default);
  backend.add(requireOfPortal('@backstage/plugin-signals-backend').default);
}
backend.add(
  plugin ? requireOfPortal(plugin) : loadBackend('plugin').callboardPlugin,
);
for (const module of features) {
  const { default: more } = await import(module);
  more.forEach(feature => backend.add(feature));
}
await backend.start();

const calls = {
  memory: () => process.memoryUsage().rss / 1e6,
  statements: () => statements,
};
serve(async name => calls[name]());
