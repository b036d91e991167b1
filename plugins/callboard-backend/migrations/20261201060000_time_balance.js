// @ts-check

/**
 * Adds adjustments of overtime balances, leave entitlements, and the work schedules of earlier
 * days. The new tables are empty, so the migration is instant on either engine. `time_people` keeps
 * the current schedules, which the previous version continues to read and change.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  const json = knex.client.config.client.startsWith('pg') ? 'jsonb' : 'text';
  /**
   * @param {import('knex').Knex.TableBuilder} table
   * @param {string} name
   */
  const addTimestamp = (table, name) =>
    table.timestamp(name, { useTz: true, precision: 3 });
  /** @param {import('knex').Knex.TableBuilder} table */
  const addWorkspaceColumn = table =>
    table
      .uuid('workspace_id')
      .notNullable()
      .references('workspaces.id')
      .onDelete('CASCADE');

  await knex.schema.createTable('past_work_schedules', table => {
    table.comment(
      'Work schedules that applied until a day; `time_people` has the current ones',
    );
    addWorkspaceColumn(table);
    table.string('user_ref', 255).notNullable();
    table.string('last_day', 10).notNullable();
    table
      .specificType('minutes_per_weekday', json)
      .nullable()
      .comment('Monday first; null for the default of the workspace');
    // The schedules of people since a day.
    table.primary(['workspace_id', 'user_ref', 'last_day']);
  });

  await knex.schema.createTable('time_adjustments', table => {
    table.comment('Corrections of the overtime balances of people');
    table.uuid('id').primary();
    addWorkspaceColumn(table);
    table.string('member_id', 255).notNullable();
    table.string('date', 10).notNullable();
    table.integer('minutes').notNullable();
    table.text('reason').notNullable();
    table.string('created_by', 255).notNullable();
    addTimestamp(table, 'created_at').notNullable();
    // The balances of people, and their adjustments.
    table.index(
      ['workspace_id', 'member_id', 'date'],
      'time_adjustments_member_idx',
    );
    // The adjustments of a workspace, latest first.
    table.index(['workspace_id', 'date', 'id'], 'time_adjustments_list_idx');
  });

  await knex.schema.createTable('leave_entitlements', table => {
    table.comment('The days of leave of people per kind and calendar year');
    table.uuid('id').primary();
    addWorkspaceColumn(table);
    table.string('member_id', 255).notNullable();
    table.string('kind', 32).notNullable();
    table.integer('year').notNullable();
    table.decimal('days', 5, 2).notNullable();
    table.integer('version').notNullable();
    addTimestamp(table, 'created_at').notNullable();
    addTimestamp(table, 'updated_at').notNullable();
    // The entitlements of people in a year.
    table.unique(['workspace_id', 'member_id', 'year', 'kind'], {
      indexName: 'leave_entitlements_member_idx',
    });
    // The entitlements of a workspace, newest first.
    table.index(['workspace_id', 'id'], 'leave_entitlements_list_idx');
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('leave_entitlements');
  await knex.schema.dropTable('time_adjustments');
  await knex.schema.dropTable('past_work_schedules');
};
