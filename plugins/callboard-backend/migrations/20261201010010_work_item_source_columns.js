// @ts-check

/**
 * Adds the parent and the state of an item at its source. The columns are nullable, so neither
 * engine rewrites the table. The migration does nothing else, because PostgreSQL blocks all access
 * to the items until it commits.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('work_items', table => {
    table
      .string('external_parent_id', 255)
      .nullable()
      .comment('The id of the parent at the source, ingested or not');
    table
      .string('external_state', 255)
      .nullable()
      .comment('The normalised name of the state at the source');
  });
};

/**
 * Drops the columns. On SQLite, Knex would copy the whole table to drop a column.
 *
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.raw('ALTER TABLE work_items DROP COLUMN external_state');
  await knex.raw('ALTER TABLE work_items DROP COLUMN external_parent_id');
};
