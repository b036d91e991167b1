// @ts-check

/**
 * Creates the schedules by which dashboards are emailed.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  const isPostgres = knex.client.config.client.startsWith('pg');
  /**
   * @param {import('knex').Knex.CreateTableBuilder} table
   * @param {string} name
   */
  const addTimestamp = (table, name) =>
    table.timestamp(name, { useTz: true, precision: 3 });

  await knex.schema.createTable('dashboard_schedules', table => {
    table.comment('To whom dashboards are emailed, and when');
    table.uuid('id').primary();
    table
      .uuid('dashboard_id')
      .notNullable()
      .references('dashboards.id')
      .onDelete('CASCADE');
    table
      .specificType('recipient_refs', isPostgres ? 'jsonb' : 'text')
      .notNullable();
    table.string('created_by', 255).notNullable();
    table.string('frequency', 8).notNullable();
    table.smallint('weekday').nullable();
    table.smallint('day_of_month').nullable();
    table.smallint('hour').notNullable();
    table.string('timezone', 64).notNullable();
    table.string('format', 8).notNullable();
    table.boolean('is_enabled').notNullable();
    addTimestamp(table, 'next_at')
      .nullable()
      .comment('Null while the schedule is disabled');
    addTimestamp(table, 'last_sent_at').nullable();
    table.integer('version').notNullable();
    addTimestamp(table, 'created_at').notNullable();
    addTimestamp(table, 'updated_at').notNullable();
    addTimestamp(table, 'deleted_at').nullable();
  });
  // Lists the schedules of a dashboard.
  await knex.raw(
    'CREATE INDEX dashboard_schedules_list_idx ON dashboard_schedules (dashboard_id, id) WHERE deleted_at IS NULL',
  );
  // Counts the schedules that a user has created.
  await knex.raw(
    'CREATE INDEX dashboard_schedules_creator_idx ON dashboard_schedules (created_by) WHERE deleted_at IS NULL',
  );
  // Finds the due schedules, once a minute. Each sending updates next_at, and with it this index.
  await knex.raw(
    'CREATE INDEX dashboard_schedules_due_idx ON dashboard_schedules (next_at) WHERE next_at IS NOT NULL AND deleted_at IS NULL',
  );
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('dashboard_schedules');
};
