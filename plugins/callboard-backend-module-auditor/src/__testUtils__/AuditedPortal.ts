import {
  AuditorService,
  coreServices,
  createBackendModule,
  createBackendPlugin,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
  TestBackend,
} from '@backstage/backend-test-utils';
import { Entity } from '@backstage/catalog-model';
import catalogPlugin from '@backstage/plugin-catalog-backend';
import {
  catalogLocationsExtensionPoint,
  catalogProcessingExtensionPoint,
  EntityProvider,
} from '@backstage/plugin-catalog-node';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { JsonObject } from '@backstage/types';
// The tests cover both plugins together.
// eslint-disable-next-line @backstage/no-mixed-plugin-imports
import callboardPlugin from '@callboard/plugin-callboard-backend';
import { Knex } from 'knex';
import request from 'supertest';
// eslint-disable-next-line @backstage/no-relative-monorepo-imports -- test helpers are not in a package
import { createDatabaseFactory } from '../../../../scripts/testing/databases.cjs';
import { callboardAuditor } from '../callboardAuditor';

/** The super admin. */
export const ADMIN = 'user:default/boss';

/** Creates an entity of the catalog. */
export const createEntity = (
  kind: string,
  name: string,
  title?: string,
): Entity & { metadata: { annotations: object } } => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind,
  metadata: {
    name,
    title,
    annotations: {
      'backstage.io/managed-by-location': 'directory:test',
      'backstage.io/managed-by-origin-location': 'directory:test',
    },
  },
  spec: { type: 'service', lifecycle: 'production', owner: 'boss' },
});

/** A portal with audited plugins and a real Callboard. */
export class AuditedPortal {
  /** The auditors of two plugins that do nothing else. */
  readonly auditors = new Map<string, AuditorService>();
  readonly warnings: string[] = [];
  /** Logged messages of level info. */
  readonly infos: string[] = [];
  readonly scheduler = mockServices.scheduler();
  private backend!: TestBackend;

  private constructor(readonly knex: Knex) {}

  /** @param options.entities - the entities of a real catalog; without them, the catalog is a mock */
  static async start(
    knex: Knex,
    options: { activity: JsonObject; entities?: Entity[] },
  ): Promise<AuditedPortal> {
    const portal = new AuditedPortal(knex);
    const logger = mockServices.logger.mock({
      warn: message => portal.warnings.push(message),
      info: message => portal.infos.push(message),
      child: () => logger,
    });
    const { activity, entities } = options;
    portal.backend = await startTestBackend({
      features: [
        callboardPlugin,
        callboardAuditor,
        ...['probe', 'other'].map(id => portal.createAuditedPlugin(id)),
        ...(entities
          ? [catalogPlugin, createProvider(entities)]
          : [catalogServiceMock.factory()]),
        // Other plugins have their own database.
        createDatabaseFactory({ callboard: knex }),
        logger.factory,
        createServiceFactory({
          service: coreServices.scheduler,
          deps: {},
          factory: () => portal.scheduler,
        }),
        mockServices.rootConfig.factory({
          data: {
            callboard: { superAdmins: [ADMIN], activity },
            catalog: {
              stitchingStrategy: { pollingInterval: { milliseconds: 50 } },
            },
          },
        }),
      ],
    });
    return portal;
  }

  /** Sends a request as a user. */
  async send(
    caller: string,
    method: 'get' | 'post' | 'delete',
    path: string,
    body?: object,
  ): Promise<request.Response> {
    return request(this.backend.server)
      [method](`/api/${path}`)
      .set(
        'authorization',
        caller === 'service'
          ? mockCredentials.service.header()
          : mockCredentials.user.header(caller),
      )
      .send(body);
  }

  /** The rows of an action that a user can read, newest first. */
  async listRows(action: string, caller = ADMIN, scope = ''): Promise<any[]> {
    const { body } = await this.send(
      caller,
      'get',
      `callboard/${scope}activity?limit=200&action=${action}`,
    );
    return body.activities;
  }

  /** Audits an action of the plugin `probe` that succeeds. */
  async audit(eventId: string, meta: JsonObject = {}): Promise<void> {
    const event = await this.auditors
      .get('probe')!
      .createEvent({ eventId, severityLevel: 'medium', meta });
    await event.success();
  }

  async stop(): Promise<void> {
    await this.backend.stop();
  }

  private createAuditedPlugin(pluginId: string) {
    return createBackendPlugin({
      pluginId,
      register: env =>
        env.registerInit({
          deps: { auditor: coreServices.auditor },
          init: async ({ auditor }) => {
            this.auditors.set(pluginId, auditor);
          },
        }),
    });
  }
}

function createProvider(entities: Entity[]) {
  const provider: EntityProvider = {
    getProviderName: () => 'test',
    connect: connection =>
      connection.applyMutation({
        type: 'full',
        entities: entities.map(entity => ({ entity, locationKey: 'test' })),
      }),
  };
  return createBackendModule({
    pluginId: 'catalog',
    moduleId: 'test-provider',
    register: env =>
      env.registerInit({
        deps: {
          locations: catalogLocationsExtensionPoint,
          processing: catalogProcessingExtensionPoint,
        },
        init: async ({ locations, processing }) => {
          locations.setAllowedLocationTypes(['file']);
          processing.addEntityProvider(provider);
        },
      }),
  });
}
