import { createBackend } from '@backstage/backend-defaults';
import {
  BackendFeature,
  coreServices,
  createBackendModule,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import { mockServices } from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { JsonObject } from '@backstage/types';
import callboard from '@callboard/plugin-callboard-backend';
import { seedersExtensionPoint } from '@callboard/plugin-callboard-node';
import { createServer, Server } from 'node:net';
// eslint-disable-next-line @backstage/no-relative-monorepo-imports -- the shared test utilities are not a package
import { createDatabaseFactory } from '../../../scripts/testing/databases.cjs';
import { startOrExit } from './startOrExit';

/** Starts successfully, and would keep a process alive. */
const healthy = createBackendPlugin({
  pluginId: 'healthy',
  register: env =>
    env.registerInit({
      deps: { router: coreServices.httpRouter },
      init: async () => {},
    }),
});

const failing = createBackendPlugin({
  pluginId: 'failing',
  register: env =>
    env.registerInit({
      deps: {},
      init: async () => {
        throw new Error('no such key in the vault');
      },
    }),
});

const withDatabase = createBackendPlugin({
  pluginId: 'stored',
  register: env =>
    env.registerInit({
      deps: { database: coreServices.database },
      init: async ({ database }) => {
        await database.getClient();
      },
    }),
});

const failingDemo = createBackendModule({
  pluginId: 'callboard',
  moduleId: 'failing-demo',
  register: env =>
    env.registerInit({
      deps: { seeders: seedersExtensionPoint },
      init: async ({ seeders }) => {
        seeders.addSeeder({
          name: 'failing',
          seed: async () => {
            throw new Error('somebody was born in the future');
          },
        });
      },
    }),
});

function listen(): Promise<Server> {
  return new Promise(resolve => {
    const server = createServer();
    server.listen(0, '127.0.0.1', () => resolve(server));
  });
}

const getPort = (server: Server) => (server.address() as { port: number }).port;

/** A fake catalog, which the seeders need. */
const catalog = catalogServiceMock.factory();

describe('startOrExit', () => {
  let taken: Server;
  beforeAll(async () => {
    taken = await listen();
  });
  afterAll(() => taken.close());

  /** Starts a backend with the given features; returns its exit codes and its output to stderr. */
  async function start(
    features: BackendFeature[],
    config: { backend?: JsonObject; callboard?: JsonObject } = {},
  ) {
    const backend = createBackend();
    features.forEach(feature => backend.add(feature));
    if (!config.backend?.database) {
      backend.add(createDatabaseFactory());
    }
    backend.add(mockServices.rootLogger.factory({ level: 'none' }));
    backend.add(
      mockServices.rootConfig.factory({
        data: {
          ...config,
          backend: {
            baseUrl: 'http://localhost:0',
            listen: { host: '127.0.0.1', port: 0 },
            ...config.backend,
          },
        },
      }),
    );
    const exit = jest.fn();
    const write = jest.spyOn(process.stderr, 'write').mockReturnValue(true);
    try {
      await startOrExit(backend, exit);
      const words = write.mock.calls.map(([text]) => text).join('');
      return { codes: exit.mock.calls.flat(), words };
    } finally {
      write.mockRestore();
      await backend.stop();
    }
  }

  it('continues without output when every plugin starts', async () => {
    expect(await start([healthy])).toEqual({ codes: [], words: '' });
  });

  it('prints the plugin that throws, and exits with 1', async () => {
    const { codes, words } = await start([healthy, failing]);
    expect(codes).toEqual([1]);
    expect(words).toMatch(/'failing'.*no such key in the vault/);
  });

  it('prints the key of an invalid configuration value, and exits with 1', async () => {
    const { codes, words } = await start([healthy, callboard], {
      callboard: { activity: { privacy: 'sometimes' } },
    });
    expect(codes).toEqual([1]);
    expect(words).toMatch(/callboard\.activity\.privacy/);
  });

  it('prints the port that is already in use, and exits with 1', async () => {
    const port = getPort(taken);
    const { codes, words } = await start([healthy], {
      backend: { listen: { host: '127.0.0.1', port } },
    });
    expect(codes).toEqual([1]);
    expect(words).toMatch(new RegExp(`EADDRINUSE.*${port}`));
  });

  it('prints the connection error when the database is unreachable, and exits with 1', async () => {
    const closedPort = await listen();
    const port = getPort(closedPort);
    await new Promise(resolve => closedPort.close(resolve));
    const { codes, words } = await start([healthy, withDatabase], {
      backend: {
        database: {
          client: 'pg',
          connection: { host: '127.0.0.1', port, user: 'x', password: 'x' },
        },
      },
    });
    expect(codes).toEqual([1]);
    expect(words).toMatch(new RegExp(`ECONNREFUSED.*${port}`));
  });

  it('prints why the demo data could not be created, and exits with 1', async () => {
    const { codes, words } = await start([
      healthy,
      callboard,
      failingDemo,
      catalog,
    ]);
    expect(codes).toEqual([1]);
    expect(words).toMatch(/'callboard'.*somebody was born in the future/);
  });
});
