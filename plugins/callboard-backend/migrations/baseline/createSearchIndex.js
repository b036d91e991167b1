/**
 * The error codes of a server that lacks an extension, or does not allow us to create or use it.
 */
const UNAVAILABLE = new Set([
  // insufficient_privilege
  '42501',
  // feature_not_supported
  '0A000',
  // undefined_file
  '58P01',
]);

/**
 * Creates an index for `LIKE '%part%'` on PostgreSQL. It needs the extension pg_trgm, which comes
 * with PostgreSQL; without the extension, nothing is created, and search works without the index.
 *
 * @param {import('knex').Knex} knex
 * @param {object} index
 * @param {string} index.name
 * @param {(operatorClass: string) => string} index.on - returns what follows
 *   `CREATE INDEX … ON`: the table, `USING gin`, the columns and any condition
 * @param {string[]} [index.extensions] - further extensions that it needs
 */
exports.createSearchIndex = async function createSearchIndex(
  knex,
  { name, on, extensions = [] },
) {
  try {
    // Uses a savepoint, so that the migration continues if the index cannot be created.
    await knex.transaction(async tx => {
      for (const extension of ['pg_trgm', ...extensions]) {
        await tx.raw(`CREATE EXTENSION IF NOT EXISTS ${extension}`);
      }
      // pg_trgm may be in a schema that is not in the search path, such as that of another plugin.
      const { rows } = await tx.raw(
        `SELECT quote_ident(nspname) AS schema
           FROM pg_extension JOIN pg_namespace ON pg_namespace.oid = extnamespace
           WHERE extname = 'pg_trgm'`,
      );
      const operatorClass = `${rows[0].schema}.gin_trgm_ops`;
      await tx.raw(`CREATE INDEX ${name} ON ${on(operatorClass)}`);
    });
  } catch (error) {
    if (!UNAVAILABLE.has(error.code)) {
      throw error;
    }
  }
};
