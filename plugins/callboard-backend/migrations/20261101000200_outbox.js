// @ts-check

/**
 * What every change ends with, in one call: its traces go into the log and their
 * entries into the outbox. A function, because a connection plans what is in it
 * once; the same as a statement takes longer to plan than to run.
 */
const LEAVE_TRACES = `
  CREATE FUNCTION leave_traces(traces json, entries json) RETURNS void
  LANGUAGE plpgsql AS $$
  DECLARE
    blank activity;
  BEGIN
    blank.arrival := new_arrival();
    INSERT INTO activity SELECT * FROM json_populate_recordset(blank, traces);
    INSERT INTO outbox
      (activity_id, batch_id, entity_key, stage, resource, resource_bytes, people, created_at)
      SELECT activity_id, batch_id, entity_key, stage, resource, resource_bytes, people, created_at
      FROM json_populate_recordset(NULL::outbox, entries);
  END
  $$`;

/**
 * Committed changes that still have to be handed on, who has to hear of them,
 * and the dispatches that failed or wait. Changes and dispatches leave their
 * tables when they are done, so these stay small.
 *
 * New tables only: instant on both engines, and safe to run by hand before
 * deploying.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  const isPostgres = knex.client.config.client.startsWith('pg');

  const json = isPostgres ? 'json' : 'text';

  await knex.schema.createTable('outbox', table => {
    table
      .bigIncrements('seq')
      .comment('Taken while the changed row is locked: in order per entity');
    // What changed is in the log. What is not in it: the resource as it was
    // then, and for whom the change is.
    table.uuid('activity_id').notNullable();
    table
      .uuid('batch_id')
      .comment('Its entries stay until all of them are done for everybody');
    table.specificType('resource', json).nullable();
    table.integer('resource_bytes').notNullable().defaultTo(0);
    table.specificType('people', json).nullable();
    table.string('entity_key', 512).notNullable();
    table.string('stage', 16).notNullable();
    table.timestamp('created_at', { useTz: true, precision: 3 }).notNullable();
    // The relay reads each stage in order.
    table.index(['stage', 'seq'], 'outbox_stage_idx');
  });

  await knex.schema.createTable('outbox_subscribers', table => {
    table.comment(
      'Who hears of changes, and how it is doing, for all replicas',
    );
    table.string('name', 64).primary();
    // 'inside' the database or 'outside'.
    table.string('kind', 16).notNullable();
    for (const column of ['first_seen_at', 'last_seen_at']) {
      table.timestamp(column, { useTz: true, precision: 3 }).notNullable();
    }
    table
      .timestamp('failing_since', { useTz: true, precision: 3 })
      .comment('Of the failures that nothing has succeeded after');
    table.timestamp('paused_at', { useTz: true, precision: 3 });
    table.integer('probes').notNullable().defaultTo(0);
    table.timestamp('next_probe_at', { useTz: true, precision: 3 });
    table.text('last_error');
  });

  await knex.schema.createTable('outbox_dispatches', table => {
    table
      .bigInteger('seq')
      .notNullable()
      .references('outbox.seq')
      .onDelete('CASCADE');
    table
      .string('subscriber', 64)
      .notNullable()
      .references('outbox_subscribers.name')
      .onDelete('CASCADE');
    // The entry's own, for who looks for what a change has to wait behind.
    table.string('entity_key', 512).notNullable();
    // The entry's own, too.
    table.uuid('batch_id');
    table.integer('attempts').notNullable();
    table.timestamp('first_failed_at', { useTz: true, precision: 3 });
    // None when it is parked.
    table.timestamp('next_attempt_at', { useTz: true, precision: 3 });
    table.timestamp('dead_lettered_at', { useTz: true, precision: 3 });
    table.text('last_error').notNullable();
    table.primary(['seq', 'subscriber']);
  });
  const isWaiting = 'next_attempt_at IS NOT NULL';
  const partialIndexes = [
    // What a subscriber gets next.
    ['next', 'subscriber, seq', isWaiting],
    // What a change has to wait behind.
    ['waiting', 'entity_key, subscriber, seq', isWaiting],
    // What is tried again later. They are few, so a plan without statistics
    // must not come upon them through all that waits.
    ['backoff', 'subscriber, entity_key', `attempts > 0 AND ${isWaiting}`],
    // What else a subscriber fails on.
    ['failing', 'subscriber, first_failed_at', 'first_failed_at IS NOT NULL'],
    // The list of what is parked.
    ['dead_lettered', 'seq, subscriber', 'dead_lettered_at IS NOT NULL'],
    // What the entries of a batch stay for.
    ['batch', 'batch_id', 'batch_id IS NOT NULL'],
  ];
  for (const [name, columns, condition] of partialIndexes) {
    await knex.raw(
      `CREATE INDEX outbox_dispatches_${name}_idx ON outbox_dispatches (${columns}) WHERE ${condition}`,
    );
  }

  // Those that stayed for others of their batch.
  await knex.raw(
    "CREATE INDEX outbox_batch_idx ON outbox (batch_id, seq) WHERE batch_id IS NOT NULL AND stage = 'retrying'",
  );

  if (isPostgres) {
    // Rows come and go, many times as many as there are at a time. By default
    // the more of them wait or are set aside, the later the remains of the
    // others are cleared away.
    for (const table of ['outbox', 'outbox_dispatches']) {
      await knex.raw(
        `ALTER TABLE ${table} SET (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 1000)`,
      );
    }
    await knex.raw(LEAVE_TRACES);
  }

  await knex.schema.createTable('seeds', table => {
    table.comment('Seeders that have run, or began to, so that they run once');
    table.string('name', 64).primary();
    table
      .string('reset_id', 64)
      .comment(
        'Of the reset that wiped everything before; none at first start',
      );
    table.timestamp('seeded_at', { useTz: true, precision: 3 }).nullable();
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  if (knex.client.config.client.startsWith('pg')) {
    await knex.raw('DROP FUNCTION leave_traces');
  }
  await knex.schema.dropTable('seeds');
  await knex.schema.dropTable('outbox_dispatches');
  await knex.schema.dropTable('outbox_subscribers');
  await knex.schema.dropTable('outbox');
};
