import { TestDatabaseId } from '@backstage/backend-test-utils';
import { isFullRun } from './random';

/** The databases for tests of stores, of SQL and of concurrency. */
export const databaseIds: TestDatabaseId[] = ['SQLITE_3', 'POSTGRES_18'];

/**
 * The databases for tests of rules and of HTTP: the first one, and all in a full run. Nearly all of
 * their statements also run on PostgreSQL, in tests tagged `@postgres` or in groups of
 * `databaseIds`.
 */
export const ruleDatabaseIds: TestDatabaseId[] = isFullRun
  ? databaseIds
  : ['SQLITE_3'];
