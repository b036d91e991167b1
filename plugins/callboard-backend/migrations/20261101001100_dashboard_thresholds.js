// @ts-check

/**
 * Who follows dashboards, which widgets have thresholds, and which of these are
 * crossed for whom.
 *
 * New tables only, and one row for each widget that has thresholds: instant on
 * both engines, and safe to run by hand before deploying. Finding those widgets
 * reads all of them once: under a second for 100,000.
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

  await knex.schema.createTable('dashboard_subscriptions', table => {
    table.comment('Who follows dashboards, and which owners do not');
    table
      .uuid('dashboard_id')
      .notNullable()
      .references('dashboards.id')
      .onDelete('CASCADE');
    table.string('user_ref', 255).notNullable();
    table.string('level', 8).notNullable().comment('all or none');
    // Those of a dashboard, in order.
    table.primary(['dashboard_id', 'user_ref']);
  });

  // Beside the widgets, and not columns of theirs: it is written every minute, and
  // PostgreSQL would write all of a widget again.
  await knex.schema.createTable('threshold_checks', table => {
    table.comment('The widgets that have thresholds');
    table
      .uuid('widget_id')
      .primary()
      .references('dashboard_widgets.id')
      .onDelete('CASCADE');
    instant(table, 'due_at').notNullable();
    table
      .string('after_ref', 255)
      .nullable()
      .comment('The follower after whom it goes on; null from the first on');
  });
  // Those that are due: asked for every minute. Costs a write whenever one was.
  await knex.raw(
    'CREATE INDEX threshold_checks_due_idx ON threshold_checks (due_at)',
  );
  const has = isPostgres
    ? `config -> 'thresholds' -> 0 IS NOT NULL`
    : `json_extract(config, '$.thresholds[0]') IS NOT NULL`;
  await knex.raw(
    `INSERT INTO threshold_checks (widget_id, due_at)
     SELECT id, updated_at FROM dashboard_widgets
     WHERE deleted_at IS NULL AND ${has}`,
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
      .comment('In the thresholds of the widget, from 0 on');
    table
      .string('config_digest', 43)
      .notNullable()
      .comment('Of what the widget was then; it holds for that alone');
    // Those of some followers of a widget.
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
