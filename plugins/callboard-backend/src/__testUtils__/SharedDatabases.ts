import { TestDatabaseId, TestDatabases } from '@backstage/backend-test-utils';
import { mkdtemp, rm } from 'fs/promises';
import { Knex } from 'knex';
import { tmpdir } from 'os';
import { join } from 'path';
import { getKnexConfig } from './anotherClient';
import { databaseIds } from './databases';

/** Empty databases that other processes can open as well. */
export class SharedDatabases {
  readonly #databases: TestDatabases;
  readonly #folders: string[] = [];

  private constructor(ids: TestDatabaseId[]) {
    this.#databases = TestDatabases.create({ ids });
  }

  /** Must be called where tests are declared, because it registers the clean-up. */
  static create(ids = databaseIds): SharedDatabases {
    const databases = new SharedDatabases(ids);
    afterAll(() => databases.#removeFolders());
    return databases;
  }

  eachSupportedId(): [TestDatabaseId][] {
    return this.#databases.eachSupportedId();
  }

  /** @returns the configuration with which a process opens the new database */
  async init(id: TestDatabaseId): Promise<Knex.Config> {
    if (id !== 'SQLITE_3') {
      return getKnexConfig(await this.#databases.init(id));
    }
    const folder = await mkdtemp(join(tmpdir(), 'callboard-shared-'));
    this.#folders.push(folder);
    return {
      client: 'better-sqlite3',
      connection: { filename: join(folder, 'callboard.sqlite') },
      useNullAsDefault: true,
    };
  }

  async #removeFolders(): Promise<void> {
    await Promise.all(
      this.#folders.map(folder => rm(folder, { recursive: true })),
    );
  }
}
