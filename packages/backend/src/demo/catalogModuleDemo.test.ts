import { createServiceFactory } from '@backstage/backend-plugin-api';
import {
  createMockDirectory,
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import { Entity, stringifyEntityRef } from '@backstage/catalog-model';
import catalogPlugin from '@backstage/plugin-catalog-backend';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import request from 'supertest';
// eslint-disable-next-line @backstage/no-relative-monorepo-imports -- test helpers are not in a package
import { createDatabaseFactory } from '../../../../scripts/testing/databases.cjs';
import {
  catalogModuleDemo,
  DemoEntityProvider,
  demoHealthFactory,
  waitForCatalog,
} from './catalogModuleDemo';
import { toEntities } from './company/entities';
import { demoPeople, makePeople } from './company/people';
import { DEFAULT_SETTINGS, DemoService, demoServiceRef } from './DemoService';

describe('makePeople', () => {
  it.each([4, 40, 700])(
    'creates exactly %i people with unique names, the same in a larger company',
    count => {
      const people = makePeople(count);
      const names = people.map(({ name }) => name);
      expect(new Set(names).size).toBe(count);
      expect(people.slice(0, 4)).toEqual(demoPeople);
      expect(makePeople(count + 20).slice(0, count)).toEqual(people);
      for (const { email } of people) {
        expect(email).toMatch(/^[a-z0-9.]+@example\.com$/);
      }
    },
  );

  it.each([/.{51}/, /\p{Script=Han}/u, /\p{Script=Arabic}/u])(
    'includes a name that matches %p',
    pattern => {
      const names = makePeople(40).map(({ displayName }) => displayName);
      expect(names).toContainEqual(expect.stringMatching(pattern));
    },
  );
});

describe('toEntities', () => {
  it('assigns no systems or components to the teams of the member and the guest', () => {
    const [, , max, gina] = demoPeople;
    const owners = toEntities(demoPeople).flatMap(({ kind, spec }) =>
      ['System', 'Component'].includes(kind) ? spec!.owner : [],
    );
    expect(owners.length).toBeGreaterThanOrEqual(16);
    expect(owners).not.toContain(max.team);
    expect(owners).not.toContain(gina.team);
  });
});

describe('waitForCatalog', () => {
  /** Creates entities with these names and relations. */
  const createEntities = (relations: Record<string, string[]>): Entity[] =>
    Object.entries(relations).map(([name, others]) => ({
      apiVersion: 'a/1',
      kind: 'Group',
      metadata: { name },
      relations: others.map(other => ({
        type: 'any',
        targetRef: `group:default/${other}`,
      })),
    }));
  const three = createEntities({ a: [], b: [], c: [] });
  const pair = createEntities({ a: ['b'], b: ['a'] });
  const halfPair = createEntities({ a: ['b'], b: [] });
  const related = createEntities({ a: ['other'] });

  /** Waits for a catalog with these answers, and returns the number of calls. */
  async function countCalls(
    answers: Array<Entity[] | Error>,
    provider: { entityCount: number },
    signal = new AbortController().signal,
  ) {
    const catalog = catalogServiceMock.mock();
    for (const answer of answers) {
      catalog.getEntities.mockImplementationOnce(async () => {
        if (answer instanceof Error) {
          throw answer;
        }
        return { items: answer };
      });
    }
    const auth = mockServices.auth.mock();
    await waitForCatalog({ auth, catalog }, provider, signal);
    return catalog.getEntities.mock.calls.length;
  }

  it.each([
    ['all entities exist', 3, [new Error(), [], three.slice(1), three]],
    ['relations exist in both directions', 2, [halfPair, pair]],
    ['relations to entities from other sources exist', 1, [related]],
  ])('retries until %s @full', async (_, entityCount, answers) => {
    expect(await countCalls(answers, { entityCount })).toBe(answers.length);
  });

  it('uses the latest expected number of entities while it waits', async () => {
    const provider = { entityCount: 5 };
    const calls = countCalls([three, three], provider);
    provider.entityCount = 3;
    expect(await calls).toBeGreaterThan(0);
  });

  it('stops waiting when the portal shuts down @full', async () => {
    const stopping = new AbortController();
    const calls = countCalls([[]], { entityCount: 3 }, stopping.signal);
    stopping.abort();
    expect(await calls).toBe(1);
  });
});

describe('catalogModuleDemo', () => {
  const directory = createMockDirectory();
  afterEach(() => directory.clear());

  // A few people leave teams empty; many have every kind of relation.
  it.each([4, 60])(
    'reports ready only while the catalog has all entities and their relations: %i people @full',
    async people => {
      const demo = new DemoService(directory.path);
      await demo.changeSettings({ ...DEFAULT_SETTINGS, people });
      const allow = ['Component', 'System', 'Domain', 'API', 'Resource'];
      const catalog = { rules: [{ allow }] };
      const backend = await startTestBackend({
        features: [
          ...[catalogPlugin, catalogModuleDemo, demoHealthFactory],
          createServiceFactory({
            service: demoServiceRef,
            deps: {},
            factory: () => demo,
          }),
          createDatabaseFactory(),
          mockServices.rootConfig.factory({ data: { catalog } }),
        ],
      });
      const getHealth = async (kind: string) =>
        (await request(backend.server).get(`/.backstage/health/v1/${kind}`))
          .status;
      expect(await getHealth('liveness')).toBe(200);
      expect(await getHealth('readiness')).toBe(503);
      while ((await getHealth('readiness')) !== 200) {
        await new Promise(resolve => setTimeout(resolve, 10));
      }
      const { body }: { body: Entity[] } = await request(backend.server)
        .get('/api/catalog/entities')
        .set('authorization', mockCredentials.service.header());
      await backend.stop();
      expect(demo.unreadyReason).toBe('The backend is shutting down');

      expect(body.filter(({ kind }) => kind === 'User')).toHaveLength(people);
      const relations = body.flatMap(entity =>
        (entity.relations ?? []).map(({ targetRef }) => [
          stringifyEntityRef(entity),
          targetRef,
        ]),
      );
      expect(relations).not.toHaveLength(0);
      const all = new Set(relations.map(([from, to]) => `${from} ${to}`));
      const lost = relations.filter(([from, to]) => !all.has(`${to} ${from}`));
      expect(lost).toEqual([]);
    },
  );

  it('publishes the company, and again when its size changes', async () => {
    directory.addContent({ 'demo.json': '{"people": 9}' });
    const demo = new DemoService(directory.path);
    const connection = { applyMutation: jest.fn(), refresh: jest.fn() };
    await new DemoEntityProvider(demo).connect(connection);
    await demo.changeSettings({ ...DEFAULT_SETTINGS, people: 4 });
    const users = connection.applyMutation.mock.calls.map(
      ([{ entities }]: [{ entities: Array<{ entity: Entity }> }]) =>
        entities.filter(({ entity }) => entity.kind === 'User').length,
    );
    expect(users).toEqual([9, 4]);
  });
});
