// @ts-check

/**
 * To whom dashboards are mailed, and when.
 *
 * A new table only: instant on both engines, and safe to run by hand before
 * deploying.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  const isPostgres = knex.client.config.client.startsWith('pg');
  /**
   * @param {import('knex').Knex.CreateTableBuilder} table
   * @param {string} name
   */
  const instant = (table, name) =>
    table.timestamp(name, { useTz: true, precision: 3 });

  await knex.schema.createTable('dashboard_schedules', table => {
    table.comment('To whom dashboards are mailed, and when');
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
    instant(table, 'next_at').nullable().comment('Null while it is off');
    instant(table, 'last_sent_at').nullable();
    table.integer('version').notNullable();
    instant(table, 'created_at').notNullable();
    instant(table, 'updated_at').notNullable();
    instant(table, 'deleted_at').nullable();
  });
  // Lists those of a dashboard.
  await knex.raw(
    'CREATE INDEX dashboard_schedules_list_idx ON dashboard_schedules (dashboard_id, id) WHERE deleted_at IS NULL',
  );
  // Counts those that somebody has made.
  await knex.raw(
    'CREATE INDEX dashboard_schedules_creator_idx ON dashboard_schedules (created_by) WHERE deleted_at IS NULL',
  );
  // Those that are due: asked for every minute, and mostly none. Costs a write
  // whenever one was due.
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
