import {
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
// The tests are about the two plugins together.
// eslint-disable-next-line @backstage/no-mixed-plugin-imports
import callboardPlugin from '@callboard/plugin-callboard-backend';
import request from 'supertest';
import { searchModuleCallboard } from './searchModuleCallboard';

jest.setTimeout(60_000);

const ADMIN = 'user:default/boss';
const READER = 'user:default/reader';
const PROJECTS = '/api/callboard/workspaces/default/projects';

const component = (name: string): Entity => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: { name, namespace: 'default' },
  spec: {},
});

/** Waits until expectations hold, as long as things may stay in the index. */
async function soon(expectations: () => Promise<void>): Promise<void> {
  const end = Date.now() + 10_000;
  for (;;) {
    try {
      await expectations();
      return;
    } catch (error) {
      if (Date.now() > end) {
        throw error;
      }
      await new Promise(resolve => setTimeout(resolve, 200));
    }
  }
}

describe("the portal's search", () => {
  let backend: TestBackend;
  const scheduler = mockServices.scheduler();

  const send = (
    ref: string,
    method: 'get' | 'put' | 'patch' | 'post' | 'delete',
    path: string,
  ) =>
    request(backend.server)
      [method](path)
      .set('authorization', mockCredentials.user.header(ref));

  async function titlesOf(term: string): Promise<string[]> {
    const path = `/api/search/query?term=${term}`;
    const { body } = await send(READER, 'get', path).expect(200);
    return body.results.map(
      ({ document }: { document: { title: string } }) => document.title,
    );
  }

  /** Makes the index anew. */
  const index = () => scheduler.triggerTask('search_index_callboard_work-item');

  async function projectOf(name: string): Promise<string> {
    const path = `${PROJECTS}/by-entity/component/default/${name}`;
    const { body } = await send(ADMIN, 'put', path).expect(200);
    return `${PROJECTS}/${body.id}`;
  }

  async function make(project: string, values: object) {
    const { body } = await send(ADMIN, 'post', `${project}/work-items`)
      .send(values)
      .expect(201);
    return body;
  }

  beforeAll(async () => {
    backend = await startTestBackend({
      features: [
        callboardPlugin,
        searchPlugin,
        searchModuleCallboard,
        eventsServiceFactory,
        createServiceFactory({
          service: coreServices.scheduler,
          deps: {},
          factory: () => scheduler,
        }),
        catalogServiceMock.factory({
          entities: ['payments', 'vault', 'ledger'].map(component),
        }),
        mockServices.rootConfig.factory({
          data: { callboard: { superAdmins: [ADMIN] } },
        }),
      ],
    });
  });

  afterAll(async () => {
    await backend.stop();
  });

  it('finds work items, and leads to the page they are on', async () => {
    const project = await projectOf('payments');
    const item = await make(project, {
      title: 'Round ledger entries',
      description: '**Half** to [even](https://example.org)',
    });
    await index();
    const path = '/api/search/query?term=even&types[0]=callboard-work-item';
    const { body } = await send(READER, 'get', path).expect(200);
    expect(body.results.map(({ document }: any) => document)).toEqual([
      {
        title: `${item.identifier} Round ledger entries`,
        text: 'Half to even',
        location: `/catalog/default/component/payments/work?item=${item.id}`,
        identifier: item.identifier,
        project: 'payments',
        state: 'Backlog',
        stateGroup: 'backlog',
        stateColor: '#6e7781',
        entityRef: 'component:default/payments',
      },
    ]);
  });

  it('finds nothing of a secret project', async () => {
    const project = await projectOf('vault');
    await make(project, { title: 'Rotate the sesame' });
    await index();
    expect(await titlesOf('sesame')).toHaveLength(1);
    await send(ADMIN, 'patch', project).send({ access: 'secret' }).expect(200);
    await index();
    expect(await titlesOf('sesame')).toEqual([]);
  });

  it('forgets by itself what must not be found any more', async () => {
    const project = await projectOf('ledger');
    const item = await make(project, { title: 'Ephemeral' });
    await make(project, { title: 'Clandestine' });
    await index();
    expect(await titlesOf('ephemeral')).toHaveLength(1);
    await send(ADMIN, 'delete', `${project}/work-items/${item.id}`).expect(204);
    await soon(async () => {
      expect(await titlesOf('ephemeral')).toEqual([]);
    });
    expect(await titlesOf('clandestine')).toHaveLength(1);
    await send(ADMIN, 'patch', project).send({ access: 'secret' }).expect(200);
    await soon(async () => {
      expect(await titlesOf('clandestine')).toEqual([]);
    });
  });
});
