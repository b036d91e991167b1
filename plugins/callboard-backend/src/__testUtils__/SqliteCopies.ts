import { randomUUID } from 'crypto';
import { readFileSync, renameSync, writeFileSync } from 'fs';
import createKnex, { Knex } from 'knex';
import { tmpdir } from 'os';
import { join } from 'path';
import { applyMigrations } from '../database/schema';
import { cacheConnectionStatements } from '../database/sqlite/cacheStatements';
import { templateName } from './templateName';

/** Opens a database with `better-sqlite3`, by name or from its bytes. */
function open(filename: string | Buffer): Knex {
  return createKnex({
    client: 'better-sqlite3',
    connection: { filename: filename as string },
    useNullAsDefault: true,
    pool: {
      afterCreate: (connection: any, done: (error: null) => void) => {
        cacheConnectionStatements(connection);
        done(null);
      },
    },
  });
}

/** The bytes of a database with Callboard's tables. */
async function makeTemplate(): Promise<Buffer> {
  const knex = open(':memory:');
  await applyMigrations(knex);
  const connection = await knex.client.acquireConnection();
  const bytes: Buffer = connection.serialize();
  await knex.client.releaseConnection(connection);
  await knex.destroy();
  return bytes;
}

/** The same bytes, created once for all test files. */
async function takeTemplate(): Promise<Buffer> {
  const path = join(tmpdir(), `${templateName()}.sqlite`);
  try {
    return readFileSync(path);
  } catch {
    const bytes = await makeTemplate();
    // Renamed only when complete; workers may create it at the same time.
    const draft = `${path}.${randomUUID()}`;
    writeFileSync(draft, bytes);
    renameSync(draft, path);
    return bytes;
  }
}

/** Creates in-memory SQLite databases with Callboard's tables. */
export class SqliteCopies {
  private template: Promise<Buffer> | undefined;
  private readonly made: Knex[] = [];

  async make(): Promise<Knex> {
    this.template ??= takeTemplate();
    const knex = open(await this.template);
    this.made.push(knex);
    return knex;
  }

  async close(): Promise<void> {
    await Promise.all(this.made.map(knex => knex.destroy()));
  }
}
