// @ts-check

/**
 * The key of pseudonyms, where the configuration has none.
 *
 * A new table only: instant on both engines, and safe to run by hand before deploying.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('pseudonym_key', table => {
    table.comment(
      'The key that pseudonyms are made with: whoever has it can tell whose each is',
    );
    table.integer('id').primary();
    table.string('key', 64).notNullable();
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.dropTable('pseudonym_key');
};
