import { TestDatabaseId, TestDatabases } from '@backstage/backend-test-utils';
import { Knex } from 'knex';

const ids: TestDatabaseId[] = ['SQLITE_3', 'POSTGRES_18'];

/**
 * A group of tests, once on every database.
 *
 * @param tests - gets what makes an empty database
 */
export function describePortal(
  name: string,
  tests: (newDatabase: () => Promise<Knex>) => void,
): void {
  const databases = TestDatabases.create({ ids });
  describe.each(databases.eachSupportedId())(`${name}, on %p`, id => {
    tests(() => databases.init(id));
  });
}
