// @ts-check

/**
 * Erasures of people, which say of whom only until they are done.
 *
 * A new table only: instant on both engines, and safe to run by hand before deploying.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  const isPostgres = knex.client.config.client.startsWith('pg');
  const uuid = isPostgres ? 'uuid' : 'char(36)';
  const instant = isPostgres ? 'timestamptz(3)' : 'datetime';
  const json = isPostgres ? 'json' : 'text';

  // `person` is all that the person is found by, and `user_ref` their reference. Both
  // are null as soon as nothing is left to be found.
  await knex.raw(`
    CREATE TABLE erasures (
      id ${uuid} PRIMARY KEY,
      user_ref varchar(255),
      person ${json},
      pseudonym varchar(255) NOT NULL,
      reason text NOT NULL,
      status varchar(16) NOT NULL,
      requested_by varchar(255) NOT NULL,
      started_at ${instant} NOT NULL,
      finished_at ${instant},
      state ${json} NOT NULL
    )`);
  // Nobody is erased twice at once.
  await knex.raw(
    'CREATE UNIQUE INDEX erasures_user_ref_idx ON erasures (user_ref)',
  );
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.dropTable('erasures');
};
