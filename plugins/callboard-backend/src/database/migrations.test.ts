import { resolvePackagePath } from '@backstage/backend-plugin-api';
import { TestDatabases } from '@backstage/backend-test-utils';
import { readdirSync } from 'fs';
import createKnex, { Knex } from 'knex';
import { databaseIds } from '../__testUtils__/startCallboard';
import { isPostgres } from './isPostgres';

const databases = TestDatabases.create({ ids: databaseIds });

const directory = resolvePackagePath(
  '@callboard/plugin-callboard-backend',
  'migrations',
);

const migrations = readdirSync(directory)
  .filter(name => name.endsWith('.js'))
  .sort();

/** All columns of tables, in a single query: a hundred tables exist. */
async function listColumns(knex: Knex): Promise<any[]> {
  if (isPostgres(knex)) {
    return knex('information_schema.columns')
      .where({ table_schema: 'public' })
      .select('table_name', 'column_name', 'data_type', 'is_nullable')
      .select('column_default', 'character_maximum_length');
  }
  return knex.raw(
    `SELECT tables.name AS table_name, columns.*
       FROM sqlite_master tables, pragma_table_info(tables.name) columns
       WHERE tables.type = 'table'`,
  );
}

/** All tables, with their columns and indexes, and all functions. */
async function readSchema(knex: Knex): Promise<string[]> {
  const columns = await listColumns(knex);
  const indexes: string[] = isPostgres(knex)
    ? await knex('pg_indexes').where({ schemaname: 'public' }).pluck('indexdef')
    : await knex('sqlite_master').where({ type: 'index' }).pluck('name');
  const functions: string[] = isPostgres(knex)
    ? await knex('pg_proc')
        .where({ pronamespace: knex.raw("'public'::regnamespace") })
        .whereNotExists(
          knex('pg_depend')
            .select(knex.raw('1'))
            .whereRaw("objid = pg_proc.oid AND deptype = 'e'"),
        )
        .pluck('proname')
    : [];
  return [
    ...columns
      .filter(({ table_name }) => !/^(knex_|sqlite_)/.test(table_name))
      .map(column => JSON.stringify(column)),
    ...indexes.filter(name => !/knex_/.test(name)),
    ...functions,
  ].sort();
}

describe.each(databases.eachSupportedId())('migrations on %s', id => {
  let knex: Knex;

  beforeAll(async () => {
    knex = await databases.init(id);
  });

  // Sequentially on one database, as a portal applies them.
  it.each(migrations)(
    'reverts %s to the previous schema, and applies it again',
    async name => {
      const [, [next]] = await knex.migrate.list({ directory });
      expect(next.file).toBe(name);
      const before = await readSchema(knex);
      await knex.migrate.up({ directory });
      const after = await readSchema(knex);
      await knex.migrate.down({ directory });
      expect(await readSchema(knex)).toEqual(before);
      await knex.migrate.up({ directory });
      expect(await readSchema(knex)).toEqual(after);
    },
  );

  it('changes nothing when applied a second time', async () => {
    const before = await readSchema(knex);
    const [, applied] = await knex.migrate.latest({ directory });
    expect(applied).toEqual([]);
    expect(await readSchema(knex)).toEqual(before);
  });
});

const searchIndexes = [
  'activity_texts_search_idx',
  'staff_search_idx',
  'work_items_search_idx',
  'worklogs_search_idx',
];

const postgresIds = databases
  .eachSupportedId()
  .filter(([id]) => id.startsWith('POSTGRES'));

describe.each(postgresIds)('search indexes on %s', id => {
  it.each([
    ['an extension in the callboard schema', 'SELECT 1', searchIndexes],
    [
      'an extension in another schema @full',
      'CREATE EXTENSION pg_trgm SCHEMA public; CREATE EXTENSION btree_gin SCHEMA public',
      searchIndexes,
    ],
    [
      'an extension in a schema whose name needs quoting',
      'CREATE SCHEMA "Our ""Ext"; CREATE EXTENSION pg_trgm SCHEMA "Our ""Ext"; GRANT USAGE ON SCHEMA "Our ""Ext" TO portal',
      searchIndexes,
    ],
    [
      'an extension in a schema that the portal role cannot use @full',
      'CREATE SCHEMA ext; CREATE EXTENSION pg_trgm SCHEMA ext',
      [],
    ],
    [
      'an extension that the portal role cannot create @full',
      'REVOKE CREATE ON DATABASE current FROM portal',
      [],
    ],
  ])(
    'creates search indexes only if the extension is usable: %s',
    async (_, prepare, expected) => {
      const admin = await databases.init(id);
      const { database } = admin.client.config.connection;
      await admin.raw(
        `DO $$ BEGIN CREATE ROLE portal LOGIN PASSWORD 'portal'; EXCEPTION WHEN duplicate_object THEN NULL; END $$`,
      );
      await admin.raw(`GRANT CREATE ON DATABASE ?? TO portal`, [database]);
      await admin.raw('CREATE SCHEMA callboard AUTHORIZATION portal');
      await admin.raw(
        prepare.replace('DATABASE current', `DATABASE "${database}"`),
      );
      const knex = createKnex({
        client: 'pg',
        connection: {
          ...admin.client.config.connection,
          user: 'portal',
          password: 'portal',
        },
        searchPath: ['callboard'],
      });
      try {
        await knex.migrate.latest({ directory });
        const names = await knex('pg_indexes')
          .where({ schemaname: 'callboard' })
          .whereLike('indexname', '%_search_idx')
          .orderBy('indexname')
          .pluck('indexname');
        expect(names).toEqual(expected);
      } finally {
        await knex.destroy();
      }
    },
  );
});
