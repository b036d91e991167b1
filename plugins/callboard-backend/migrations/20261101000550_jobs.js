// @ts-check

/**
 * The work that waits or is under way. Jobs leave the table when they are done,
 * so it is small unless something is behind.
 *
 * New tables only: instant on both engines, and safe to run by hand before
 * deploying.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  const isPostgres = knex.client.config.client.startsWith('pg');
  const json = isPostgres ? 'json' : 'text';
  const instant = { useTz: true, precision: 3 };

  await knex.schema.createTable('jobs', table => {
    table.bigIncrements('id').comment('Jobs of a FIFO group run in this order');
    table.string('queue', 64).notNullable();
    table.string('fifo_group', 512);
    table
      .string('job_group', 512)
      .notNullable()
      .comment('Groups take turns, and may be bounded; empty for none');
    table.string('unique_key', 512);
    table.specificType('payload', json).notNullable();
    // 'behind' others of its FIFO group, 'ready', 'running' or 'dead_lettered'.
    table.string('state', 16).notNullable();
    table.timestamp('added_at', instant).notNullable();
    table.timestamp('due_at', instant).notNullable();
    table.integer('attempts').notNullable();
    table
      .integer('claims')
      .notNullable()
      .comment(
        'Tells who has it from who had it: it grows whenever that changes',
      );
    table.timestamp('leased_until', instant);
    table.timestamp('failed_at', instant);
    table.text('last_error');
  });
  const indexes = [
    // What is claimed next, group by group.
    ['ready', 'queue, job_group, due_at, id', "state = 'ready'"],
    // What comes next in a FIFO group.
    ['behind', 'queue, fifo_group, id', "state = 'behind'"],
    // What nobody works on any more.
    ['leases', 'queue, leased_until', "state = 'running'"],
    // The list of what is set aside, and how many of a queue.
    ['dead_lettered', 'queue, id', "state = 'dead_lettered'"],
    // How a queue fails, and what has been set aside for long.
    ['failed', 'queue, failed_at', 'failed_at IS NOT NULL'],
    // How many are tried again, beside all that wait or are set aside.
    ['retrying', 'queue, id', "failed_at IS NOT NULL AND state = 'ready'"],
  ];
  for (const [name, columns, condition] of indexes) {
    await knex.raw(
      `CREATE INDEX jobs_${name}_idx ON jobs (${columns}) WHERE ${condition}`,
    );
  }
  // One job of a FIFO group at a time, whatever the program thinks.
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
    // Rows come and go, many times as many as there are at a time. By default
    // the more of them wait, the later the remains of the others are cleared
    // away.
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
