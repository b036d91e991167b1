import { dataInventory } from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { MigratedDatabases } from './__testUtils__/MigratedDatabases';
import { startCallboardOn } from './__testUtils__/startCallboard';
import { Feature } from './core/Feature';
import { isPostgres } from './database/isPostgres';
import {
  FeatureTables,
  listTables,
  PersonalData,
} from './database/FeatureTables';
import { listFeatureTables } from './core/coreData';

/** The features with which the plugin was started. */
let mockFeatures: readonly Feature[];

jest.mock('./seeding/startSeeding', () => {
  const actual = jest.requireActual('./seeding/startSeeding');
  return {
    startSeeding(core: unknown, seeders: unknown, features: Feature[]) {
      mockFeatures = features;
      return actual.startSeeding(core, seeders, features);
    },
  };
});

/** The tables of the migrations. */
const infrastructure = ['knex_migrations', 'knex_migrations_lock'];

/** Names of columns that may contain personal data. */
const isPersonalName =
  /(^|_)(refs?|names?|by|emails?|phone|notes|picture|people|persons?|actors?|text|address|birthday)$|^(ip|user_id|request_id|metadata|changes|settings|resource|value|position)$/;

/** The tables and their columns, without partitions. */
async function listTableColumns(knex: Knex): Promise<Map<string, string[]>> {
  const rows: Array<{ table: string; column: string }> = isPostgres(knex)
    ? await knex('pg_class')
        .join('pg_attribute', 'pg_attribute.attrelid', 'pg_class.oid')
        .whereIn('relkind', ['r', 'p'])
        .where({
          relispartition: false,
          attisdropped: false,
          relnamespace: knex.raw("'public'::regnamespace"),
        })
        .where('attnum', '>', 0)
        .select('relname as table', 'attname as column')
    : await knex
        .from(knex.raw('sqlite_master, pragma_table_info(sqlite_master.name)'))
        .whereRaw("sqlite_master.type = 'table'")
        .whereRaw("sqlite_master.name NOT LIKE 'sqlite_%'")
        .select(
          knex.raw('sqlite_master.name AS "table"'),
          knex.raw('pragma_table_info.name AS "column"'),
        );
  const columns = new Map<string, string[]>();
  for (const { table, column } of rows) {
    columns.set(table, [...(columns.get(table) ?? []), column]);
  }
  infrastructure.forEach(table => columns.delete(table));
  return columns;
}

/** The columns in a declaration, as `table.column`. */
function getDeclaredColumns(data: PersonalData): string[] {
  const { erasure } = data;
  return [
    ...data.identifiedBy.map(({ column }) => column),
    ...data.columns,
    ...Object.keys(data.jsonPaths ?? {}),
    ...(typeof erasure === 'object' ? Object.keys(erasure) : []).map(
      columnPath => columnPath.split(' ')[0],
    ),
    ...(data.names ?? []).flat(),
    ...(data.emails ?? []),
  ].map(column => `${data.table}.${column}`);
}

describe('feature tables', () => {
  const databases = MigratedDatabases.create();

  describe.each(databases.eachSupportedId())('on %p', databaseId => {
    let columns: Map<string, string[]>;
    let all: FeatureTables[];
    let personal: string[];
    let impersonal: string[];

    beforeAll(async () => {
      const knex = await databases.init(databaseId);
      const callboard = await startCallboardOn(knex);
      columns = await listTableColumns(knex);
      await callboard.stop();
      all = listFeatureTables(mockFeatures);
      personal = all.flatMap(data => data.personal.flatMap(getDeclaredColumns));
      impersonal = all.flatMap(data =>
        Object.entries(data.nonPersonalColumns ?? {}).flatMap(
          ([table, names]) => names.map(name => `${table}.${name}`),
        ),
      );
    });

    it('assigns each table to exactly one feature or part of the core', () => {
      expect(all.flatMap(listTables).sort()).toEqual(
        [...columns.keys()].sort(),
      );
    });

    it('assigns each area of the data inventory to exactly one feature or part of the core', () => {
      expect(all.map(({ domain }) => domain).sort()).toEqual(
        Object.keys(dataInventory).sort(),
      );
    });

    it('declares every column with a personal name as personal or not personal', () => {
      const declared = new Set([...personal, ...impersonal]);
      const forgotten = [...columns].flatMap(([table, names]) =>
        names
          .filter(name => isPersonalName.test(name))
          .map(name => `${table}.${name}`)
          .filter(column => !declared.has(column)),
      );
      expect(forgotten).toEqual([]);
    });

    it('declares only columns that exist', () => {
      const there = new Set(
        [...columns].flatMap(([table, names]) =>
          names.map(name => `${table}.${name}`),
        ),
      );
      const deleted = [...personal, ...impersonal].filter(
        column => !there.has(column),
      );
      expect(deleted).toEqual([]);
    });

    it('declares only tables of the feature itself, and no column as both personal and not personal', () => {
      const foreign = all.flatMap(data => {
        const own = new Set<string>(listTables(data));
        return [
          ...data.personal.map(({ table }) => table),
          ...Object.keys(data.nonPersonalColumns ?? {}),
        ].filter(table => !own.has(table));
      });
      expect(foreign).toEqual([]);
      expect(impersonal.filter(column => personal.includes(column))).toEqual(
        [],
      );
    });
  });
});
