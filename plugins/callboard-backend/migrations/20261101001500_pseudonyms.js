// @ts-check

/**
 * Creates the key of pseudonyms, which is used if none is configured.
 *
 * Creates only a new table: takes no noticeable time on either engine, and is safe to run
 * by hand before deploying.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('pseudonym_key', table => {
    table.comment(
      'The key from which pseudonyms are computed: with it, a pseudonym can be traced to a person',
    );
    table.integer('id').primary();
    table.string('key', 64).notNullable();
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.dropTable('pseudonym_key');
};
