import {
  coreServices,
  createBackendModule,
  RootHealthService,
} from '@backstage/backend-plugin-api';
import {
  createMockDirectory,
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import {
  DefaultNamespaceEntityPolicy,
  Entity,
  EntityPolicies,
  FieldFormatEntityPolicy,
  parseEntityRef,
  SchemaValidEntityPolicy,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import catalogPlugin from '@backstage/plugin-catalog-backend';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import request from 'supertest';
// eslint-disable-next-line @backstage/no-relative-monorepo-imports -- what tests share is no package
import { createDatabaseFactory } from '../../../../scripts/testing/databases.cjs';
import {
  catalogModuleDemo,
  DemoEntityProvider,
  demoHealthFactory,
  waitForCatalog,
} from './catalogModuleDemo';
import { makeCompany, toEntities } from './company/entities';
import { demoPeople } from './company/people';
import { DemoService } from './DemoService';

describe('makeCompany', () => {
  const { people, software } = makeCompany({ people: 40 });

  it.each([4, 40, 700])(
    'creates exactly %i people with unique names',
    count => {
      const all = makeCompany({ people: count }).people;
      expect(all).toHaveLength(count);
      expect(new Set(all.map(({ name }) => name)).size).toBe(count);
      expect(all.slice(0, 4)).toEqual(demoPeople);
      for (const { email } of all) {
        expect(email).toMatch(/^[a-z0-9.]+@example\.com$/);
      }
    },
  );

  it('returns the same company for the same size, and keeps its people in a larger one', () => {
    const more = makeCompany({ people: 60 });
    expect(makeCompany({ people: 60 })).toEqual(more);
    expect(more.people.slice(0, 40)).toEqual(people);
  });

  it('includes long names, and names in Chinese and Arabic scripts', () => {
    const names = people.map(({ displayName }) => displayName);
    for (const pattern of [/.{51}/, /\p{Script=Han}/u, /\p{Script=Arabic}/u]) {
      expect(names.some(name => pattern.test(name))).toBe(true);
    }
  });

  it('assigns no systems or components to the teams of the member and the guest', () => {
    const [, , max, gina] = demoPeople;
    const owners = software.flatMap(({ kind, spec }) =>
      ['System', 'Component'].includes(kind) ? spec!.owner : [],
    );
    expect(owners.length).toBeGreaterThanOrEqual(16);
    expect(owners).not.toContain(max.team);
    expect(owners).not.toContain(gina.team);
  });
});

describe('toEntities', () => {
  const entities = toEntities(makeCompany({ people: 120 }));
  const refs = new Set(entities.map(entity => stringifyEntityRef(entity)));

  it('creates valid catalog entities with unique refs', async () => {
    const policy = EntityPolicies.allOf([
      new SchemaValidEntityPolicy(),
      new DefaultNamespaceEntityPolicy(),
      new FieldFormatEntityPolicy(),
    ]);
    for (const entity of entities) {
      await expect(policy.enforce(entity)).resolves.toBeTruthy();
    }
    expect(refs.size).toBe(entities.length);
  });

  it('references only existing entities', () => {
    const kinds = {
      owner: 'group',
      parent: 'group',
      memberOf: 'group',
      system: 'system',
      domain: 'domain',
      providesApis: 'api',
      consumesApis: 'api',
      dependsOn: 'component',
    };
    for (const { spec } of entities) {
      for (const [field, defaultKind] of Object.entries(kinds)) {
        for (const value of [spec?.[field] ?? []].flat()) {
          const ref = parseEntityRef(String(value), { defaultKind });
          expect(refs).toContain(stringifyEntityRef(ref));
        }
      }
    }
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

  /** Waits for a catalog with these answers, and returns the number of calls. */
  async function countCalls(
    answers: Array<Entity[] | Error>,
    provider: { entityCount: number },
    signal = new AbortController().signal,
  ) {
    const catalog = catalogServiceMock.mock();
    catalog.getEntities.mockImplementation(async () => {
      const answer = answers.shift();
      if (!answer || answer instanceof Error) {
        throw answer;
      }
      return { items: answer };
    });
    const auth = mockServices.auth.mock();
    await waitForCatalog({ auth, catalog }, provider, signal);
    return catalog.getEntities.mock.calls.length;
  }

  const pair = createEntities({ a: ['b'], b: ['a'] });
  const halfPair = createEntities({ a: ['b'], b: [] });
  it.each([
    ['all entities exist', 3, [new Error(), [], three.slice(1), three]],
    ['relations exist in both directions', 2, [halfPair, pair]],
  ])('retries until %s @full', async (_, entityCount, answers) => {
    const count = answers.length;
    expect(await countCalls(answers, { entityCount })).toBe(count);
  });

  it('accepts relations to entities from other sources', async () => {
    const answer = createEntities({ a: ['other'] });
    expect(await countCalls([answer], { entityCount: 1 })).toBe(1);
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

  /** Reads the catalog when it is first reported complete, and stops the backend. */
  async function readFilledCatalog(people: number): Promise<Entity[]> {
    directory.addContent({ 'demo.json': JSON.stringify({ people }) });
    const allow = ['Component', 'System', 'Domain', 'API', 'Resource'];
    const catalog = { rules: [{ allow }] };
    const demo = { directory: directory.path };
    let health: RootHealthService;
    const probe = createBackendModule({
      pluginId: 'catalog',
      moduleId: 'probe',
      register: env =>
        env.registerInit({
          deps: { health: coreServices.rootHealth },
          async init(deps) {
            health = deps.health;
          },
        }),
    });
    const backend = await startTestBackend({
      features: [
        ...[catalogPlugin, catalogModuleDemo, demoHealthFactory, probe],
        createDatabaseFactory(),
        mockServices.rootConfig.factory({ data: { catalog, demo } }),
      ],
    });
    const getStatus = async () => (await health.getReadiness()).status;
    expect(await getStatus()).toBe(503);
    while ((await getStatus()) !== 200) {
      await new Promise(resolve => setTimeout(resolve, 10));
    }
    const { body } = await request(backend.server)
      .get('/api/catalog/entities')
      .set('authorization', mockCredentials.service.header());
    await backend.stop();
    expect(await getStatus()).toBe(503);
    expect((await health!.getLiveness()).status).toBe(200);
    return body;
  }

  // A few people leave teams empty; many have every kind of relation.
  it.each([4, 60])(
    'reports ready only when the catalog is complete: %i people @full',
    async count => {
      const entities = await readFilledCatalog(count);
      expect(entities.filter(({ kind }) => kind === 'User')).toHaveLength(
        count,
      );
      const relations = entities.flatMap(entity =>
        (entity.relations ?? []).map(({ targetRef }) => [
          stringifyEntityRef(entity),
          targetRef,
        ]),
      );
      expect(relations).not.toHaveLength(0);
      const all = new Set(relations.map(([from, to]) => `${from} ${to}`));
      expect(
        relations.filter(([from, to]) => !all.has(`${to} ${from}`)),
      ).toEqual([]);
    },
  );

  it('publishes the company, and again when its size changes', async () => {
    directory.addContent({ 'demo.json': '{"people": 9}' });
    const demo = new DemoService(directory.path);
    const connection = { applyMutation: jest.fn(), refresh: jest.fn() };
    await new DemoEntityProvider(demo).connect(connection);
    const settings = await demo.readSettings();
    await demo.changeSettings({ ...settings, people: 4 });
    const users = connection.applyMutation.mock.calls.map(
      ([{ entities }]: [{ entities: Array<{ entity: Entity }> }]) =>
        entities.filter(({ entity }) => entity.kind === 'User').length,
    );
    expect(users).toEqual([9, 4]);
  });
});
