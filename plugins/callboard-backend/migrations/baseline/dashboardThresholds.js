// @ts-check

/**
 * Creates the followers of dashboards, the widgets that have thresholds, and the crossed thresholds
 * of each follower.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  /**
   * @param {import('knex').Knex.CreateTableBuilder} table
   * @param {string} name
   */
  const addTimestamp = (table, name) =>
    table.timestamp(name, { useTz: true, precision: 3 });

  await knex.schema.createTable('dashboard_subscriptions', table => {
    table.comment(
      'Who follows a dashboard or opted out; without a row, only the owner follows it',
    );
    table
      .uuid('dashboard_id')
      .notNullable()
      .references('dashboards.id')
      .onDelete('CASCADE');
    table.string('user_ref', 255).notNullable();
    table.string('level', 8).notNullable().comment('all or none');
    // Lists the followers of a dashboard in the order of their references.
    table.primary(['dashboard_id', 'user_ref']);
  });

  // A separate table rather than columns of dashboard_widgets: due_at changes every minute, and
  // PostgreSQL would rewrite the whole row of the widget each time.
  await knex.schema.createTable('threshold_checks', table => {
    table.comment('The widgets that have thresholds');
    table
      .uuid('widget_id')
      .primary()
      .references('dashboard_widgets.id')
      .onDelete('CASCADE');
    addTimestamp(table, 'due_at').notNullable();
    table
      .string('after_ref', 255)
      .nullable()
      .comment(
        'The last follower checked so far; null if the check starts with the first',
      );
  });
  // Finds the due checks, once a minute. Each check updates due_at, and with it this index.
  await knex.raw(
    'CREATE INDEX threshold_checks_due_idx ON threshold_checks (due_at)',
  );

  await knex.schema.createTable('crossed_thresholds', table => {
    table.comment('The thresholds that are crossed, for each follower');
    table
      .uuid('widget_id')
      .notNullable()
      .references('threshold_checks.widget_id')
      .onDelete('CASCADE');
    table.string('user_ref', 255).notNullable();
    table
      .smallint('position')
      .notNullable()
      .comment('The index among the thresholds of the widget, from 0');
    table
      .string('config_digest', 43)
      .notNullable()
      .comment(
        'A digest of the widget type, the configuration and the limit; the row is ignored once these differ',
      );
    // Finds the crossed thresholds of some followers of a widget.
    table.primary(['widget_id', 'user_ref', 'position']);
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  for (const table of [
    'crossed_thresholds',
    'threshold_checks',
    'dashboard_subscriptions',
  ]) {
    await knex.schema.dropTable(table);
  }
};
