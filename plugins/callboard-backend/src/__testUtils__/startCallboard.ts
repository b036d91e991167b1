import {
  mockCredentials,
  mockServices,
  startTestBackend,
  TestDatabaseId,
  TestDatabases,
} from '@backstage/backend-test-utils';
import {
  BackendFeature,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { Entity } from '@backstage/catalog-model';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { eventsServiceFactory } from '@backstage/plugin-events-node';
import { JsonObject } from '@backstage/types';
import { Agent as HttpAgent } from 'http';
import { Knex } from 'knex';
import type request from 'supertest';
import Test from 'supertest/lib/test';
import { callboardPlugin } from '../plugin';
import { Runner } from '../kernel/Runner';
import { WorkLoop } from '../database/WorkLoop';

export { databaseIds } from './databases';

/** The users of the tests, by role. */
export const people = {
  superAdmin: 'user:default/sue.super',
  admin: 'user:default/ada.admin',
  member: 'user:default/max.member',
  guest: 'user:default/gus.guest',
  reader: 'user:default/ria.reader',
  projectAdmin: 'user:default/pia.project',
  stranger: 'user:default/sam.stranger',
} as const;

/** One of the test users. */
export type PersonName = keyof typeof people;

/** A Callboard on a real database with an HTTP server. */
export interface TestCallboard {
  knex: Knex;
  /** The base of all paths. */
  base: string;
  port: number;
  /** Sends requests as a user, as a service, or without credentials. */
  as(callerName: PersonName | 'service' | 'nobody' | `user:${string}`): Agent;
  stop(): Promise<void>;
}

/** Sends requests below the plugin's base path, with the credentials of a caller. */
export interface Agent {
  /** The database of its Callboard. */
  knex: Knex;
  get(path: string): request.Test;
  post(path: string, body?: unknown): request.Test;
  put(path: string, body?: unknown): request.Test;
  patch(path: string, body?: unknown): request.Test;
  delete(path: string): request.Test;
}

/** Sends requests of the same caller below a path, such as the path of a workspace. */
export function createScopedAgent(agent: Agent, base: string): Agent {
  return {
    knex: agent.knex,
    get: path => agent.get(base + path),
    post: (path, body) => agent.post(base + path, body),
    put: (path, body) => agent.put(base + path, body),
    patch: (path, body) => agent.patch(base + path, body),
    delete: path => agent.delete(base + path),
  };
}

function createUserEntity(ref: string): Entity {
  const name = ref.split('/')[1];
  const [first, last] = name.split('.');
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'User',
    metadata: { name, namespace: 'default' },
    spec: {
      profile: {
        displayName: `${capitalise(first)} ${capitalise(last)}`,
        email: `${name}@example.com`,
      },
      memberOf: [],
    },
  };
}

function capitalise(text: string): string {
  return text[0].toUpperCase() + text.slice(1);
}

/** The catalog entities of the test users. */
export const testEntities: Entity[] =
  Object.values(people).map(createUserEntity);

/** The options of a test's Callboard. */
export interface CallboardOptions {
  /** The `callboard` section of the configuration. */
  config?: JsonObject;
  /** The other sections of the configuration. */
  portalConfig?: JsonObject;
  modules?: ReturnType<typeof createBackendModule>[];
  /** Platform services that replace the default mocks. */
  services?: BackendFeature[];
  /** The catalog entities; by default the test users. */
  entities?: Entity[];
  /** A custom catalog service. */
  catalog?: BackendFeature;
  /** Whether the relay and the queues run; true by default. */
  background?: boolean;
}

/**
 * A request that formats its stack trace only if the status is unexpected. supertest formats one
 * for each expectation, which takes a tenth of the time of most requests.
 */
class QuickRequest extends Test {
  /** The checks that supertest runs on the response. */
  declare _asserts: Array<(response: request.Response) => void>;

  expect(...args: unknown[]): this {
    const [status] = args;
    if (typeof status !== 'number' || args.length > 1) {
      return super.expect(...(args as [number]));
    }
    const failure = new Error();
    Error.captureStackTrace(failure, this.expect);
    this._asserts.push(response => {
      if (response.status !== status) {
        failure.message = `expected ${status}, got ${response.status}: ${response.text}`;
        throw failure;
      }
    });
    return this;
  }
}

/** Starts the plugin on a new database of the given kind. */
export async function startCallboard(
  databases: Pick<TestDatabases, 'init'>,
  databaseId: TestDatabaseId,
  options: CallboardOptions = {},
): Promise<TestCallboard> {
  return startCallboardOn(await databases.init(databaseId), options);
}

/**
 * Prevents the relay and the queues from starting.
 *
 * @returns a function that lets them start again
 */
function stopBackground(): () => void {
  const spies = [
    jest.spyOn(Runner.prototype, 'start').mockImplementation(),
    jest.spyOn(WorkLoop.prototype, 'add').mockImplementation(),
  ];
  return () => spies.forEach(spy => spy.mockRestore());
}

/** Starts the plugin on an existing database. */
export async function startCallboardOn(
  knex: Knex,
  options: CallboardOptions = {},
): Promise<TestCallboard> {
  const { background = true } = options;
  const startBackground = background ? () => {} : stopBackground();
  const backend = await startTestBackend({
    features: [
      callboardPlugin,
      mockServices.rootConfig.factory({
        data: {
          ...options.portalConfig,
          callboard: {
            superAdmins: [people.superAdmin],
            ...options.config,
          },
        },
      }),
      mockServices.database.factory({ knex }),
      options.catalog ??
        catalogServiceMock.factory({
          entities: options.entities ?? testEntities,
        }),
      eventsServiceFactory,
      ...(options.modules ?? []),
      ...(options.services ?? []),
    ],
  }).finally(startBackground);
  const base = '/api/callboard';
  // A new connection per request would take a quarter of the time of most requests.
  const connections = new HttpAgent({ keepAlive: true });
  // The server must not close an idle connection while a test blocks the process: the next request
  // would fail.
  backend.server.keepAliveTimeout = 0;
  return {
    knex,
    base,
    port: backend.server.port(),
    as(callerName) {
      const header = getAuthorizationHeader(callerName);
      const send = (
        method: 'get' | 'post' | 'put' | 'patch' | 'delete',
        path: string,
        body?: unknown,
      ) => {
        const sent = new QuickRequest(
          backend.server,
          method,
          `${base}${path}`,
        ).agent(connections);
        if (header) {
          sent.set('Authorization', header);
        }
        return body === undefined ? sent : sent.send(body as object);
      };
      return {
        knex,
        get: path => send('get', path),
        post: (path, body) => send('post', path, body),
        put: (path, body) => send('put', path, body),
        patch: (path, body) => send('patch', path, body),
        delete: path => send('delete', path),
      };
    },
    stop: () => {
      // The server closes idle connections, and waits for those in use.
      connections.maxFreeSockets = 0;
      return backend.stop();
    },
  };
}

/** The `Authorization` header of a user, a service or an anonymous caller. */
export function getAuthorizationHeader(callerName: string): string | undefined {
  if (callerName === 'nobody') {
    return mockCredentials.none.header();
  }
  if (callerName === 'service') {
    return mockCredentials.service.header();
  }
  return mockCredentials.user.header(
    callerName in people ? people[callerName as PersonName] : callerName,
  );
}
