// @ts-check

/**
 * Creates the integrity chain, which proves that the log is unchanged: each seal covers some rows
 * of the log and the previous seal.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  const isPostgres = knex.client.config.client.startsWith('pg');
  const uuid = isPostgres ? 'uuid' : 'char(36)';
  const timestampType = isPostgres ? 'timestamptz(3)' : 'datetime';
  const json = isPostgres ? 'json' : 'text';
  const bytes = isPostgres ? 'bytea' : 'blob';
  const arrival = isPostgres ? 'xid8' : 'integer';

  // Seals contain hashes only, and so no personal data. The position (`end_arrival`, `end_id`) is
  // that of the last row of the seal; a mark has the position of the previous seal.
  await knex.raw(`
    CREATE TABLE activity_seals (
      number bigint PRIMARY KEY CHECK (number > 0),
      kind varchar(16) NOT NULL,
      sealed_at ${timestampType} NOT NULL,
      rows integer NOT NULL,
      first_id ${uuid},
      last_id ${uuid},
      root char(64) NOT NULL,
      rule ${json},
      previous char(64) NOT NULL,
      head char(64) NOT NULL,
      end_arrival ${arrival} NOT NULL,
      end_id ${uuid} NOT NULL
    )`);
  // Finds out whether the chain contains a head that was stored elsewhere.
  await knex.raw(
    'CREATE UNIQUE INDEX activity_seals_head_idx ON activity_seals (head)',
  );

  // Finds the seal of a row that is deleted.
  await knex.raw(
    "CREATE INDEX activity_seals_end_idx ON activity_seals (end_arrival, end_id) WHERE kind = 'rows'",
  );

  // The ids of the rows of a seal in order, with a salt and a hash for each, concatenated per
  // column. A separate table, so that the table of seals stays small.
  await knex.raw(`
    CREATE TABLE activity_sealed_rows (
      number bigint PRIMARY KEY REFERENCES activity_seals,
      ids ${bytes} NOT NULL,
      salts ${bytes} NOT NULL,
      hashes ${bytes} NOT NULL
    )`);

  // The amendments of one seal by a mark: the rows at these positions were deleted, or have new
  // hashes.
  await knex.raw(`
    CREATE TABLE activity_amendments (
      number bigint NOT NULL REFERENCES activity_sealed_rows,
      mark bigint NOT NULL REFERENCES activity_seals,
      amended ${bytes} NOT NULL,
      salts ${bytes} NOT NULL,
      PRIMARY KEY (number, mark),
      CHECK (mark > number)
    )`);
  // The amendments of a mark.
  await knex.raw(
    'CREATE INDEX activity_amendments_mark_idx ON activity_amendments (mark, number)',
  );
  if (isPostgres) {
    // Random bytes cannot be compressed.
    for (const column of ['ids', 'salts', 'hashes']) {
      await knex.raw(
        `ALTER TABLE activity_sealed_rows ALTER COLUMN ${column} SET STORAGE EXTERNAL`,
      );
    }
  }

  // The end of the chain. Adding a seal locks this row.
  await knex.raw(`
    CREATE TABLE activity_seal_watermark (
      only_row smallint PRIMARY KEY CHECK (only_row = 1),
      number bigint NOT NULL,
      head char(64) NOT NULL,
      arrival ${arrival} NOT NULL,
      id ${uuid} NOT NULL,
      newest_id ${uuid} NOT NULL
    )`);

  // A rule for all workspaces has no workspace_id.
  await knex.raw(`
    CREATE TABLE retention_rules (
      workspace_id ${uuid},
      class varchar(16) NOT NULL,
      keep_days integer
    )`);
  await knex.raw(
    `CREATE UNIQUE INDEX retention_rules_idx ON retention_rules
       (class, coalesce(workspace_id, '00000000-0000-0000-0000-000000000000'))`,
  );

  await knex.raw(`
    CREATE TABLE activity_verifications (
      id ${uuid} PRIMARY KEY,
      status varchar(16) NOT NULL,
      started_by varchar(255) NOT NULL,
      started_at ${timestampType} NOT NULL,
      finished_at ${timestampType},
      first_number bigint,
      last_number bigint,
      expected_head char(64),
      rows_total bigint NOT NULL,
      state ${json} NOT NULL
    )`);
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  for (const table of [
    'activity_verifications',
    'retention_rules',
    'activity_seal_watermark',
    'activity_amendments',
    'activity_sealed_rows',
    'activity_seals',
  ]) {
    await knex.schema.dropTable(table);
  }
};
