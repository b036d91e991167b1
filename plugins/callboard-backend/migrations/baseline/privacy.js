// @ts-check

/**
 * Creates the tables of privacy: erasures of personal data, which identify the person only until
 * they are done; the key of pseudonyms, which is used if none is configured; the log of who viewed
 * the activity of a person; and the privacy mode of the activity log at the last start.
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

  await knex.schema.createTable('pseudonym_key', table => {
    table.comment(
      'The key from which pseudonyms are computed: with it, a pseudonym can be traced to a person',
    );
    table.integer('id').primary();
    table.string('key', 64).notNullable();
  });

  await knex.schema.createTable('access_log', table => {
    table.comment('Who viewed the activity of a person');
    table.uuid('id').primary().comment('A UUIDv7 of the time of the access');
    table
      .string('person_ref', 255)
      .notNullable()
      .comment('The person whose activity was viewed');
    table.string('viewed_by', 255).notNullable();
    table.text('viewed_by_name').notNullable();
    table.string('kind', 16).notNullable();
    table.string('scope', 16).notNullable();
    table.uuid('workspace_id').nullable().comment('Null for all workspaces');
    table.text('reason').nullable();
    table
      .integer('rows')
      .nullable()
      .comment('The number of rows about the person in an exported file');
    table.timestamp('viewed_at', { useTz: true, precision: 3 }).notNullable();
    table
      .integer('hour')
      .nullable()
      .comment(
        'Hours since 1970; null for accesses that are not limited to one entry per hour',
      );
    // Allows one entry per hour, viewer and person. Each access writes to this index.
    table.unique(['person_ref', 'viewed_by', 'hour'], {
      indexName: 'access_log_hourly_idx',
    });
    // The entries about a person, newest first, for that person to see.
    table.index(['person_ref', 'id'], 'access_log_list_idx');
    // The entries of a viewer, for the export and the erasure of their data.
    table.index(['viewed_by', 'id'], 'access_log_reader_idx');
  });

  // A change of the configuration is noticed by comparing it with this row at the next start.
  await knex.schema.createTable('activity_privacy', table => {
    table.comment(
      'The last privacy mode, and a fingerprint of the last pseudonym key',
    );
    table.integer('id').primary();
    table.string('mode', 16).notNullable();
    table.string('key_fingerprint', 128);
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  for (const table of [
    'activity_privacy',
    'access_log',
    'pseudonym_key',
    'erasures',
  ]) {
    await knex.schema.dropTable(table);
  }
};
