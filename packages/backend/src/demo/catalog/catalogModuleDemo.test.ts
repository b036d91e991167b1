import { createServiceFactory } from '@backstage/backend-plugin-api';
import {
  createMockDirectory,
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import { Entity, stringifyEntityRef } from '@backstage/catalog-model';
import catalogPlugin from '@backstage/plugin-catalog-backend';
import request from 'supertest';
import { DemoReadiness, demoReadinessRef } from '../DemoReadiness';
import { catalogModuleDemo } from './catalogModuleDemo';

jest.setTimeout(60_000);

const POLL_MS = 10;

describe('the demo in the catalog', () => {
  const directory = createMockDirectory();
  const environment = process.env.NODE_ENV;
  beforeEach(() => {
    Object.assign(process.env, { NODE_ENV: 'development' });
  });
  afterEach(() => {
    Object.assign(process.env, { NODE_ENV: environment });
  });

  /** What the catalog holds when it is first said to hold all. */
  async function catalogWhenFilled(people: number): Promise<Entity[]> {
    directory.addContent({ 'demo.json': JSON.stringify({ people }) });
    const readiness: DemoReadiness = { isCatalogFilled: false };
    const { server } = await startTestBackend({
      features: [
        catalogPlugin,
        catalogModuleDemo,
        createServiceFactory({
          service: demoReadinessRef,
          deps: {},
          factory: () => readiness,
        }),
        mockServices.rootConfig.factory({
          data: {
            catalog: {
              rules: [
                { allow: ['Component', 'System', 'Domain', 'API', 'Resource'] },
              ],
            },
            demo: { enabled: true, directory: directory.path },
          },
        }),
      ],
    });
    while (!readiness.isCatalogFilled) {
      await new Promise(resolve => setTimeout(resolve, POLL_MS));
    }
    const { body } = await request(server)
      .get('/api/catalog/entities')
      .set('authorization', mockCredentials.service.header());
    return body;
  }

  // A few people leave teams empty; many have every kind of relation.
  it.each([4, 60])('is whole when it is said to be: %i people', async count => {
    const entities = await catalogWhenFilled(count);
    expect(entities.filter(({ kind }) => kind === 'User')).toHaveLength(count);
    const said = entities.flatMap(entity =>
      (entity.relations ?? []).map(({ targetRef }) => ({
        by: stringifyEntityRef(entity),
        about: targetRef,
      })),
    );
    expect(said).not.toHaveLength(0);
    const all = new Set(said.map(({ by, about }) => `${by} ${about}`));
    expect(said.filter(({ by, about }) => !all.has(`${about} ${by}`))).toEqual(
      [],
    );
  });
});
