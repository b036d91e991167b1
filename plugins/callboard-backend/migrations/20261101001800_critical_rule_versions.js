// @ts-check

/**
 * Adds to the rules of critical events a version, the time of the last change, and a threshold for
 * the number of data rows.
 *
 * Columns with constant defaults take no noticeable time on either engine. Safe to run by hand
 * before deploying.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  const isPostgres = knex.client.config.client.startsWith('pg');
  const timestampType = isPostgres ? 'timestamptz(3)' : 'datetime';
  for (const column of [
    'rows integer',
    'version integer NOT NULL DEFAULT 1',
    `updated_at ${timestampType}`,
  ]) {
    await knex.raw(`ALTER TABLE critical_rules ADD COLUMN ${column}`);
  }
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  for (const column of ['updated_at', 'version', 'rows']) {
    await knex.raw(`ALTER TABLE critical_rules DROP COLUMN ${column}`);
  }
};
