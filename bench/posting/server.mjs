/**
 * A backend that is measured: plugins on the platform's real services, among
 * them its sign-in, and an endpoint that does nothing.
 */
import {
  loadBackend,
  requireOfBackend,
  requireOfPortal,
} from '../lib/backend.mjs';
import { input, serve } from '../lib/serve.mjs';
import { benchSignIn } from './signIn.mjs';
import { emptyPlugin } from './emptyPlugin.mjs';

const { createBackend } = requireOfBackend('@backstage/backend-defaults');
const { mockServices } = requireOfBackend('@backstage/backend-test-utils');
const { catalogServiceMock } = requireOfBackend(
  '@backstage/plugin-catalog-node/testUtils',
);

const { port, connection, config, plugin, also = [] } = input();
const baseUrl = `http://127.0.0.1:${port}`;

const backend = createBackend();
backend.add(
  mockServices.rootConfig.factory({
    data: {
      ...config,
      app: { baseUrl, ...config?.app },
      auth: { providers: { bench: {} } },
      backend: {
        baseUrl,
        listen: { host: '127.0.0.1', port },
        database: { client: 'pg', connection },
      },
    },
  }),
);
// Asked for a name every five minutes: no part of what is measured.
backend.add(catalogServiceMock.factory({ entities: [] }));
backend.add(requireOfPortal('@backstage/plugin-auth-backend'));
backend.add(benchSignIn);
backend.add(emptyPlugin);
backend.add(
  plugin ? requireOfPortal(plugin) : loadBackend('plugin').callboardPlugin,
);
for (const module of also) {
  const { features } = await import(module);
  features.forEach(feature => backend.add(feature));
}
await backend.start();

serve(async () => process.memoryUsage().rss);
