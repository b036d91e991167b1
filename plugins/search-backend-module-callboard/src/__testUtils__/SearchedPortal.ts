import { permissionsServiceFactory } from '@backstage/backend-defaults/permissions';
import {
  BackendFeature,
  coreServices,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
  TestBackend,
} from '@backstage/backend-test-utils';
import { Entity } from '@backstage/catalog-model';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { eventsServiceFactory } from '@backstage/plugin-events-node';
import searchPlugin from '@backstage/plugin-search-backend';
import { IndexableDocument } from '@backstage/plugin-search-common';
import { JsonObject } from '@backstage/types';
// The tests cover both plugins together.
// eslint-disable-next-line @backstage/no-mixed-plugin-imports
import callboardPlugin from '@callboard/plugin-callboard-backend';
import request from 'supertest';
// eslint-disable-next-line @backstage/no-relative-monorepo-imports -- test helpers are not in a package
import { createDatabaseFactory } from '../../../../scripts/testing/databases.cjs';
import { searchModuleCallboard } from '../searchModuleCallboard';

/** A super admin. */
export const ADMIN = 'user:default/boss';

const PROJECTS = '/api/callboard/workspaces/default/projects';

const createComponent = (name: string): Entity => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: { name, namespace: 'default' },
  spec: {},
});

/** A portal with Callboard and a search. `rebuildIndex` builds the search index. */
export class SearchedPortal {
  private constructor(
    private readonly backend: TestBackend,
    private readonly scheduler: ReturnType<typeof mockServices.scheduler>,
  ) {}

  /** @param features - features in addition to the two plugins and their dependencies */
  static async start({
    components,
    config = {},
    features = [],
  }: {
    components: string[];
    config?: JsonObject;
    features?: BackendFeature[];
  }): Promise<SearchedPortal> {
    const scheduler = mockServices.scheduler();
    const backend = await startTestBackend({
      features: [
        callboardPlugin,
        searchPlugin,
        searchModuleCallboard,
        createDatabaseFactory(),
        eventsServiceFactory,
        permissionsServiceFactory,
        createServiceFactory({
          service: coreServices.scheduler,
          deps: {},
          factory: () => scheduler,
        }),
        catalogServiceMock.factory({
          entities: components.map(createComponent),
        }),
        mockServices.rootConfig.factory({
          data: { callboard: { superAdmins: [ADMIN] }, ...config },
        }),
        ...features,
      ],
    });
    return new SearchedPortal(backend, scheduler);
  }

  async stop(): Promise<void> {
    await this.backend.stop();
  }

  send(
    ref: string,
    method: 'get' | 'put' | 'patch' | 'post' | 'delete',
    path: string,
  ): request.Test {
    return request(this.backend.server)
      [method](path)
      .set('authorization', mockCredentials.user.header(ref));
  }

  /** Rebuilds the index. */
  async rebuildIndex(): Promise<void> {
    await this.scheduler.triggerTask('search_index_callboard_work-item');
  }

  /** The results that a user finds. */
  async find(ref: string, query: string): Promise<IndexableDocument[]> {
    const path = `/api/search/query?${query}`;
    const { body } = await this.send(ref, 'get', path).expect(200);
    return body.results.map(
      ({ document }: { document: IndexableDocument }) => document,
    );
  }

  /** The titles of the results that a user finds for a word. */
  async findTitles(ref: string, term: string): Promise<string[]> {
    const documents = await this.find(ref, `term=${term}`);
    return documents.map(({ title }) => title);
  }

  /** Creates the project of a component, if necessary, and returns the project's path. */
  async ensureProject(name: string): Promise<string> {
    const path = `${PROJECTS}/by-entity/component/default/${name}`;
    const { body } = await this.send(ADMIN, 'put', path).expect(200);
    return `${PROJECTS}/${body.id}`;
  }

  /** Creates a work item. */
  async createWorkItem(
    project: string,
    fields: object,
  ): Promise<{ id: string; identifier: string }> {
    const path = `${project}/work-items`;
    const { body } = await this.send(ADMIN, 'post', path)
      .send(fields)
      .expect(201);
    return body;
  }
}
