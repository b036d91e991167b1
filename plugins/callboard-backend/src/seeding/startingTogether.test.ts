import { createBackendModule } from '@backstage/backend-plugin-api';
import { TestDatabases } from '@backstage/backend-test-utils';
import { endpoints } from '@callboard/plugin-callboard-common';
import { seedersExtensionPoint } from '@callboard/plugin-callboard-node';
import { Knex } from 'knex';
import { anotherClient } from '../__testUtils__/anotherClient';
import { databaseIds } from '../__testUtils__/databases';
import { startCallboardOn } from '../__testUtils__/startCallboard';

const long = new Date('2025-03-30T01:30:00.000Z');
const jane = { user_ref: 'user:default/jane', at: long };

describe('concurrent start of replicas', () => {
  const databases = TestDatabases.create({ ids: databaseIds });
  const onPostgres = databases
    .eachSupportedId()
    .filter(([id]) => id !== 'SQLITE_3');

  /** Starts a replica that seeds slowly. */
  const start = (knex: Knex, onSeed: () => Promise<void>) =>
    startCallboardOn(knex, {
      modules: [
        createBackendModule({
          pluginId: 'callboard',
          moduleId: 'slow-seeder',
          register: env =>
            env.registerInit({
              deps: { seeders: seedersExtensionPoint },
              init: async ({ seeders }) => {
                seeders.addSeeder({
                  name: 'slow',
                  async seed(services) {
                    const asJane = services.getClient(jane);
                    await asJane.call(endpoints.createWorkspace, {
                      body: { slug: 'shop', name: 'Shop' },
                    });
                    await onSeed();
                    await asJane.call(endpoints.createWorkspace, {
                      body: { slug: 'mill', name: 'Mill' },
                    });
                  },
                });
              },
            }),
        }),
      ],
    });

  it.each(onPostgres)(
    'starts both replicas on an empty database, and seeds it once, on %p',
    async id => {
      const first = await databases.init(id);
      const second = anotherClient(first);
      let runs = 0;
      const onSeed = async () => {
        runs += 1;
        // Long enough for the other replica to find the partial data.
        await new Promise(done => setTimeout(done, 1_000));
      };
      const replicas = await Promise.all(
        [first, second].map(knex => start(knex, onSeed)),
      );
      for (const replica of replicas) {
        const { body } = await replica
          .as('superAdmin')
          .get('/workspaces')
          .expect(200);
        expect(body.items.map(({ slug }: any) => slug)).toEqual([
          'default',
          'mill',
          'shop',
        ]);
        await replica.stop();
      }
      expect(runs).toBe(1);
      expect(await first('seeds')).toMatchObject([
        { name: 'slow', seeded_at: expect.any(Date) },
      ]);
      await second.destroy();
    },
  );
});
