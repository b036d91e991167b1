/**
 * Fills tables of a PostgreSQL, and makes their indexes after that, which takes a
 * third of the time. Those that keep rows unique stay, as others refer to them.
 */
export async function withoutIndexes(knex, tables, run) {
  const indexes = await knex('pg_indexes')
    .whereIn('tablename', tables)
    .whereNot('indexdef', 'like', 'CREATE UNIQUE%');
  for (const { indexname } of indexes) {
    await knex.raw('DROP INDEX ??', [indexname]);
  }
  await run();
  for (const { indexdef } of indexes) {
    await knex.raw(indexdef.replace(' ON ONLY ', ' ON '));
  }
}
