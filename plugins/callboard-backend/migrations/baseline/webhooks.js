// @ts-check

/**
 * Creates webhooks and the log of their requests: an event is stored once for all webhooks, a
 * delivery for each webhook, and an attempt for each request.
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
  const addTimestamps = (table, columns) =>
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
    addTimestamps(table, ['last_delivery_at', 'last_success_at']);
    table.text('secret').notNullable().comment('Encrypted');
    table.text('former_secret').comment('Encrypted');
    addTimestamps(table, ['former_secret_expires_at']);
    table.integer('version').notNullable();
    addTimestamps(table, ['created_at', 'updated_at']).forEach(each =>
      each.notNullable(),
    );
    addTimestamps(table, ['deleted_at']);
  });
  // Lists the webhooks of a workspace, and finds those that receive a change.
  await knex.raw(
    'CREATE INDEX webhooks_workspace_idx ON webhooks (workspace_id, id) WHERE deleted_at IS NULL',
  );

  await knex.schema.createTable('webhook_keys', table => {
    table.comment('The encryption key of the secrets, if none is configured');
    table.integer('id').primary();
    table.string('secret_key', 64).notNullable();
  });

  await knex.schema.createTable('webhook_events', table => {
    table.comment('The bodies of requests');
    table.uuid('id').primary().comment('The id of the change in the log');
    table.text('body').notNullable();
  });

  await knex.schema.createTable('webhook_deliveries', table => {
    table
      .bigIncrements('seq')
      .comment('The order in which the relay dispatches changes');
    table
      .uuid('id')
      .notNullable()
      .comment(
        'The value of the webhook-id header; begins with the time of the change',
      );
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
      .comment(
        'The number of all attempts; the column attempts is reset by a replay',
      );
    table.integer('attempts').notNullable();
    addTimestamps(table, ['next_attempt_at', 'last_attempt_at']);
    addTimestamps(table, ['first_attempt_at'])[0].comment(
      'The first attempt counted in attempts. If the delivery finally fails, the webhook is disabled unless one of its deliveries has succeeded since then',
    );
    table.integer('last_status_code');
    table.text('last_error');
    table.integer('last_duration_ms');
    table
      .text('traceparent')
      .comment(
        'The W3C trace context of the change or of the last replay, if it was traced',
      );
    addTimestamps(table, ['created_at'])[0].notNullable();
    // Each webhook gets a change only once.
    table.unique(['webhook_id', 'event_id'], {
      indexName: 'webhook_deliveries_event_idx',
    });
    // Finds a delivery by its id, and old ones to delete.
    table.unique(['id'], { indexName: 'webhook_deliveries_id_idx' });
    // The log of a webhook.
    table.index(['webhook_id', 'id'], 'webhook_deliveries_log_idx');
    // Finds bodies without deliveries.
    table.index(['event_id'], 'webhook_deliveries_body_idx');
  });
  const partialIndexes = [
    // The next deliveries of a webhook.
    ['due', 'webhook_id, next_attempt_at, seq', "status = 'pending'"],
    // The earlier deliveries about the same entity that a delivery has to wait for.
    [
      'ahead',
      'webhook_id, entity_id, seq',
      "status = 'pending' AND attempts < 2",
    ],
    // The failed deliveries of a webhook.
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
    addTimestamps(table, ['started_at'])[0].notNullable();
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
    // Half of the rows change within a second after they are inserted. By default, autovacuum waits
    // until a fifth of the table has changed, which holds the deliveries of a month.
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
