// @ts-check

/**
 * How people were named in the log when Callboard started last, so that a change of the
 * configuration is noticed.
 *
 * A new table only: instant on both engines, and safe to run by hand before deploying.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('activity_privacy', table => {
    table.comment(
      'The last mode of privacy, and what tells the last key of pseudonyms from others',
    );
    table.integer('id').primary();
    table.string('mode', 16).notNullable();
    table.string('key_fingerprint', 128);
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('activity_privacy');
};
