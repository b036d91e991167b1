import { TestDatabases } from '@backstage/backend-test-utils';
import { databaseIds } from '../../__testUtils__/databases';
import { isPostgres } from '../isPostgres';
import { withoutWaitingForDisk } from './withoutWaitingForDisk';

describe('withoutWaitingForDisk', () => {
  const databases = TestDatabases.create({ ids: databaseIds });

  it.each(databases.eachSupportedId())(
    'restores the synchronous setting after a failure, on %p',
    async databaseId => {
      const knex = await databases.init(databaseId);
      const settings = async () =>
        isPostgres(knex) ? undefined : knex.raw('PRAGMA synchronous');
      const before = await settings();
      let during: unknown;
      await expect(
        withoutWaitingForDisk(knex, async () => {
          during = await settings();
          throw new Error('cut short');
        }),
      ).rejects.toThrow('cut short');
      expect(during).toEqual(
        isPostgres(knex) ? undefined : [{ synchronous: 0 }],
      );
      expect(await settings()).toEqual(before);
    },
  );
});
