import { mockServices } from '@backstage/backend-test-utils';
import { Entity } from '@backstage/catalog-model';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { Knex } from 'knex';
import { MigratedDatabases } from '../../__testUtils__/MigratedDatabases';
import { PeopleService } from './PeopleService';
import { PeopleStore } from './PeopleStore';

const HOUR = 60 * 60_000;

function user(displayName: string, email?: string): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'User',
    metadata: { name: 'jane', namespace: 'default' },
    spec: { profile: { displayName, email }, memberOf: [] },
  };
}

const jane = 'user:default/jane';
const createDetails = (display_name: string, email: string | null = null) => ({
  user_ref: jane,
  display_name,
  email,
  picture: null,
});

const databases = MigratedDatabases.create();

describe.each(databases.eachSupportedId())(
  'PeopleService, on %p',
  databaseId => {
    let now: number;
    let entities: Entity[];
    let isCatalogDown: boolean;
    let people: PeopleService;
    let knex: Knex;
    let lookUps: number;
    let onLookUp: () => Promise<unknown>;
    let newProcess: () => PeopleService;

    beforeEach(async () => {
      knex = await databases.init(databaseId);
      now = Date.parse('2026-11-01T08:00:00Z');
      entities = [user('Jane Doe', 'jane@example.com')];
      isCatalogDown = false;
      lookUps = 0;
      onLookUp = async () => {};
      const catalog = catalogServiceMock.mock({
        getEntitiesByRefs: async (request, options) => {
          lookUps += 1;
          await onLookUp();
          if (isCatalogDown) {
            throw new Error('The catalog is away');
          }
          return catalogServiceMock({ entities }).getEntitiesByRefs(
            request,
            options,
          );
        },
      });
      newProcess = () =>
        new PeopleService({
          store: new PeopleStore(knex),
          catalog,
          auth: mockServices.auth(),
          logger: mockServices.logger.mock(),
          clock: { now: () => now },
        });
      people = newProcess();
    });

    it('reads a user from the catalog once', async () => {
      expect(await people.get(jane)).toMatchObject(
        createDetails('Jane Doe', 'jane@example.com'),
      );
      await people.get(jane);
      await newProcess().get(jane);
      expect(lookUps).toBe(1);
    });

    it('returns the name in the reference while the catalog is down, and refreshes it afterwards', async () => {
      isCatalogDown = true;
      expect(await people.get(jane)).toMatchObject(createDetails('jane'));

      isCatalogDown = false;
      await people.refreshStale();
      expect(await people.get(jane)).toMatchObject(
        createDetails('Jane Doe', 'jane@example.com'),
      );
    });

    it('stores names and addresses without characters that databases reject', async () => {
      entities = [user('Jane\u0000\n Doe\ud83d', 'jane\u0000@example.com')];
      expect(await people.get(jane)).toMatchObject(
        createDetails('Jane Doe', 'jane @example.com'),
      );
      expect(await newProcess().get(jane)).toMatchObject(
        createDetails('Jane Doe', 'jane @example.com'),
      );
      entities = [user('\u0000\u200b')];
      now += HOUR + 1;
      await people.refreshStale();
      expect(await people.get(jane)).toMatchObject(createDetails('jane'));
    });

    it('notifies listeners whenever it stores a user', async () => {
      const onFound = jest.fn(async () => {});
      people.onNamesStored(onFound);
      await people.get(jane);
      expect(onFound).toHaveBeenCalledWith([jane]);
      entities = [user('Jane Roe')];
      now += HOUR + 1;
      await people.refreshStale();
      expect(onFound).toHaveBeenCalledTimes(2);
    });

    it('returns the user when a concurrent call removes it from the cache', async () => {
      const pending = people.get(jane);
      await people.ensureRefreshed([jane]);
      expect(await pending).toMatchObject({ display_name: 'Jane Doe' });
    });

    it('returns the user when the cache is cleared during the look-up', async () => {
      const pending = people.get(jane);
      people.clearCache();
      expect(await pending).toMatchObject({ display_name: 'Jane Doe' });
    });

    it('keeps a user after the catalog entity is deleted', async () => {
      expect(await people.get(jane)).toMatchObject({ is_in_catalog: true });
      entities = [];
      now += HOUR + 1;
      await people.refreshStale();
      expect(await people.get(jane)).toMatchObject({ is_in_catalog: false });
      expect(await people.get(jane)).toMatchObject(
        createDetails('Jane Doe', 'jane@example.com'),
      );
      expect(await newProcess().get(jane)).toMatchObject(
        createDetails('Jane Doe', 'jane@example.com'),
      );
    });

    it.each([
      { found: 'the catalog has', remaining: [user('Jane Roe')] },
      { found: 'the catalog lacks', remaining: [] },
    ])(
      'leaves out a user whom $found and who is deleted during the refresh',
      async ({ remaining }) => {
        const deletePeople = () => knex('people').delete();
        entities = remaining;
        await people.get(jane);
        now += HOUR + 1;
        onLookUp = deletePeople;
        await people.refreshStale();
        expect(await knex('people')).toEqual([]);

        onLookUp = async () => {};
        await people.getMany([jane]);
        now += HOUR + 1;
        onLookUp = deletePeople;
        await people.ensureRefreshed([jane], now);
        expect(await knex('people')).toEqual([]);
      },
    );

    it('returns stored users while the catalog is unavailable', async () => {
      await people.get(jane);
      isCatalogDown = true;
      now += HOUR + 1;
      await expect(people.refreshStale()).rejects.toThrow('away');
      expect(await newProcess().get(jane)).toMatchObject(
        createDetails('Jane Doe', 'jane@example.com'),
      );
    });

    it('refreshes a user from the catalog after one hour, not before', async () => {
      await people.get(jane);
      entities = [user('Jane Roe')];
      now += HOUR - 1;
      await people.refreshStale();
      expect(await people.get(jane)).toMatchObject({
        display_name: 'Jane Doe',
      });

      now += 2;
      await people.refreshStale();
      expect(await people.get(jane)).toMatchObject(createDetails('Jane Roe'));
      expect(lookUps).toBe(2);
      await people.refreshStale();
      expect(lookUps).toBe(2);
    });

    it('refreshes users in batches, each user once', async () => {
      await people.remember(
        Array.from({ length: 1_201 }, (_, index) => ({
          ...createDetails('Somebody'),
          user_ref: `user:default/p${index}`,
        })),
      );
      now += HOUR + 1;
      await people.refreshStale();
      expect(lookUps).toBe(3);
    });

    it('ensureRefreshed() rejects until the catalog responds, and then looks each user up once', async () => {
      isCatalogDown = true;
      await people.getMany([jane]);
      await expect(people.ensureRefreshed([jane])).rejects.toThrow(
        /is not responding/,
      );
      isCatalogDown = false;
      await people.ensureRefreshed([jane, 'user:default/nobody']);
      expect(await newProcess().getMany([jane])).toMatchObject([
        { display_name: 'Jane Doe', is_in_catalog: true },
      ]);
      const before = lookUps;
      await people.ensureRefreshed([jane, 'user:default/nobody']);
      expect(lookUps).toBe(before);
    });
  },
);
