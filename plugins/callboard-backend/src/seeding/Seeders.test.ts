import { createBackendModule } from '@backstage/backend-plugin-api';
import { ServiceUnavailableError } from '@backstage/errors';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { endpoints } from '@callboard/plugin-callboard-common';
import {
  Seeder,
  SeederHandle,
  seedersExtensionPoint,
} from '@callboard/plugin-callboard-node';
import { Knex } from 'knex';
import { MigratedDatabases } from '../__testUtils__/MigratedDatabases';
import { startCallboardOn } from '../__testUtils__/startCallboard';

const lastYear = new Date('2025-03-30T01:30:00.000Z');
const jane = { user_ref: 'user:default/jane', at: lastYear };

/** Creates a workspace, renames it, and records a view by Jane. */
class YearOfData implements Seeder {
  readonly name = 'year';
  runs = 0;
  /** Fails in the middle. */
  isBroken = false;
  handle!: SeederHandle;
  addAgain!: () => void;

  seed: Seeder['seed'] = async services => {
    this.runs += 1;
    await services.rememberPeople([
      {
        user_ref: jane.user_ref,
        display_name: 'Jane Doe',
        email: 'jane@example.com',
        picture: null,
      },
    ]);
    const asJane = services.getClient(jane);
    await asJane.call(endpoints.createWorkspace, {
      body: { slug: 'shop', name: 'Shop' },
    });
    if (this.isBroken) {
      throw new Error('cut short');
    }
    await asJane.call(endpoints.updateWorkspace, {
      params: { slug: 'shop' },
      body: { name: 'The shop' },
    });
    await services.recordEvents([
      { ...jane, workspace: 'shop', event: { action: 'page_view' } },
    ]);
  };

  module() {
    return createBackendModule({
      pluginId: 'callboard',
      moduleId: 'year',
      register: env =>
        env.registerInit({
          deps: { seeders: seedersExtensionPoint },
          init: async ({ seeders }) => {
            this.handle = seeders.addSeeder(this);
            this.addAgain = () => seeders.addSeeder(this);
          },
        }),
    });
  }
}

describe('seeding', () => {
  const databases = MigratedDatabases.create();

  describe.each(databases.eachSupportedId())('on %p', databaseId => {
    let knex: Knex;

    beforeEach(async () => {
      knex = await databases.init(databaseId);
    });

    async function startAndStop(seeder: YearOfData): Promise<void> {
      const callboard = await startCallboardOn(knex, {
        modules: [seeder.module()],
      });
      await callboard.stop();
    }

    it('stores data through the same services as requests, with the given dates @full', async () => {
      const seeder = new YearOfData();
      const callboard = await startCallboardOn(knex, {
        modules: [seeder.module()],
      });
      const { body } = await callboard
        .as('superAdmin')
        .get('/activity?workspace=shop&start=2025-03-30&end=2025-03-30')
        .expect(200);
      expect(
        body.activities.map((row: any) => [
          row.user_name,
          row.action,
          row.entity_type,
          row.created_at,
        ]),
      ).toEqual([
        ['Jane Doe', 'page_view', null, lastYear.toISOString()],
        ['Jane Doe', 'update', 'workspace', lastYear.toISOString()],
        ['Jane Doe', 'create', 'workspace_member', lastYear.toISOString()],
        ['Jane Doe', 'create', 'workspace', lastYear.toISOString()],
      ]);
      expect(body.activities[1].changes).toEqual([
        { field: 'name', old_value: 'Shop', new_value: 'The shop' },
      ]);
      await callboard.stop();
    });

    it('rejects invalid bodies, missing workspaces and endpoints that cannot be called', async () => {
      const seeder = new YearOfData();
      const refused: unknown[] = [];
      seeder.seed = async services => {
        const asJane = services.getClient(jane);
        const calls = [
          asJane.call(endpoints.createWorkspace, {
            body: { slug: 'No slug', name: '' },
          }),
          asJane.call(endpoints.getWorkspace, { params: { slug: 'nowhere' } }),
          asJane.call(endpoints.getHealth, {}),
        ];
        for (const call of calls) {
          refused.push(await call.catch(error => error.message));
        }
      };
      await startAndStop(seeder);
      expect(refused).toEqual([
        expect.stringMatching(/body.slug.*body.name/),
        'Workspace nowhere not found',
        'The endpoint GET /health cannot be called',
      ]);
      expect(await knex('workspaces').pluck('slug')).toEqual(['default']);
    });

    it('notifies nobody about seeded data, and leaves the outbox empty @full', async () => {
      const seeder = new YearOfData();
      const recordedCalls: string[] = [];
      const seed = seeder.seed;
      seeder.seed = async services => {
        await seed(services);
        recordedCalls.push(...(await knex('outbox').pluck('entity_key')));
      };
      await startAndStop(seeder);
      expect(recordedCalls.length).toBeGreaterThan(0);
      expect(await knex('outbox')).toEqual([]);
    });

    it('waits for a catalog that has not started yet @full', async () => {
      const refusals = [1, 2, 3].map(
        () => new ServiceUnavailableError('Service has not started up yet'),
      );
      const catalog = catalogServiceMock.mock({
        getEntitiesByRefs: async () => {
          const refusal = refusals.pop();
          if (refusal) throw refusal;
          return { items: [undefined] };
        },
      });
      const seeder = new YearOfData();
      const refusalsLeft: number[] = [];
      const seed = seeder.seed;
      seeder.seed = async services => {
        refusalsLeft.push(refusals.length);
        await seed(services);
      };
      const callboard = await startCallboardOn(knex, {
        modules: [seeder.module()],
        catalog: catalog.factory,
      });
      expect(refusalsLeft).toEqual([0]);
      expect(await knex('workspaces').pluck('slug')).toContain('shop');
      await callboard.stop();
    });

    it('runs on the first start only @full', async () => {
      const seeder = new YearOfData();
      await startAndStop(seeder);
      await startAndStop(seeder);
      expect(seeder.runs).toBe(1);
    });

    it('skips a database that was in use before @full', async () => {
      const callboard = await startCallboardOn(knex);
      await callboard.stop();
      const seeder = new YearOfData();
      await startAndStop(seeder);
      expect(seeder.runs).toBe(0);
    });

    it('starts again from an empty database after an interrupted run @full-sqlite', async () => {
      const seeder = new YearOfData();
      await startAndStop(seeder);
      await knex('seeds').update({ seeded_at: null });
      await startAndStop(seeder);
      expect(seeder.runs).toBe(2);
      expect(await knex('workspaces').pluck('slug')).toEqual(
        expect.arrayContaining(['default', 'shop']),
      );
      expect(await knex('workspaces')).toHaveLength(2);
    });

    it('resets the data, with or without seeding, while the portal runs @full', async () => {
      const seeder = new YearOfData();
      const callboard = await startCallboardOn(knex, {
        modules: [seeder.module()],
      });
      const slugs = async () => {
        const { body } = await callboard.as('superAdmin').get('/workspaces');
        return body.items.map((item: any) => item.slug);
      };
      await callboard
        .as('superAdmin')
        .post('/workspaces', { slug: 'mine', name: 'Mine' })
        .expect(201);

      await seeder.handle.reset();
      expect(await slugs()).toEqual(['default', 'shop']);
      await seeder.handle.reset({ seed: false });
      expect(await slugs()).toEqual(['default']);
      await callboard.stop();
      await startAndStop(seeder);
      expect(seeder.runs).toBe(2);
    });

    describe('interrupted reset', () => {
      let seeder: YearOfData;

      /** Runs a failing reset, after which a user creates a workspace. */
      async function failAndContinue(id: string) {
        seeder = new YearOfData();
        const callboard = await startCallboardOn(knex, {
          modules: [seeder.module()],
        });
        seeder.isBroken = true;
        await expect(seeder.handle.reset({ id })).rejects.toThrow('cut short');
        seeder.isBroken = false;
        await callboard
          .as('superAdmin')
          .post('/workspaces', { slug: 'mine', name: 'Mine' })
          .expect(201);
        return callboard;
      }

      const slugs = () => knex('workspaces').orderBy('slug').pluck('slug');

      it('keeps data that users created afterwards, also at the next start @full-postgres', async () => {
        await (await failAndContinue('first')).stop();
        const next = new YearOfData();
        await startAndStop(next);
        expect(next.runs).toBe(0);
        expect(await slugs()).toEqual(['default', 'mine', 'shop']);
      });

      it('rejects the same reset ID again, and accepts another one @full', async () => {
        const callboard = await failAndContinue('first');
        await expect(seeder.handle.reset({ id: 'first' })).rejects.toThrow(
          /Start another reset/,
        );
        expect(await slugs()).toEqual(['default', 'mine', 'shop']);
        await seeder.handle.reset({ id: 'second' });
        expect(await slugs()).toEqual(['default', 'shop']);
        await callboard.stop();
        await startAndStop(seeder);
        expect(await slugs()).toEqual(['default', 'shop']);
      });
    });

    it('runs a reset once for each ID @full-postgres', async () => {
      const seeder = new YearOfData();
      const callboard = await startCallboardOn(knex, {
        modules: [seeder.module()],
      });
      await seeder.handle.reset({ id: 'first' });
      await seeder.handle.reset({ id: 'first' });
      expect(seeder.runs).toBe(2);
      await callboard.stop();
    });

    it('deletes nothing when the reset cannot be recorded @full-postgres', async () => {
      const seeder = new YearOfData();
      const callboard = await startCallboardOn(knex, {
        modules: [seeder.module()],
      });
      const before = await knex('workspaces').orderBy('slug').pluck('slug');
      // Two seeders with the same name violate the key.
      seeder.addAgain();
      // The type does not matter: errors of native modules belong to another realm than Jest's.
      await expect(seeder.handle.reset()).rejects.toBeDefined();
      expect(await knex('workspaces').orderBy('slug').pluck('slug')).toEqual(
        before,
      );
      await callboard.stop();
    });

    it('sets the role of users who joined during the reset @full-postgres', async () => {
      const seeder = new YearOfData();
      const roles: string[] = [];
      const callboard = await startCallboardOn(knex, {
        modules: [seeder.module()],
      });
      seeder.seed = async services => {
        await callboard.as('member').get('/me').expect(200);
        const { user_ref, role } = await services.ensureMember(
          jane,
          'default',
          {
            user_ref: 'user:default/max.member',
            role: 'admin',
          },
        );
        roles.push(`${user_ref} ${role}`);
      };
      await seeder.handle.reset();
      expect(roles).toEqual(['user:default/max.member admin']);
      await callboard.stop();
    });

    it('records activity in the new default workspace after a reset @full', async () => {
      const seeder = new YearOfData();
      const callboard = await startCallboardOn(knex, {
        modules: [seeder.module()],
      });
      const post = () =>
        callboard
          .as('member')
          .post('/activity', { action: 'page_view' })
          .expect(201);
      await post();
      await seeder.handle.reset({ seed: false });
      await post();
      expect(
        await knex('activity')
          .where({ action: 'page_view' })
          .pluck('workspace_id'),
      ).toEqual(await knex('workspaces').pluck('id'));
      await callboard.stop();
    });
  });
});
