import { TestDatabaseId } from '@backstage/backend-test-utils';

/** The databases every test of stored things runs on. */
export const databaseIds: TestDatabaseId[] = ['SQLITE_3', 'POSTGRES_18'];

/**
 * For rules of HTTP and of access alone, where nothing depends on a database.
 * Whoever uses it knows the tests that run the same queries on both.
 */
export const oneDatabase: TestDatabaseId[] = ['SQLITE_3'];
