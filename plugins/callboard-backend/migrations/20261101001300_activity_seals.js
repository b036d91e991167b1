// @ts-check

/**
 * What proves that the log is as it was written: a chain of seals, each over some rows
 * of it and over the seal before.
 *
 * New tables only: instant on both engines, and safe to run by hand before deploying.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  const isPostgres = knex.client.config.client.startsWith('pg');
  const uuid = isPostgres ? 'uuid' : 'char(36)';
  const instant = isPostgres ? 'timestamptz(3)' : 'datetime';
  const json = isPostgres ? 'json' : 'text';
  const bytes = isPostgres ? 'bytea' : 'blob';
  const arrival = isPostgres ? 'xid8' : 'integer';

  // Hashes and not what is hashed: nothing in it tells of anybody. The position is that
  // of the last row it was made of; of a mark, that of the seal before.
  await knex.raw(`
    CREATE TABLE activity_seals (
      number bigint PRIMARY KEY CHECK (number > 0),
      kind varchar(16) NOT NULL,
      sealed_at ${instant} NOT NULL,
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
  // Whether a head that somebody holds is in the chain.
  await knex.raw(
    'CREATE UNIQUE INDEX activity_seals_head_idx ON activity_seals (head)',
  );

  // In which seal a row is that goes.
  await knex.raw(
    "CREATE INDEX activity_seals_end_idx ON activity_seals (end_arrival, end_id) WHERE kind = 'rows'",
  );

  // Beside the seals, so that their list stays small: the ids of the rows, in order,
  // with a salt and a hash for each, as one text of bytes for each column.
  await knex.raw(`
    CREATE TABLE activity_sealed_rows (
      number bigint PRIMARY KEY REFERENCES activity_seals,
      ids ${bytes} NOT NULL,
      salts ${bytes} NOT NULL,
      hashes ${bytes} NOT NULL
    )`);

  // What a mark says of the rows of one seal: those at these positions are gone, or have
  // other hashes since.
  await knex.raw(`
    CREATE TABLE activity_amendments (
      number bigint NOT NULL REFERENCES activity_sealed_rows,
      mark bigint NOT NULL REFERENCES activity_seals,
      amended ${bytes} NOT NULL,
      salts ${bytes} NOT NULL,
      PRIMARY KEY (number, mark),
      CHECK (mark > number)
    )`);
  // All of a mark.
  await knex.raw(
    'CREATE INDEX activity_amendments_mark_idx ON activity_amendments (mark, number)',
  );
  if (isPostgres) {
    // Random bytes do not get smaller.
    for (const column of ['ids', 'salts', 'hashes']) {
      await knex.raw(
        `ALTER TABLE activity_sealed_rows ALTER COLUMN ${column} SET STORAGE EXTERNAL`,
      );
    }
  }

  // Whoever adds a seal holds it.
  await knex.raw(`
    CREATE TABLE activity_seal_watermark (
      only_row smallint PRIMARY KEY CHECK (only_row = 1),
      number bigint NOT NULL,
      head char(64) NOT NULL,
      arrival ${arrival} NOT NULL,
      id ${uuid} NOT NULL,
      newest_id ${uuid} NOT NULL
    )`);

  // A rule for all workspaces has none.
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
      started_at ${instant} NOT NULL,
      finished_at ${instant},
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
