import { TestDatabaseId } from '@backstage/backend-test-utils';
import { ruleDatabaseIds } from './databases';
import { MigratedDatabases } from './MigratedDatabases';
import {
  CallboardOptions,
  startCallboard,
  TestCallboard,
} from './startCallboard';

interface GroupOptions extends CallboardOptions {
  /** Those for rules by default; `databaseIds` where the databases can differ. */
  databases?: TestDatabaseId[];
}

/**
 * Declares a group of tests that share one Callboard, once on each of its databases.
 *
 * @param tests - gets what answers the Callboard once a test runs
 */
export function describeCallboard(
  name: string,
  { databases: ids = ruleDatabaseIds, ...options }: GroupOptions,
  tests: (callboard: () => TestCallboard) => void,
): void {
  const databases = MigratedDatabases.create(ids);

  describe.each(databases.eachSupportedId())(`${name}, on %p`, databaseId => {
    let callboard: TestCallboard;

    beforeAll(async () => {
      callboard = await startCallboard(databases, databaseId, options);
    }, 60_000);

    afterAll(async () => {
      await callboard.stop();
    }, 60_000);

    tests(() => callboard);
  });
}
