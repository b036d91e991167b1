// @ts-check

/**
 * The function that records a change: it inserts the activity entries into the log, and their
 * entries into the outbox. In a function, a connection plans the statements only once; planning
 * them takes longer than running them.
 */
const RECORD_ACTIVITY = `
  CREATE FUNCTION record_activity(activity_entries json, outbox_entries json) RETURNS void
  LANGUAGE plpgsql AS $$
  DECLARE
    blank activity;
  BEGIN
    blank.arrival := new_arrival();
    INSERT INTO activity SELECT * FROM json_populate_recordset(blank, activity_entries);
    INSERT INTO outbox
      (activity_id, batch_id, entity_key, stage, resource, resource_bytes, people, traceparent,
        created_at)
      SELECT activity_id, batch_id, entity_key, stage, resource, resource_bytes, people, traceparent,
        created_at
      FROM json_populate_recordset(NULL::outbox, outbox_entries);
  END
  $$`;

/**
 * Creates the outbox of committed changes, its subscribers, and the dispatches that failed or wait.
 * Changes and dispatches are deleted when they are done, so their tables stay small.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  const isPostgres = knex.client.config.client.startsWith('pg');

  const json = isPostgres ? 'json' : 'text';

  await knex.schema.createTable('outbox', table => {
    table
      .bigIncrements('seq')
      .comment(
        'Assigned while the changed row is locked, so that the changes of an entity are in order',
      );
    // The log contains the change, but not the resource at that time, nor the audience.
    table.uuid('activity_id').notNullable();
    table
      .uuid('batch_id')
      .comment(
        'The entries of a batch stay until all of them are dispatched to all subscribers',
      );
    table.specificType('resource', json).nullable();
    table.integer('resource_bytes').notNullable().defaultTo(0);
    table.specificType('people', json).nullable();
    table.string('entity_key', 512).notNullable();
    table.string('stage', 16).notNullable();
    table
      .text('traceparent')
      .comment('The W3C trace context of the change, if it was traced');
    table.timestamp('created_at', { useTz: true, precision: 3 }).notNullable();
    // The relay reads each stage in order.
    table.index(['stage', 'seq'], 'outbox_stage_idx');
  });

  await knex.schema.createTable('outbox_subscribers', table => {
    table.comment(
      'The subscribers to changes, with their states, shared by all replicas',
    );
    table.string('name', 64).primary();
    // 'inside' (transactional) or 'outside' (external).
    table.string('kind', 16).notNullable();
    for (const column of ['first_seen_at', 'last_seen_at']) {
      table.timestamp(column, { useTz: true, precision: 3 }).notNullable();
    }
    table
      .timestamp('failing_since', { useTz: true, precision: 3 })
      .comment('The start of the failures since the last success');
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
    // A copy from the outbox, to find earlier pending changes of the same entity.
    table.string('entity_key', 512).notNullable();
    // Also a copy from the outbox.
    table.uuid('batch_id');
    table.integer('attempts').notNullable();
    table.timestamp('first_failed_at', { useTz: true, precision: 3 });
    // Null once it is dead-lettered.
    table.timestamp('next_attempt_at', { useTz: true, precision: 3 });
    table.timestamp('dead_lettered_at', { useTz: true, precision: 3 });
    table.text('last_error').notNullable();
    table.primary(['seq', 'subscriber']);
  });
  const isWaiting = 'next_attempt_at IS NOT NULL';
  const partialIndexes = [
    // The next dispatches of a subscriber.
    ['next', 'subscriber, seq', isWaiting],
    // The earlier pending changes of an entity.
    ['waiting', 'entity_key, subscriber, seq', isWaiting],
    // Dispatches that wait for a retry. They are few: without this index, a plan that lacks
    // statistics could read all pending dispatches to find them.
    ['backoff', 'subscriber, entity_key', `attempts > 0 AND ${isWaiting}`],
    // The failed dispatches of a subscriber, by the time of their first failure.
    ['failing', 'subscriber, first_failed_at', 'first_failed_at IS NOT NULL'],
    // The list of dead-lettered dispatches.
    ['dead_lettered', 'seq, subscriber', 'dead_lettered_at IS NOT NULL'],
    // The pending dispatches of a batch.
    ['batch', 'batch_id', 'batch_id IS NOT NULL'],
  ];
  for (const [name, columns, condition] of partialIndexes) {
    await knex.raw(
      `CREATE INDEX outbox_dispatches_${name}_idx ON outbox_dispatches (${columns}) WHERE ${condition}`,
    );
  }

  // Finds entries that stayed only because others of their batch had pending dispatches.
  await knex.raw(
    "CREATE INDEX outbox_batch_idx ON outbox (batch_id, seq) WHERE batch_id IS NOT NULL AND stage = 'retrying'",
  );

  if (isPostgres) {
    // The tables have few live rows, but many dead ones. By default, autovacuum waits longer the
    // more rows a table has; a fixed threshold lets it remove dead rows early even during a
    // backlog.
    for (const table of ['outbox', 'outbox_dispatches']) {
      await knex.raw(
        `ALTER TABLE ${table} SET (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 1000)`,
      );
    }
    await knex.raw(RECORD_ACTIVITY);
  }

  await knex.schema.createTable('seeds', table => {
    table.comment(
      'Seeders that have started or finished, so that each runs only once',
    );
    table.string('name', 64).primary();
    table
      .string('reset_id', 64)
      .comment(
        'The id of the reset that deleted all data before; null at the first start',
      );
    table.timestamp('seeded_at', { useTz: true, precision: 3 }).nullable();
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  if (knex.client.config.client.startsWith('pg')) {
    await knex.raw('DROP FUNCTION record_activity');
  }
  await knex.schema.dropTable('seeds');
  await knex.schema.dropTable('outbox_dispatches');
  await knex.schema.dropTable('outbox_subscribers');
  await knex.schema.dropTable('outbox');
};
