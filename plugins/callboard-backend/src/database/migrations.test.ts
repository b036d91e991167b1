import { resolvePackagePath } from '@backstage/backend-plugin-api';
import { TestDatabases } from '@backstage/backend-test-utils';
import { readdirSync } from 'fs';
import { Knex } from 'knex';
import { databaseIds } from '../__testUtils__/startCallboard';
import { isPostgres } from './dialect';

const databases = TestDatabases.create({ ids: databaseIds });

const directory = resolvePackagePath(
  '@callboard/plugin-callboard-backend',
  'migrations',
);

const migrations = readdirSync(directory).sort();

/** All tables, with their columns and indexes, and all functions. */
async function schemaOf(knex: Knex): Promise<string[]> {
  const tables: string[] = isPostgres(knex)
    ? await knex('pg_tables').where({ schemaname: 'public' }).pluck('tablename')
    : await knex('sqlite_master').where({ type: 'table' }).pluck('name');
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
  const own = tables.filter(name => !/^(knex_|sqlite_)/.test(name));
  const columns = await Promise.all(
    own.map(
      async name => `${name}: ${JSON.stringify(await knex(name).columnInfo())}`,
    ),
  );
  return [
    ...columns,
    ...indexes.filter(name => !/knex_/.test(name)),
    ...functions,
  ].sort();
}

describe.each(databases.eachSupportedId())('migrations on %s', id => {
  it.each(migrations)('%s undoes exactly what it does', async name => {
    const knex = await databases.init(id);
    while ((await knex.migrate.list({ directory }))[1][0].file !== name) {
      await knex.migrate.up({ directory });
    }
    const before = await schemaOf(knex);
    await knex.migrate.up({ directory });
    const after = await schemaOf(knex);
    expect(after).not.toEqual(before);
    await knex.migrate.down({ directory });
    expect(await schemaOf(knex)).toEqual(before);
    await knex.migrate.up({ directory });
    expect(await schemaOf(knex)).toEqual(after);
  });

  it('do nothing a second time', async () => {
    const knex = await databases.init(id);
    await knex.migrate.latest({ directory });
    const before = await schemaOf(knex);
    const [, applied] = await knex.migrate.latest({ directory });
    expect(applied).toEqual([]);
    expect(await schemaOf(knex)).toEqual(before);
  });
});
