import {
  allEndpoints,
  allFeatures,
  Endpoint,
  FeatureName,
  featureNames,
  Features,
  listEndpointFeatures,
} from '@callboard/plugin-callboard-common';
import { mapValues } from 'lodash';
import { ruleDatabaseIds } from '../__testUtils__/databases';
import { describeWithoutJobs } from '../__testUtils__/describeCallboard';
import { MigratedDatabases } from '../__testUtils__/MigratedDatabases';
import {
  people,
  startCallboardOn,
  TestCallboard,
} from '../__testUtils__/startCallboard';
import { untilRelayed } from '../__testUtils__/untilRelayed';
import { catalogEntities } from '../core/projects/__testUtils__/catalogEntities';
import { readCallboardConfig } from '../kernel/config';
import { ConfigReader } from '@backstage/config';
import { TimeFixture } from './time/__testUtils__/TimeFixture';

const ID = '01920000-0000-7000-8000-000000000000';

/** Whether the API has a route for an endpoint. */
async function isRouted(
  callboard: TestCallboard,
  { method, path }: Endpoint,
): Promise<boolean> {
  const verb = method.toLowerCase() as 'get';
  const { body } = await callboard
    .as('superAdmin')
    [verb](path.replace('{slug}', 'default').replace(/\{\w+\}/g, ID));
  return !/^The endpoint .* does not exist$/.test(body?.error?.message ?? '');
}

const readFeatures = (features: Partial<Features>) =>
  readCallboardConfig(new ConfigReader({ callboard: { features } })).features;

const allOff = mapValues(allFeatures, () => false);

describe('callboard.features', () => {
  it('enables every feature by default', () => {
    expect(readFeatures({})).toEqual(allFeatures);
  });

  it('disables time and dashboards together with work', () => {
    expect(readFeatures({ work: false })).toEqual({
      ...allFeatures,
      work: false,
      time: false,
      dashboards: false,
    });
  });

  it('rejects a feature without the one that it needs', () => {
    expect(() => readFeatures({ work: false, time: true })).toThrow(
      'callboard.features.time: needs callboard.features.work',
    );
  });

  it('rejects an unknown feature', () => {
    expect(() => readFeatures({ works: true } as object)).toThrow(
      /callboard\.features/,
    );
  });
});

describeWithoutJobs(
  'Callboard with all features off',
  { config: { features: allOff } },
  callboard => {
    it('serves exactly the endpoints that belong to no feature', async () => {
      for (const [id, endpoint] of Object.entries(allEndpoints)) {
        expect([id, await isRouted(callboard(), endpoint)]).toEqual([
          id,
          listEndpointFeatures(endpoint).length === 0,
        ]);
      }
    });

    it('returns the features in GET /me', async () => {
      const { body } = await callboard().as('member').get('/me').expect(200);
      expect(body.features).toEqual(allOff);
    });

    it('still records and searches', async () => {
      const boss = callboard().as('superAdmin');
      await boss.post('/workspaces', { slug: 'red', name: 'Red' }).expect(201);
      const { body } = await boss.get('/activity?workspace=red').expect(200);
      expect(body.activities[0].action).toBe('create');
      await boss.get('/search?q=red').expect(200);
      await boss.get('/me/access').expect(200);
      await boss.get('/me/data').expect(200);
    });
  },
);

/** Lists the features that are off when the given feature is off. */
const listDisabledFeatures = (name: FeatureName) =>
  featureNames.filter(each => !readFeatures({ [name]: false })[each]);

describe.each(featureNames)('Callboard without %s', name => {
  const disabledFeatures = listDisabledFeatures(name);

  describeWithoutJobs(
    `Callboard without ${name}`,
    { config: { features: { [name]: false } } },
    callboard => {
      it('serves all endpoints except those that need the feature @full', async () => {
        for (const [id, endpoint] of Object.entries(allEndpoints)) {
          const needed = listEndpointFeatures(endpoint);
          expect([id, await isRouted(callboard(), endpoint)]).toEqual([
            id,
            !needed.some(each => disabledFeatures.includes(each)),
          ]);
        }
      });
    },
  );
});

describe('a feature that is turned off and on again', () => {
  const databases = MigratedDatabases.create(ruleDatabaseIds);

  it('retains its data, allows erasure while it is off, and includes new projects afterwards', async () => {
    const knex = await databases.init(ruleDatabaseIds[0]);
    const start = (features: Partial<Features>) =>
      startCallboardOn(knex, {
        entities: catalogEntities,
        config: { features },
      });
    let callboard = await start({});
    const before = await TimeFixture.open(callboard);
    await before.log('member');
    await callboard.stop();

    callboard = await start({
      work: false,
      notifications: false,
      webhooks: false,
    });
    const project = '/workspaces/default/projects/by-entity/component/default';
    await callboard
      .as('superAdmin')
      .put(`${project}/payments_api`, {})
      .expect(200);
    await untilRelayed(knex);
    const { body: preview } = await callboard
      .as('superAdmin')
      .post('/admin/erasures', {
        user_ref: people.member,
        reason: 'Test',
        dry_run: true,
      })
      .expect(200);
    expect(preview.tables).toContainEqual({ table: 'worklogs', rows: 1 });
    await callboard.stop();

    callboard = await start({});
    const { body } = await callboard
      .as('superAdmin')
      .get('/workspaces/default/work-items')
      .expect(200);
    expect(body.items.map(({ id }: { id: string }) => id)).toEqual([
      before.item.id,
    ]);
    const after = await TimeFixture.open(callboard, 'payments_api');
    await after.log('member');
    await callboard.stop();
  });
});
