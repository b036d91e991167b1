import { randomUUID } from 'crypto';
import { readFileSync, renameSync, writeFileSync } from 'fs';
import createKnex, { Knex } from 'knex';
import { tmpdir } from 'os';
import { join } from 'path';
import { applyMigrations } from '../database/schema';
import { cacheConnectionStatements } from '../database/sqlite/cacheStatements';
import { getTemplateName } from './getTemplateName';

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

/** Creates a database with Callboard's tables, and returns its bytes. */
async function createTemplate(): Promise<Buffer> {
  const knex = open(':memory:');
  await applyMigrations(knex);
  const connection = await knex.client.acquireConnection();
  const bytes: Buffer = connection.serialize();
  await knex.client.releaseConnection(connection);
  await knex.destroy();
  return bytes;
}

/** Reads the bytes of the template, which is created once for all test files. */
async function readOrCreateTemplate(): Promise<Buffer> {
  const path = join(tmpdir(), `${getTemplateName()}.sqlite`);
  try {
    return readFileSync(path);
  } catch {
    const bytes = await createTemplate();
    // Renamed only when complete, because concurrent test files may read or create it.
    const draft = `${path}.${randomUUID()}`;
    writeFileSync(draft, bytes);
    renameSync(draft, path);
    return bytes;
  }
}

/** Creates in-memory SQLite databases with Callboard's tables. */
export class SqliteCopies {
  private template: Promise<Buffer> | undefined;
  private readonly created: Knex[] = [];

  async make(): Promise<Knex> {
    this.template ??= readOrCreateTemplate();
    const knex = open(await this.template);
    this.created.push(knex);
    return knex;
  }

  async close(): Promise<void> {
    await Promise.all(this.created.map(knex => knex.destroy()));
  }
}
