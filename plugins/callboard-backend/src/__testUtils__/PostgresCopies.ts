import { randomUUID } from 'crypto';
import createKnex, { Knex } from 'knex';
import { applyMigrations } from '../database/schema';
import { getTemplateName } from './getTemplateName';

/** The advisory lock for finding or creating the template: `cbtl` in ASCII. */
const TEMPLATE_LOCK = 0x63_62_74_6c;

const MAINTENANCE_DATABASE = 'postgres';

/** Opens a database of the test server. */
function open(database: string, pool: Knex.PoolConfig): Knex {
  const url = new URL(
    process.env.BACKSTAGE_TEST_DATABASE_POSTGRES18_CONNECTION_STRING!,
  );
  return createKnex({
    client: 'pg',
    connection: {
      host: process.env.CALLBOARD_TEST_POSTGRES_SOCKETS ?? url.hostname,
      port: Number(url.port || 5432),
      user: decodeURIComponent(url.username),
      password: decodeURIComponent(url.password),
      database,
    },
    pool,
  });
}

/** Creates the template database once; other test files wait until it exists. */
async function ensureTemplate(maintenance: Knex): Promise<string> {
  const name = getTemplateName();
  await maintenance.raw('SELECT pg_advisory_lock(?)', [TEMPLATE_LOCK]);
  try {
    if (!(await maintenance('pg_database').where({ datname: name }).first())) {
      const draft = `${name}_draft`;
      await maintenance.raw('DROP DATABASE IF EXISTS ??', [draft]);
      await maintenance.raw('CREATE DATABASE ??', [draft]);
      const knex = open(draft, { min: 0, max: 2 });
      try {
        await applyMigrations(knex);
      } finally {
        await knex.destroy();
      }
      // Only a complete template gets the name.
      await maintenance.raw('ALTER DATABASE ?? RENAME TO ??', [draft, name]);
    }
  } finally {
    await maintenance.raw('SELECT pg_advisory_unlock(?)', [TEMPLATE_LOCK]);
  }
  return name;
}

/** Creates PostgreSQL databases with Callboard's tables. */
export class PostgresCopies {
  private maintenance: Knex | undefined;
  private template: Promise<string> | undefined;
  private readonly created = new Map<string, Knex>();

  async make(): Promise<Knex> {
    // A single connection, because it owns the lock on the template.
    this.maintenance ??= open(MAINTENANCE_DATABASE, { min: 1, max: 1 });
    this.template ??= ensureTemplate(this.maintenance);
    const name = `db${randomUUID().replaceAll('-', '')}`;
    // Copying the files takes a quarter of the time of the default strategy, which writes each page
    // to the write-ahead log.
    await this.maintenance.raw(
      'CREATE DATABASE ?? TEMPLATE ?? STRATEGY file_copy',
      [name, await this.template],
    );
    const knex = open(name, { min: 0, max: 5 });
    this.created.set(name, knex);
    return knex;
  }

  async close(): Promise<void> {
    for (const [name, knex] of this.created) {
      await knex.destroy();
      await this.maintenance?.raw('DROP DATABASE ?? WITH (FORCE)', [name]);
    }
    await this.maintenance?.destroy();
  }
}
