// @ts-check

/**
 * Webhooks, and the log of what was sent to them: an event once, however many
 * webhooks it goes to; a delivery for each webhook; a try for each request.
 *
 * New tables only: instant on both engines, and safe to run by hand before
 * deploying.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  const isPostgres = knex.client.config.client.startsWith('pg');
  const json = isPostgres ? 'json' : 'text';
  /**
   * @param {import('knex').Knex.CreateTableBuilder} table
   * @param {string[]} columns
   */
  const instants = (table, columns) =>
    columns.map(column =>
      table.timestamp(column, { useTz: true, precision: 3 }),
    );

  await knex.schema.createTable('webhooks', table => {
    table.uuid('id').primary();
    table
      .uuid('workspace_id')
      .notNullable()
      .references('workspaces.id')
      .onDelete('CASCADE');
    table.string('name', 255).notNullable();
    table.string('url', 2048).notNullable();
    table.specificType('event_types', json).notNullable();
    table.boolean('is_active').notNullable();
    table.text('description');
    table.string('disabled_reason', 16);
    table.integer('consecutive_failures').notNullable().defaultTo(0);
    instants(table, ['last_delivery_at', 'last_success_at']);
    table.text('secret').notNullable().comment('Encrypted');
    table.text('former_secret').comment('Encrypted');
    instants(table, ['former_secret_expires_at']);
    table.integer('version').notNullable();
    instants(table, ['created_at', 'updated_at']).forEach(each =>
      each.notNullable(),
    );
    instants(table, ['deleted_at']);
  });
  // The list, and who hears of a change.
  await knex.raw(
    'CREATE INDEX webhooks_workspace_idx ON webhooks (workspace_id, id) WHERE deleted_at IS NULL',
  );

  await knex.schema.createTable('webhook_keys', table => {
    table.comment('The key of the secrets where none is configured');
    table.integer('id').primary();
    table.string('secret_key', 64).notNullable();
  });

  await knex.schema.createTable('webhook_events', table => {
    table.comment('The bodies of requests');
    table.uuid('id').primary().comment('Of the change in the log');
    table.text('body').notNullable();
  });

  await knex.schema.createTable('webhook_deliveries', table => {
    table
      .bigIncrements('seq')
      .comment('In the order in which the relay hands changes on');
    table
      .uuid('id')
      .notNullable()
      .comment('The webhook-id; begins with the moment of the change');
    table
      .uuid('webhook_id')
      .notNullable()
      .references('webhooks.id')
      .onDelete('CASCADE');
    table.uuid('event_id').notNullable().references('webhook_events.id');
    table.string('type', 128).notNullable();
    table.uuid('entity_id').notNullable();
    table.string('entity_label', 512);
    table.string('status', 16).notNullable();
    table
      .integer('try_count')
      .notNullable()
      .comment('All there have ever been; attempts begin again with a replay');
    table.integer('attempts').notNullable();
    instants(table, ['next_attempt_at', 'last_attempt_at']);
    instants(table, ['first_attempt_at'])[0].comment(
      'Of the attempts: a success of the webhook after it counts in its favour',
    );
    table.integer('last_status_code');
    table.text('last_error');
    table.integer('last_duration_ms');
    instants(table, ['created_at'])[0].notNullable();
    // Each change to each webhook once.
    table.unique(['webhook_id', 'event_id'], {
      indexName: 'webhook_deliveries_event_idx',
    });
    // By id, and those that are old.
    table.unique(['id'], { indexName: 'webhook_deliveries_id_idx' });
    // The log.
    table.index(['webhook_id', 'id'], 'webhook_deliveries_log_idx');
    // Bodies that nobody needs any more.
    table.index(['event_id'], 'webhook_deliveries_body_idx');
  });
  const partialIndexes = [
    // What is to be sent next.
    ['due', 'webhook_id, next_attempt_at, seq', "status = 'pending'"],
    // What has to wait behind an earlier one about the same thing.
    [
      'ahead',
      'webhook_id, entity_id, seq',
      "status = 'pending' AND attempts < 2",
    ],
    // The log of what failed.
    ['failed', 'webhook_id, id', "status = 'failed'"],
  ];
  for (const [name, columns, condition] of partialIndexes) {
    await knex.raw(
      `CREATE INDEX webhook_deliveries_${name}_idx ON webhook_deliveries (${columns}) WHERE ${condition}`,
    );
  }

  await knex.schema.createTable('webhook_attempts', table => {
    table.uuid('delivery_id').notNullable();
    table.integer('number').notNullable();
    instants(table, ['started_at'])[0].notNullable();
    table.integer('duration_ms').notNullable();
    table.string('url', 2048).notNullable();
    table.specificType('request_headers', json).notNullable();
    table.integer('status_code');
    table.specificType('response_headers', json);
    table.text('response_body');
    table.text('error');
    table.primary(['delivery_id', 'number']);
  });

  if (isPostgres) {
    // Half of the rows change within a second of being made: the default waits
    // for a fifth of a table that is kept for a month.
    await knex.raw(
      'ALTER TABLE webhook_deliveries SET (autovacuum_vacuum_scale_factor = 0.01, autovacuum_vacuum_threshold = 5000)',
    );
  }
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  for (const table of [
    'webhook_attempts',
    'webhook_deliveries',
    'webhook_events',
    'webhook_keys',
    'webhooks',
  ]) {
    await knex.schema.dropTable(table);
  }
};
