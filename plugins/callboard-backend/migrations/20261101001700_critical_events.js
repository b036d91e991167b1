// @ts-check

/**
 * What happened that is critical, and the rules by which it is.
 *
 * New tables only: instant on both engines, and safe to run by hand before deploying.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  const isPostgres = knex.client.config.client.startsWith('pg');
  const uuid = isPostgres ? 'uuid' : 'char(36)';
  const instant = isPostgres ? 'timestamptz(3)' : 'datetime';
  const flag = isPostgres ? 'boolean' : 'integer';
  const arrival = isPostgres ? 'xid8' : 'integer';

  // What admins have changed of the rules; what they are is in the code.
  await knex.raw(`
    CREATE TABLE critical_rules (
      id varchar(64) PRIMARY KEY,
      is_enabled ${flag} NOT NULL,
      count integer NOT NULL,
      minutes integer NOT NULL
    )`);

  await knex.raw(`
    CREATE TABLE critical_events (
      id ${uuid} PRIMARY KEY,
      rule_id varchar(64) NOT NULL,
      workspace_id ${uuid} NOT NULL,
      activity_id ${uuid} NOT NULL,
      actor_ref varchar(255) NOT NULL,
      actor_name text NOT NULL,
      action varchar(64) NOT NULL,
      entity_type varchar(64),
      entity_id varchar(255),
      entity_label varchar(512),
      count integer NOT NULL,
      first_at ${instant} NOT NULL,
      last_at ${instant} NOT NULL,
      acknowledged_at ${instant},
      acknowledged_by varchar(255)
    )`);
  // Those that nobody has seen to, newest first.
  await knex.raw(
    'CREATE INDEX critical_events_open_idx ON critical_events (id) WHERE acknowledged_at IS NULL',
  );
  // The one that something is added to that happens again.
  await knex.raw(
    'CREATE INDEX critical_events_actor_idx ON critical_events (actor_ref, last_at) WHERE acknowledged_at IS NULL',
  );

  // What has not happened often enough yet: the moments, for each rule and person.
  await knex.raw(`
    CREATE TABLE critical_counts (
      rule_id varchar(64) NOT NULL,
      actor_ref varchar(255) NOT NULL,
      workspace_id ${uuid} NOT NULL,
      moments text NOT NULL,
      last_at ${instant} NOT NULL,
      PRIMARY KEY (actor_ref, rule_id, workspace_id)
    )`);
  // Those that are over.
  await knex.raw(
    'CREATE INDEX critical_tallies_age_idx ON critical_counts (last_at)',
  );

  // Up to where the log has been looked at: whoever looks on holds it.
  await knex.raw(`
    CREATE TABLE critical_watermark (
      only_row smallint PRIMARY KEY CHECK (only_row = 1),
      arrival ${arrival} NOT NULL
    )`);
  await knex.raw(`INSERT INTO critical_watermark VALUES (1, '0')`);
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  for (const table of [
    'critical_watermark',
    'critical_counts',
    'critical_events',
    'critical_rules',
  ]) {
    await knex.schema.dropTable(table);
  }
};
