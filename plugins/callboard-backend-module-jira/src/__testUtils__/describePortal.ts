import { TestDatabaseId } from '@backstage/backend-test-utils';
import { Knex } from 'knex';
// Creating the tables for each portal would take longer than starting it.
// eslint-disable-next-line @backstage/no-relative-monorepo-imports
import { MigratedDatabases } from '../../../callboard-backend/src/__testUtils__/MigratedDatabases';

/**
 * Runs a group of tests on every database.
 *
 * @param tests - receives a factory of databases with Callboard's tables, and the kind of database
 */
export function describePortal(
  name: string,
  tests: (createDatabase: () => Promise<Knex>, id: TestDatabaseId) => void,
): void {
  const databases = MigratedDatabases.create();
  describe.each(databases.eachSupportedId())(`${name}, on %p`, id => {
    tests(() => databases.init(id), id);
  });
}
