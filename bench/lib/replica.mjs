/** A replica on the platform's real services. Counts the SQL statements of Callboard. */
import { loadBackend, pluginApi, range, sum } from './backend.mjs';
import { requireOfBackend, requireOfPortal } from './backend.mjs';
import { readPayload, serve } from './worker.mjs';

process.env.NODE_ENV = 'production';
const { createBackend } = requireOfBackend('@backstage/backend-defaults');
const { coreServices, createBackendModule, createBackendPlugin } = pluginApi;
const { mockServices } = requireOfBackend('@backstage/backend-test-utils');
const { catalogServiceMock } = requireOfBackend(
  '@backstage/plugin-catalog-node/testUtils',
);
const { createEntity } = loadBackend(
  'core/projects/__testUtils__/catalogEntities',
);
const auth = requireOfPortal('@backstage/plugin-auth-node');
const { default: Router } = requireOfBackend('express-promise-router');
// The class behind all knex clients and transactions.
const Client = requireOfBackend('knex/lib/client');

const { port, database, config, plugin, superAdmin, ...flags } = readPayload();
let statements = 0;
const { emit } = Client.prototype;
Client.prototype.emit = function countStatements(name, ...args) {
  const { database: opened, filename } = this.connectionSettings ?? {};
  // The client of a transaction emits the transaction's statements again.
  if (name === 'query' && !this.transacting) {
    statements += /callboard[^/]*$/.test(opened ?? filename) ? 1 : 0;
  }
  return emit.call(this, name, ...args);
};

const id = '00000000-0000-7000-8000-000000000000';
const CREATED = JSON.stringify({ success: true, id });

/** Endpoints that do nearly nothing, to compare with the endpoints of Callboard. */
const emptyPlugin = createBackendPlugin({
  pluginId: 'empty',
  register(env) {
    const { auditor, httpAuth, httpRouter } = coreServices;
    env.registerInit({
      deps: { auditor, httpAuth, httpRouter },
      async init(services) {
        const router = Router();
        /** Authenticates the user, as every endpoint of a portal does, and reads nothing. */
        router.post('/', async (req, res) => {
          await services.httpAuth.credentials(req, { allow: ['user'] });
          res.status(201).type('application/json').end(CREATED);
        });
        let audited = 0;
        /** Audits a request from start to end, and does nothing else. */
        router.post('/audited', async (req, res) => {
          audited += 1;
          const entityRef = `component:default/service-${audited % 1_000}`;
          const event = await services.auditor.createEvent({
            eventId: 'entity-mutate',
            severityLevel: 'medium',
            request: req,
            meta: { actionType: 'delete', entityRef },
          });
          await event.success();
          res.status(204).end();
        });
        services.httpRouter.use(router);
      },
    });
  },
});

/** Signs in any user by name, with an ordinary token. */
const signInModule = createBackendModule({
  pluginId: 'auth',
  moduleId: 'bench-provider',
  register(env) {
    const authenticator = auth.createProxyAuthenticator({
      defaultProfileTransform: async () => ({ profile: {} }),
      initialize() {},
      authenticate: async ({ req }) => ({
        result: req.header('x-bench-person'),
      }),
    });
    const signInResolver = ({ result }, context) =>
      context.issueToken({ claims: { sub: result, ent: [result] } });
    env.registerInit({
      deps: { providers: auth.authProvidersExtensionPoint },
      async init({ providers }) {
        const options = { authenticator, signInResolver };
        const factory = auth.createProxyAuthProviderFactory(options);
        providers.registerProvider({ providerId: 'bench', factory });
      },
    });
  },
});

const spec = { profile: {}, memberOf: [] };
const users = range(100).map(n => createEntity('User', `p${n}`, { spec }));
const entities = [createEntity('Component', 'project-0'), ...users];

// On shutdown, a replica waits for its pending event subscriptions.
const events = { useEventBus: 'always', notifyTimeoutMs: 2_000 };
const baseUrl = `http://127.0.0.1:${port}`;
const rootConfig = mockServices.rootConfig.factory({
  data: {
    app: { baseUrl },
    auth: { providers: { bench: {} } },
    // Without the events plugin, the bus would reject events, and retries would never end.
    ...(flags.hasSignals && { events }),
    backend: { baseUrl, listen: { host: '127.0.0.1', port }, database },
    callboard: {
      superAdmins: [superAdmin],
      activity: { eventsPerMinute: 1_000_000 },
      ...config,
    },
  },
});

const plugins = ['auth', ...(flags.hasSignals ? ['events', 'signals'] : [])];
const modules = plugins.map(name => `@backstage/plugin-${name}-backend`);
const auditor = '@callboard/plugin-callboard-backend-module-auditor';
if (flags.hasAuditor) modules.push(auditor);
const backend = createBackend();
[
  ...[rootConfig, signInModule, emptyPlugin],
  catalogServiceMock.factory({ entities }),
  ...modules.map(name => requireOfPortal(name).default),
  plugin ? requireOfPortal(plugin) : loadBackend('plugin').callboardPlugin,
].forEach(feature => backend.add(feature));
await backend.start();

serve({
  /** Returns the number of statements and the processor time in seconds since the start. */
  readLoad: () => [statements, sum(Object.values(process.cpuUsage())) / 1e6],
});
