// @ts-check

/**
 * Creates a record of the privacy mode of the activity log at the last start, so that a change of
 * the configuration is noticed.
 *
 * Creates only a new table: takes no noticeable time on either engine, and is safe to run
 * by hand before deploying.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('activity_privacy', table => {
    table.comment(
      'The last privacy mode, and a fingerprint of the last pseudonym key',
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
