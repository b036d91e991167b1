import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startPostgres } from '../../scripts/testing/postgres.cjs';
import { loadBackend, migrations, requireOfBackend } from './backend.mjs';

const Knex = requireOfBackend('knex');
const { refreshStatistics } = loadBackend('database/refreshStatistics');
const { ensureActivityMonths } = loadBackend('database/activityMonths');
const { checkpointsBeside } = loadBackend('database/checkpointsBeside');
const { readerBeside } = loadBackend('database/readerBeside');

/**
 * A database with Callboard's tables.
 *
 * @typedef {object} Engine
 * @property {string} name - with its version
 * @property {import('knex').Knex} knex
 * @property {string} [connectionString] - of a server
 * @property {import('knex').Knex} reader - for reads that may take long
 * @property {() => Promise<void>} settle - does what the server does by itself
 *   some time after a load
 * @property {(sql: string, bindings: unknown[]) => Promise<string>} explain -
 *   the indexes a statement goes through, and what it sorts or scans whole
 * @property {() => Promise<Record<string, number>>} sizes - megabytes
 * @property {() => Promise<void>} dropIndexes - all but the primary key
 * @property {() => Promise<void>} stop
 */

/**
 * @param {object} [options]
 * @param {number} [options.from] - since when there is activity; from now on by
 *   default
 * @param {number} [options.to]
 * @param {boolean} [options.vacuums] - whether the server clears away what is
 *   gone, as it does where rows come and go; not by default, so that no load is
 *   measured with it
 * @param {string} [options.folder] - where the data stay for another time; they go
 *   by default
 * @param {Record<string, string>} [options.settings] - of the server
 * @returns {Promise<Engine>}
 */
export async function openPostgres({
  from = Date.now(),
  to = Date.now(),
  vacuums = false,
  folder,
  settings,
} = {}) {
  const server = await startPostgres({
    durable: true,
    folder,
    settings: {
      shared_buffers: '256MB',
      autovacuum: vacuums ? 'on' : 'off',
      ...settings,
    },
  });
  const knex = Knex({
    client: 'pg',
    connection: server.connectionString,
    pool: { min: 0, max: 20 },
  });
  await knex.migrate.latest({ directory: migrations });
  await ensureActivityMonths(knex, from, to);
  const { rows } = await knex.raw('SHOW server_version');
  return {
    name: `PostgreSQL ${rows[0].server_version}`,
    knex,
    connectionString: server.connectionString,
    reader: knex,
    async settle() {
      const months = await knex.raw(
        "SELECT inhrelid::regclass::text AS name FROM pg_inherits WHERE inhparent = 'activity'::regclass",
      );
      for (const { name } of months.rows) {
        await knex.raw(`VACUUM (ANALYZE) ${name}`);
      }
    },
    explain: (sql, bindings) => explainPostgres(knex, sql, bindings),
    async sizes() {
      const found = await knex.raw(`
        SELECT coalesce(parent.relname, 'activity') AS name,
               round(sum(pg_relation_size(part.oid)) / 1e6) AS mb
        FROM pg_class part
        JOIN pg_inherits i ON i.inhrelid = part.oid
        JOIN pg_class parent ON parent.oid = i.inhparent
        GROUP BY 1 ORDER BY 1`);
      return Object.fromEntries(
        found.rows.map(({ name, mb }) => [name, Number(mb)]),
      );
    },
    dropIndexes: () =>
      dropIndexes(
        knex,
        "SELECT indexname AS name FROM pg_indexes WHERE tablename = 'activity' AND indexname <> 'activity_pkey'",
      ),
    async stop() {
      await knex.destroy();
      await server.stop();
    },
  };
}

async function dropIndexes(knex, names) {
  const found = await knex.raw(names);
  for (const { name } of found.rows ?? found) {
    await knex.raw('DROP INDEX ??', [name]);
  }
}

async function explainPostgres(knex, sql, bindings) {
  const client = await knex.client.acquireConnection();
  const answer = await client.query(
    `EXPLAIN (ANALYZE, FORMAT JSON) ${sql}`,
    bindings,
  );
  const parents = await client.query(
    'SELECT c.relname AS part, p.relname AS parent FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid JOIN pg_class p ON p.oid = i.inhparent',
  );
  await knex.client.releaseConnection(client);
  const parentOf = new Map(
    parents.rows.map(({ part, parent }) => [part, parent]),
  );
  const steps = [];
  const visit = node => {
    if (node['Actual Loops'] === 0) {
      return;
    }
    const type = node['Node Type'];
    if (node['Index Name']) {
      steps.push(
        `${parentOf.get(node['Index Name']) ?? node['Index Name']}${
          type === 'Index Only Scan' ? ' (only)' : ''
        }`,
      );
    } else if (/Seq Scan|Sort/.test(type)) {
      steps.push(type.toLowerCase());
    }
    (node.Plans ?? []).forEach(visit);
  };
  visit(answer.rows[0]['QUERY PLAN'][0].Plan);
  return planText(steps);
}

/** The steps of a plan, each once with how often it is taken. */
function planText(steps) {
  const seen = new Map();
  steps.forEach(step => seen.set(step, (seen.get(step) ?? 0) + 1));
  return [...seen]
    .map(([step, n]) => (n > 1 ? `${step} ×${n}` : step))
    .join(', ');
}

/** A step of a plan of SQLite, in the words that PostgreSQL's have here. */
function sqliteStep(detail) {
  const [, only, index] = /USING (COVERING )?INDEX (\S+)/.exec(detail) ?? [];
  if (index) {
    return only ? `${index} (only)` : index;
  }
  if (detail.startsWith('USE TEMP B-TREE')) {
    return 'sort';
  }
  const [, how, table] = /^(SCAN|SEARCH) (\S+)/.exec(detail) ?? [];
  return table && `${table} ${how === 'SCAN' ? 'seq scan' : 'by key'}`;
}

/** @returns {Promise<Engine>} */
export async function openSqlite() {
  const directory = mkdtempSync(join(tmpdir(), 'callboard-bench-'));
  const filename = join(directory, 'callboard.sqlite');
  const knex = Knex({
    client: 'better-sqlite3',
    connection: { filename },
    useNullAsDefault: true,
  });
  await knex.migrate.latest({ directory: migrations });
  const reader = await readerBeside(knex);
  const endCheckpoints = await checkpointsBeside(knex, console);
  const [{ version }] = await knex.raw('SELECT sqlite_version() AS version');
  return {
    name: `SQLite ${version}`,
    knex,
    reader,
    settle: () => refreshStatistics(knex),
    async explain(sql, bindings) {
      const plan = await knex.raw(
        `EXPLAIN QUERY PLAN ${sql}`,
        bindings.map(value => (typeof value === 'boolean' ? +value : value)),
      );
      return planText(
        plan.map(({ detail }) => sqliteStep(detail)).filter(Boolean),
      );
    },
    sizes: async () => ({ file: Math.round(statSync(filename).size / 1e6) }),
    dropIndexes: () =>
      dropIndexes(
        knex,
        "SELECT name FROM sqlite_master WHERE type = 'index' AND tbl_name = 'activity' AND sql IS NOT NULL",
      ),
    async stop() {
      await endCheckpoints();
      await Promise.all([knex.destroy(), reader.destroy()]);
      rmSync(directory, { recursive: true });
    },
  };
}
