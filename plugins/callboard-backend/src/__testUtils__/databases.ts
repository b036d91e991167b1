import { TestDatabaseId } from '@backstage/backend-test-utils';
import { isFullRun } from './random';

/** Tests of stores, of SQL and of what happens at the same time run on each of these. */
export const databaseIds: TestDatabaseId[] = ['SQLITE_3', 'POSTGRES_18'];

/**
 * Tests of rules and of HTTP run on the first database, and in a full run on each. Nearly all
 * statements behind them run on PostgreSQL in tests tagged `@postgres`, or in groups of `databaseIds`.
 */
export const ruleDatabaseIds: TestDatabaseId[] = isFullRun
  ? databaseIds
  : ['SQLITE_3'];
