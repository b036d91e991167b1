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

describe("the portal's search", () => {
  let backend: TestBackend;
  const scheduler = mockServices.scheduler();

  const send = (
    ref: string,
    method: 'get' | 'put' | 'patch' | 'post',
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
  const index = () => scheduler.triggerTask('search_index_work_item');

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
          entities: [component('payments'), component('vault')],
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
      description: 'Half to even',
    });
    await index();
    const path = '/api/search/query?term=even&types[0]=work-item';
    const { body } = await send(READER, 'get', path).expect(200);
    expect(body.results.map(({ document }: any) => document)).toEqual([
      {
        title: `${item.identifier} Round ledger entries`,
        text: 'Half to even',
        location: `/catalog/default/component/payments/work?item=${item.id}`,
        identifier: item.identifier,
        state: 'Backlog',
        stateGroup: 'backlog',
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
});
