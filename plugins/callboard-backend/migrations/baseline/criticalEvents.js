// @ts-check

/**
 * Creates critical events, and the settings of the rules that raise them.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  const isPostgres = knex.client.config.client.startsWith('pg');
  const uuid = isPostgres ? 'uuid' : 'char(36)';
  const timestampType = isPostgres ? 'timestamptz(3)' : 'datetime';
  const flag = isPostgres ? 'boolean' : 'integer';
  const arrival = isPostgres ? 'xid8' : 'integer';

  // The settings of rules that admins have changed; the code defines the rules.
  await knex.raw(`
    CREATE TABLE critical_rules (
      id varchar(64) PRIMARY KEY,
      is_enabled ${flag} NOT NULL,
      count integer NOT NULL,
      rows integer,
      minutes integer NOT NULL,
      version integer NOT NULL DEFAULT 1,
      updated_at ${timestampType}
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
      first_at ${timestampType} NOT NULL,
      last_at ${timestampType} NOT NULL,
      acknowledged_at ${timestampType},
      acknowledged_by varchar(255)
    )`);
  // The unacknowledged events, newest first.
  await knex.raw(
    'CREATE INDEX critical_events_open_idx ON critical_events (id) WHERE acknowledged_at IS NULL',
  );
  // The unacknowledged events of an actor, whose count a further occurrence increases.
  await knex.raw(
    'CREATE INDEX critical_events_actor_idx ON critical_events (actor_ref, last_at) WHERE acknowledged_at IS NULL',
  );

  // Occurrences below the threshold of a rule: their times, per rule and actor.
  await knex.raw(`
    CREATE TABLE critical_counts (
      rule_id varchar(64) NOT NULL,
      actor_ref varchar(255) NOT NULL,
      workspace_id ${uuid} NOT NULL,
      moments text NOT NULL,
      last_at ${timestampType} NOT NULL,
      PRIMARY KEY (actor_ref, rule_id, workspace_id)
    )`);
  // Finds counts whose period is over.
  await knex.raw(
    'CREATE INDEX critical_counts_age_idx ON critical_counts (last_at)',
  );

  // The position up to which the log has been evaluated. Evaluating more rows locks this row.
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
