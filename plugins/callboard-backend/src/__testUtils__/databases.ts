import { TestDatabaseId } from '@backstage/backend-test-utils';

/** The databases every test of stored things runs on. */
export const databaseIds: TestDatabaseId[] = ['SQLITE_3', 'POSTGRES_18'];
