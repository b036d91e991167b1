// @ts-check

/**
 * Rules of critical events say which version they have and when they were changed, and
 * can wait for a number of rows.
 *
 * Columns with constant defaults: instant on both engines, and safe to run by hand before
 * deploying.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  const isPostgres = knex.client.config.client.startsWith('pg');
  const instant = isPostgres ? 'timestamptz(3)' : 'datetime';
  for (const column of [
    'rows integer',
    'version integer NOT NULL DEFAULT 1',
    `updated_at ${instant}`,
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
