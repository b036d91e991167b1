import { TestDatabaseId } from '@backstage/backend-test-utils';
import { isFullRun } from './random';

/** The databases for tests of stores, of SQL and of concurrency. */
export const databaseIds: TestDatabaseId[] = ['SQLITE_3', 'POSTGRES_18'];

/**
 * The databases for tests of rules and of HTTP: only SQLite in a regular run, all in a full run. A
 * regular run still executes nearly all statements on PostgreSQL, in tests tagged `@postgres` or in
 * groups that use `databaseIds`.
 */
export const ruleDatabaseIds: TestDatabaseId[] = isFullRun
  ? databaseIds
  : ['SQLITE_3'];
