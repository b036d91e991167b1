// @ts-check

/**
 * Creates the job queue. Jobs are deleted when they are done, so the table is small unless there is
 * a backlog.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  const isPostgres = knex.client.config.client.startsWith('pg');
  const json = isPostgres ? 'json' : 'text';
  const timestampOptions = { useTz: true, precision: 3 };

  await knex.schema.createTable('jobs', table => {
    table.bigIncrements('id').comment('Jobs of a FIFO group run in this order');
    table.string('queue', 64).notNullable();
    table.string('fifo_group', 512);
    table
      .string('job_group', 512)
      .notNullable()
      .comment(
        'Job groups take turns, and may have a limit of concurrent jobs; empty for none',
      );
    table.string('unique_key', 512);
    table.specificType('payload', json).notNullable();
    // 'behind' others of its FIFO group, 'ready', 'running' or 'dead_lettered'.
    table.string('state', 16).notNullable();
    table.timestamp('added_at', timestampOptions).notNullable();
    table.timestamp('due_at', timestampOptions).notNullable();
    table.integer('attempts').notNullable();
    // An interruption is no failure of the job, so it does not count as an attempt; but a job that
    // ends its process every time must be dead-lettered.
    table
      .integer('interruptions')
      .notNullable()
      .defaultTo(0)
      .comment('The number of consecutive runs whose process ended');
    table
      .integer('claims')
      .notNullable()
      .comment(
        'Grows with every claim and release, so that a worker that lost the job is recognised',
      );
    table.timestamp('leased_until', timestampOptions);
    table.timestamp('failed_at', timestampOptions);
    table.text('last_error');
    table
      .text('traceparent')
      .comment(
        'The W3C trace context in which the job was added, if that was traced',
      );
  });
  const indexes = [
    // The next jobs to claim, by job group.
    ['ready', 'queue, job_group, due_at, id', "state = 'ready'"],
    // The next job of a FIFO group.
    ['behind', 'queue, fifo_group, id', "state = 'behind'"],
    // Running jobs whose lease has ended.
    ['leases', 'queue, leased_until', "state = 'running'"],
    // The list of dead-lettered jobs, and their number per queue.
    ['dead_lettered', 'queue, id', "state = 'dead_lettered'"],
    // The failed jobs of a queue, and those that have been dead-lettered for long.
    ['failed', 'queue, failed_at', 'failed_at IS NOT NULL'],
    // The number of jobs that wait for a retry.
    ['retrying', 'queue, id', "failed_at IS NOT NULL AND state = 'ready'"],
  ];
  for (const [name, columns, condition] of indexes) {
    await knex.raw(
      `CREATE INDEX jobs_${name}_idx ON jobs (${columns}) WHERE ${condition}`,
    );
  }
  // Ensures that at most one job of a FIFO group is ready or running.
  await knex.raw(
    "CREATE UNIQUE INDEX jobs_fifo_group_idx ON jobs (queue, fifo_group) WHERE fifo_group IS NOT NULL AND state IN ('ready', 'running')",
  );
  await knex.raw(
    "CREATE UNIQUE INDEX jobs_key_idx ON jobs (queue, unique_key) WHERE unique_key IS NOT NULL AND state IN ('ready', 'behind')",
  );

  await knex.schema.createTable('fifo_group_wakeups', table => {
    table.comment('FIFO groups whose next job may be ready');
    table.bigIncrements('id');
    table.string('queue', 64).notNullable();
    table.string('fifo_group', 512).notNullable();
    table.index(['queue', 'id'], 'fifo_group_wakeups_queue_idx');
  });

  if (isPostgres) {
    // The tables have few live rows, but many dead ones. By default, autovacuum waits longer the
    // more rows a table has; a fixed threshold lets it remove dead rows early even during a
    // backlog.
    for (const table of ['jobs', 'fifo_group_wakeups']) {
      await knex.raw(
        `ALTER TABLE ${table} SET (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 1000)`,
      );
    }
  }
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('fifo_group_wakeups');
  await knex.schema.dropTable('jobs');
};
