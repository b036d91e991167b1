/** Queries the databases of portals from outside. */
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { backendFolder } from './paths.mjs';

const require = createRequire(join(backendFolder, 'package.json'));
const Database = require('better-sqlite3');
const { Client } = require('pg');

/** The name of Callboard's database on PostgreSQL. */
export const DATABASE = 'backstage_plugin_callboard';

const COUNT = 'SELECT count(*) AS count FROM activity';

/** Returns the URL of a database of a PostgreSQL server. */
export const getDatabaseUrl = ({ connectionString }, database = DATABASE) =>
  connectionString.replace(/[^/]*$/, database);

/** Runs SQL statements on a PostgreSQL server; returns the rows of the last statement. */
export async function queryPostgres(postgres, database, sql) {
  const client = new Client({
    connectionString: getDatabaseUrl(postgres, database),
  });
  await client.connect();
  try {
    return [await client.query(sql)].flat().at(-1).rows;
  } finally {
    await client.end();
  }
}

/** Counts the rows of the activity log on a PostgreSQL server. */
export async function countPostgresRows(postgres) {
  const [{ count }] = await queryPostgres(postgres, DATABASE, COUNT);
  return Number(count);
}

function withSqlite(file, work) {
  const database = new Database(file);
  try {
    return work(database);
  } finally {
    database.close();
  }
}

/** Counts the rows of the activity log in a SQLite file. */
export const countSqliteRows = file =>
  withSqlite(file, database => database.prepare(COUNT).pluck().get());

/** Copies a SQLite database that a portal may be using. */
export function copySqlite(file, target) {
  withSqlite(file, database => database.prepare('VACUUM INTO ?').run(target));
}
