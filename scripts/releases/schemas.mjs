/** Describes the schema of a database. Equal schemas have equal descriptions. */

/** Each SELECT returns `name` and `definition`. Omits partitions: a running portal creates them. */
const POSTGRES = [
  `SELECT 'column ' || relname || '.' || attname AS name,
     concat_ws(' ', format_type(atttypid, atttypmod),
       CASE WHEN attnotnull THEN 'NOT NULL' END, attidentity, attgenerated,
       pg_get_expr(adbin, adrelid)) AS definition
   FROM pg_attribute JOIN pg_class ON pg_class.oid = attrelid
   LEFT JOIN pg_attrdef ON adrelid = attrelid AND adnum = attnum
   WHERE relkind IN ('r', 'p') AND NOT relispartition AND attnum > 0 AND NOT attisdropped
     AND relnamespace = 'public'::regnamespace`,
  `SELECT 'index ' || pg_class.relname AS name, pg_get_indexdef(indexrelid) AS definition
   FROM pg_index JOIN pg_class ON pg_class.oid = indexrelid
   WHERE NOT relispartition AND relnamespace = 'public'::regnamespace`,
  `SELECT 'constraint ' || conrelid::regclass || '.' || conname AS name,
     pg_get_constraintdef(pg_constraint.oid) AS definition
   FROM pg_constraint JOIN pg_class ON pg_class.oid = conrelid
   WHERE NOT relispartition AND connamespace = 'public'::regnamespace`,
  `SELECT 'trigger ' || tgrelid::regclass || '.' || tgname AS name,
     pg_get_triggerdef(pg_trigger.oid) AS definition
   FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid
   WHERE NOT tgisinternal AND NOT relispartition`,
  `SELECT 'function ' || proname AS name, pg_get_functiondef(pg_proc.oid) AS definition
   FROM pg_proc LEFT JOIN pg_depend ON objid = pg_proc.oid AND deptype = 'e'
   WHERE pronamespace = 'public'::regnamespace AND deptype IS NULL AND prokind = 'f'`,
].join(' UNION ALL ');

const SQLITE = `SELECT type || ' ' || name AS name, sql AS definition FROM sqlite_master
  WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%'`;

/** Tables that the platform creates in the database of a plugin. */
const PLATFORM = /\bbackstage_backend_/;

/** Functions that a portal replaces when a database moves to another cluster. */
const REPLACED = ['function arrival_offset', 'function new_arrival'];

/** Ignores casts and parentheses in indexes: PostgreSQL changes them when it restores a dump. */
const normalise = (name, definition) =>
  name.startsWith('index ')
    ? definition.replace(/::(character varying|text)(\[\])?|[()]/g, '')
    : definition;

/**
 * Reads the schema of a database.
 *
 * @param knex connected to the database
 * @returns the definition of each column, index, constraint, trigger and function by its name
 */
export async function readSchema(knex) {
  const isPostgres = knex.client.config.client === 'pg';
  const rows = isPostgres
    ? (await knex.raw(POSTGRES)).rows
    : await knex.raw(SQLITE);
  return new Map(
    rows
      .filter(({ name }) => !PLATFORM.test(name) && !REPLACED.includes(name))
      .map(({ name, definition }) => [name, normalise(name, definition)]),
  );
}

/** Lists how a schema differs from the expected one. */
export function listSchemaDifferences(schema, expected) {
  const names = new Set([...schema.keys(), ...expected.keys()]);
  return [...names].sort().flatMap(name => {
    const actual = schema.get(name);
    const expectedDefinition = expected.get(name);
    if (actual === expectedDefinition) return [];
    if (!actual) return `${name} is missing: ${expectedDefinition}`;
    if (!expectedDefinition) return `${name} is not expected: ${actual}`;
    return `${name}: ${actual}, not ${expectedDefinition}`;
  });
}
