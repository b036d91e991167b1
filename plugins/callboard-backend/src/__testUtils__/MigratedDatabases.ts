import { TestDatabaseId, TestDatabases } from '@backstage/backend-test-utils';
import { Knex } from 'knex';
import { databaseIds } from './databases';
import { PostgresCopies } from './PostgresCopies';
import { SqliteCopies } from './SqliteCopies';

/**
 * Databases with Callboard's tables, as a replacement for the empty ones of `TestDatabases`.
 * Migrations run once; a new database is a copy of their result.
 */
export class MigratedDatabases {
  private readonly sqlite = new SqliteCopies();
  private readonly postgres = new PostgresCopies();

  private constructor(private readonly ids: TestDatabases) {}

  /** Must be called like `TestDatabases.create`, outside of tests. */
  static create(ids: TestDatabaseId[] = databaseIds): MigratedDatabases {
    const databases = new MigratedDatabases(TestDatabases.create({ ids }));
    afterAll(() => databases.close());
    return databases;
  }

  /** For `it.each` and `describe.each`. */
  eachSupportedId(): [TestDatabaseId][] {
    return this.ids.eachSupportedId();
  }

  /** A new database. */
  init(id: TestDatabaseId): Promise<Knex> {
    return id === 'SQLITE_3' ? this.sqlite.make() : this.postgres.make();
  }

  private async close(): Promise<void> {
    await Promise.all([this.sqlite.close(), this.postgres.close()]);
  }
}
