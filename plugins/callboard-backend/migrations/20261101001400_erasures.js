// @ts-check

/**
 * Creates the erasures of personal data. They identify the person only until they are done.
 *
 * Creates only a new table: takes no noticeable time on either engine, and is safe to run
 * by hand before deploying.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  const isPostgres = knex.client.config.client.startsWith('pg');
  const uuid = isPostgres ? 'uuid' : 'char(36)';
  const timestampType = isPostgres ? 'timestamptz(3)' : 'datetime';
  const json = isPostgres ? 'json' : 'text';

  // `person` contains everything by which the data of the person is found, and `user_ref` is their
  // reference. Both become null once no data is left.
  await knex.raw(`
    CREATE TABLE erasures (
      id ${uuid} PRIMARY KEY,
      user_ref varchar(255),
      person ${json},
      pseudonym varchar(255) NOT NULL,
      reason text NOT NULL,
      status varchar(16) NOT NULL,
      requested_by varchar(255) NOT NULL,
      started_at ${timestampType} NOT NULL,
      finished_at ${timestampType},
      state ${json} NOT NULL
    )`);
  // A person has at most one unfinished erasure.
  await knex.raw(
    'CREATE UNIQUE INDEX erasures_user_ref_idx ON erasures (user_ref)',
  );
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.dropTable('erasures');
};
