// @ts-check
const { createSearchIndex } = require('./createSearchIndex');

/**
 * Creates time tracking: worklogs, their approval, timers, and working times.
 *
 * On PostgreSQL, the search of descriptions uses the extension pg_trgm, like the staff search.
 * Without it, search works without the index.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  const isPostgres = knex.client.config.client.startsWith('pg');
  const json = isPostgres ? 'jsonb' : 'text';
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
  /** @param {import('knex').Knex.TableBuilder} table */
  const addVersionColumns = table => {
    table.integer('version').notNullable();
    addTimestamp(table, 'created_at').notNullable();
    addTimestamp(table, 'updated_at').notNullable();
  };

  await knex.schema.createTable('worklogs', table => {
    table.comment('Time that people spent on work items');
    table.uuid('id').primary();
    addWorkspaceColumn(table);
    table.uuid('project_id').notNullable().references('projects.id');
    table.uuid('work_item_id').notNullable().references('work_items.id');
    table.string('logged_by', 255).notNullable();
    table
      .uuid('department_id')
      .nullable()
      .comment('The department of the person on that day');
    table.integer('duration_minutes').notNullable();
    table.text('description').nullable();
    table
      .text('search_text')
      .notNullable()
      .comment('The normalised description');
    table.string('logged_at', 10).notNullable();
    addTimestamp(table, 'started_at').nullable();
    table.boolean('is_billable').notNullable();
    table.string('activity_type', 32).nullable();
    table.string('source', 16).notNullable();
    table
      .string('external_digest', 64)
      .nullable()
      .comment('A digest of the row of the file from which it was imported');
    addVersionColumns(table);
    addTimestamp(table, 'deleted_at').nullable();
  });
  // Sums are computed from the indexes alone, because each contains the columns that summaries
  // group by.
  const summed =
    'logged_by, work_item_id, duration_minutes, is_billable, activity_type, department_id';
  /** @type {Record<string, [keys: string, covered: string]>} */
  const indexes = {
    // The worklogs of an item, and their total.
    item: ['work_item_id, logged_at, id', 'logged_by, duration_minutes'],
    // Lists and summaries of a project.
    project: ['project_id, logged_at, id', `workspace_id, ${summed}`],
    // Lists and summaries of a workspace.
    workspace: ['workspace_id, logged_at, id', `project_id, ${summed}`],
    // The timesheets of people, their worklogs of a day, and their capacity.
    member: [
      'workspace_id, logged_by, logged_at, id',
      'project_id, work_item_id, duration_minutes',
    ],
    // Lists in the order of creation.
    created: ['workspace_id, id', 'project_id, logged_by'],
  };
  for (const [name, [keys, covered]] of Object.entries(indexes)) {
    await knex.raw(
      `CREATE INDEX worklogs_${name}_idx ON worklogs ${
        isPostgres ? `(${keys}) INCLUDE (${covered})` : `(${keys}, ${covered})`
      } WHERE deleted_at IS NULL`,
    );
  }
  // Finds out whether a row of a file was imported before.
  await knex.raw(
    'CREATE INDEX worklogs_digest_idx ON worklogs (workspace_id, external_digest) WHERE deleted_at IS NULL AND external_digest IS NOT NULL',
  );
  if (isPostgres) {
    await indexSearch(knex);
  }

  await knex.schema.createTable('time_people', table => {
    table.comment(
      'People who log time in a workspace; changes of their time lock this row',
    );
    addWorkspaceColumn(table);
    table.string('user_ref', 255).notNullable();
    table
      .specificType('minutes_per_weekday', json)
      .nullable()
      .comment('Monday first; null for the default of the workspace');
    table.uuid('id').notNullable();
    addVersionColumns(table);
    table.primary(['workspace_id', 'user_ref']);
  });

  await knex.schema.createTable('time_periods', table => {
    table.comment(
      'Weeks or months of people that have been submitted at least once',
    );
    table.uuid('id').primary();
    addWorkspaceColumn(table);
    table.string('member_id', 255).notNullable();
    table.string('week_start', 10).notNullable();
    table.string('week_end', 10).notNullable();
    table.string('status', 16).notNullable();
    addTimestamp(table, 'submitted_at').nullable();
    table.string('decided_by', 255).nullable();
    addTimestamp(table, 'decided_at').nullable();
    table.text('reason').nullable();
    addVersionColumns(table);
    // The period of a day, and the periods of a person in order. A week and a month can begin on
    // the same day.
    table.unique(['workspace_id', 'member_id', 'week_start', 'week_end'], {
      indexName: 'time_periods_member_idx',
    });
    // The periods of a workspace.
    table.index(['workspace_id', 'week_start', 'id'], 'time_periods_list_idx');
    // The periods of a status, such as those that wait for approval.
    table.index(
      ['workspace_id', 'status', 'week_start', 'id'],
      'time_periods_status_idx',
    );
  });
  await knex.schema.createTable('time_period_steps', table => {
    table.comment('The submissions of periods, and the decisions about them');
    table.uuid('id').primary();
    table
      .uuid('period_id')
      .notNullable()
      .references('time_periods.id')
      .onDelete('CASCADE');
    table.string('action', 16).notNullable();
    table.string('actor_ref', 255).notNullable();
    table.text('reason').nullable();
    table
      .specificType('content', json)
      .notNullable()
      .comment('The worklogs of the period at that time: item, day, minutes');
    addTimestamp(table, 'created_at').notNullable();
    table.index(['period_id', 'id'], 'time_period_steps_period_idx');
  });

  await knex.schema.createTable('holidays', table => {
    table.comment('Days with other expected minutes than usual in a workspace');
    table.uuid('id').primary();
    addWorkspaceColumn(table);
    table.string('date', 10).notNullable();
    table.string('name', 255).notNullable();
    table.integer('minutes').notNullable();
    addTimestamp(table, 'created_at').notNullable();
    addTimestamp(table, 'deleted_at').nullable();
  });
  await knex.raw(
    'CREATE UNIQUE INDEX holidays_live_date_idx ON holidays (workspace_id, date, name) WHERE deleted_at IS NULL',
  );
  await knex.schema.createTable('time_off', table => {
    table.comment('Days on which people work less or not at all');
    table.uuid('id').primary();
    addWorkspaceColumn(table);
    table.string('member_id', 255).notNullable();
    table.string('date_from', 10).notNullable();
    table.string('date_to', 10).notNullable();
    table.integer('minutes_per_day').nullable();
    table.string('kind', 32).notNullable();
    table.string('created_by', 255).notNullable();
    addTimestamp(table, 'created_at').notNullable();
    addTimestamp(table, 'deleted_at').nullable();
  });
  // The time off of a person, and of a workspace in a date range: it must end on or after the first
  // day.
  await knex.raw(
    'CREATE INDEX time_off_member_idx ON time_off (workspace_id, member_id, date_to) WHERE deleted_at IS NULL',
  );
  await knex.raw(
    'CREATE INDEX time_off_list_idx ON time_off (workspace_id, date_from, id) WHERE deleted_at IS NULL',
  );

  await knex.schema.createTable('timers', table => {
    table.comment('Running timers, at most one per user');
    table.string('user_ref', 255).primary();
    table.uuid('id').notNullable();
    addWorkspaceColumn(table);
    table.uuid('project_id').notNullable().references('projects.id');
    table.uuid('work_item_id').notNullable().references('work_items.id');
    addTimestamp(table, 'started_at').notNullable();
    table.text('description').nullable();
    table.boolean('is_billable').notNullable();
    addVersionColumns(table);
    // Finds timers that run for too long.
    table.index(['started_at'], 'timers_started_idx');
  });
  await knex.schema.createTable('unlogged_times', table => {
    table.comment('The time of stopped timers that could not be logged');
    table.uuid('id').primary();
    table.string('user_ref', 255).notNullable();
    addWorkspaceColumn(table);
    table.uuid('project_id').notNullable().references('projects.id');
    table.uuid('work_item_id').notNullable().references('work_items.id');
    table.string('date', 10).notNullable();
    addTimestamp(table, 'started_at').notNullable();
    addTimestamp(table, 'ended_at').notNullable();
    table.integer('minutes').notNullable();
    table.text('description').nullable();
    table.boolean('is_billable').notNullable();
    table.text('reason').notNullable();
    addTimestamp(table, 'created_at').notNullable();
    table.index(['user_ref', 'date'], 'unlogged_times_user_idx');
  });
  await knex.schema.createTable('time_dismissals', table => {
    table.comment('Suggestions that users have dismissed');
    table.string('user_ref', 255).notNullable();
    table.string('date', 10).notNullable();
    table.string('suggestion_id', 64).notNullable();
    table.primary(['user_ref', 'date', 'suggestion_id']);
  });
  // The items and comments that a user created in another source on a day, to suggest worklogs.
  await knex.raw(
    "CREATE INDEX work_items_imported_idx ON work_items (created_by, created_at) WHERE source <> 'callboard'",
  );
  await knex.raw(
    "CREATE INDEX work_item_comments_imported_idx ON work_item_comments (author_ref, created_at) WHERE source <> 'callboard'",
  );
  await knex.schema.createTable('calendar_feeds', table => {
    table.comment('Tokens of the calendar feeds of users');
    table.string('user_ref', 255).primary();
    table.uuid('id').notNullable();
    table.string('token_hash', 64).notNullable().unique();
    addTimestamp(table, 'created_at').notNullable();
  });
  await knex.schema.createTable('time_reminders', table => {
    table.comment('The last day for which a user was checked for a reminder');
    addWorkspaceColumn(table);
    table.string('user_ref', 255).notNullable();
    table.string('date', 10).notNullable();
    table.primary(['workspace_id', 'user_ref']);
  });
};

/**
 * Lets `LIKE '%part%'` of a description use an index.
 *
 * @param {import('knex').Knex} knex
 */
async function indexSearch(knex) {
  await createSearchIndex(knex, {
    name: 'worklogs_search_idx',
    on: operatorClass =>
      `worklogs USING gin (search_text ${operatorClass}) WHERE deleted_at IS NULL AND search_text <> ''`,
  });
}

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  const tables = [
    'time_reminders',
    'calendar_feeds',
    'time_dismissals',
    'unlogged_times',
    'timers',
    'time_off',
    'holidays',
    'time_period_steps',
    'time_periods',
    'time_people',
    'worklogs',
  ];
  for (const table of tables) {
    await knex.schema.dropTable(table);
  }
  await knex.raw('DROP INDEX work_items_imported_idx');
  await knex.raw('DROP INDEX work_item_comments_imported_idx');
};
