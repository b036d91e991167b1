import {
  mockCredentials,
  mockServices,
  startTestBackend,
  TestBackend,
} from '@backstage/backend-test-utils';
import { Entity, stringifyEntityRef } from '@backstage/catalog-model';
import catalogPlugin from '@backstage/plugin-catalog-backend';
import { eventsServiceFactory } from '@backstage/plugin-events-node';
import { JsonObject } from '@backstage/types';
// The tests cover both plugins together.
// eslint-disable-next-line @backstage/no-mixed-plugin-imports
import callboardPlugin from '@callboard/plugin-callboard-backend';
import request from 'supertest';
// eslint-disable-next-line @backstage/no-relative-monorepo-imports -- test helpers are not in a package
import { createDatabaseFactory } from '../../../../scripts/testing/databases.cjs';
import { catalogModuleCallboard } from '../catalogModuleCallboard';
import { OtherProvider } from './OtherProvider';

/** The catalog processes entities in several polling steps. */
const MAX_WAIT_MS = 20_000;
const POLL_MS = 100;

const ADMIN = 'user:default/boss';
const CALLBOARD = '/api/callboard/workspaces/default';

/** A portal with a real catalog, Callboard, and another provider. */
export class Portal {
  #staffCount = 0;

  private constructor(
    private readonly backend: TestBackend,
    readonly other: OtherProvider,
    /** Logged warnings. */
    readonly warnings: string[],
  ) {}

  /**
   * @param provider - the section `catalog.providers.callboard`
   * @param others - the entities that another provider publishes from the start
   */
  static async start(
    provider: JsonObject | undefined,
    others: Entity[] = [],
  ): Promise<Portal> {
    const warnings: string[] = [];
    const other = new OtherProvider();
    await other.publish(others);
    const backend = await startTestBackend({
      features: [
        catalogPlugin,
        catalogModuleCallboard,
        callboardPlugin,
        other.module,
        createDatabaseFactory(),
        eventsServiceFactory,
        // A separate scheduler: the default mock retains the tasks of every portal.
        mockServices.scheduler.factory(),
        mockServices.logger.mock({
          warn: message => warnings.push(message),
        }).factory,
        mockServices.rootConfig.factory({
          data: {
            callboard: {
              superAdmins: [ADMIN],
              organisation: {
                catalogSeed: { enabled: true, groupTypes: ['seeded'] },
              },
            },
            catalog: {
              stitchingStrategy: { pollingInterval: { milliseconds: 50 } },
              ...(provider && { providers: { callboard: provider } }),
            },
          },
        }),
      ],
    });
    const portal = new Portal(backend, other, warnings);
    await portal.waitForExpectations(async () => {
      for (const entity of others) {
        if (!(await portal.findEntity(stringifyEntityRef(entity)))) {
          throw new Error('The catalog has not processed all entities yet');
        }
      }
    });
    return portal;
  }

  async stop(): Promise<void> {
    await this.backend.stop();
  }

  /** Requests of an admin to the default workspace. */
  get admin() {
    const send = (method: 'get' | 'post' | 'patch' | 'delete', path: string) =>
      request(this.backend.server)
        [method](CALLBOARD + path)
        .set('authorization', mockCredentials.user.header(ADMIN));
    return {
      get: (path: string) => send('get', path),
      post: (path: string, body: object) => send('post', path).send(body),
      patch: (path: string, body: object) => send('patch', path).send(body),
      delete: (path: string) => send('delete', path),
    };
  }

  /** Creates a department and returns its id. */
  async createDepartment(fields: object): Promise<string> {
    const response = await this.admin.post('/departments', fields).expect(201);
    return response.body.id;
  }

  /** The id of the department with this name. */
  async findDepartmentId(name: string): Promise<string> {
    const { body } = await this.admin.get('/departments').expect(200);
    return body.items.find((item: { name: string }) => item.name === name).id;
  }

  /** Creates a staff member and returns their id. */
  async createPerson(name: string, department_id: string): Promise<string> {
    this.#staffCount += 1;
    const response = await this.admin
      .post('/staff', {
        staff_id: `S${this.#staffCount}`,
        first_name: 'P',
        last_name: name,
        email: `${name}@example.org`,
        user_ref: `user:default/${name}`,
        department_id,
      })
      .expect(201);
    return response.body.id;
  }

  /** An entity of the catalog, if it exists. */
  async findEntity(ref: string): Promise<Entity | undefined> {
    const [kind, namespace, name] = ref.split(/[:/]/);
    const { status, body } = await request(this.backend.server)
      .get(`/api/catalog/entities/by-name/${kind}/${namespace}/${name}`)
      .set('authorization', mockCredentials.service.header());
    return status === 200 ? body : undefined;
  }

  /** The targets of an entity's relations of one type; undefined if the entity does not exist. */
  async listRelated(ref: string, type: string): Promise<string[] | undefined> {
    const entity = await this.findEntity(ref);
    return entity?.relations
      ?.filter(relation => relation.type === type)
      .map(({ targetRef }) => targetRef)
      .sort();
  }

  /** Waits until expectations hold. */
  async waitForExpectations(expectations: () => Promise<void>): Promise<void> {
    const end = Date.now() + MAX_WAIT_MS;
    for (;;) {
      try {
        await expectations();
        return;
      } catch (error) {
        if (Date.now() > end) {
          throw error;
        }
        await new Promise(resolve => setTimeout(resolve, POLL_MS));
      }
    }
  }
}
