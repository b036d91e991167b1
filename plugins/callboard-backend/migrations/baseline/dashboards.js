// @ts-check

/**
 * Creates dashboards, their widgets, and the favourites of users.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  const isPostgres = knex.client.config.client.startsWith('pg');
  const json = isPostgres ? 'json' : 'text';
  const ordered = isPostgres ? 'text COLLATE "C"' : 'text';
  /** @param {import('knex').Knex.CreateTableBuilder} table */
  const addVersionColumns = table => {
    table.integer('version').notNullable();
    for (const column of ['created_at', 'updated_at', 'deleted_at']) {
      const timestamp = table.timestamp(column, { useTz: true, precision: 3 });
      if (column !== 'deleted_at') {
        timestamp.notNullable();
      }
    }
  };

  await knex.schema.createTable('dashboards', table => {
    table.comment('Dashboards; changes of their widgets lock this row');
    table.uuid('id').primary();
    table
      .uuid('workspace_id')
      .notNullable()
      .references('workspaces.id')
      .onDelete('CASCADE');
    table.string('name', 255).notNullable();
    // Normalised: names that differ only in case or accents are the same.
    table.specificType('sort_name', ordered).notNullable();
    table.text('description').nullable();
    table.string('owner_ref', 255).notNullable();
    table.string('access', 8).notNullable();
    table.boolean('is_default').notNullable();
    table.specificType('config', json).notNullable();
    addVersionColumns(table);
  });
  // The list of a workspace.
  await knex.raw(
    'CREATE INDEX dashboards_live_name_idx ON dashboards (workspace_id, sort_name, id) WHERE deleted_at IS NULL',
  );
  // Names are unique among the shared dashboards of a workspace, and among the private dashboards
  // of a user: a conflict must not reveal another user's private dashboard.
  await knex.raw(
    "CREATE UNIQUE INDEX dashboards_shared_name_idx ON dashboards (workspace_id, sort_name) WHERE access = 'shared' AND deleted_at IS NULL",
  );
  await knex.raw(
    "CREATE UNIQUE INDEX dashboards_private_name_idx ON dashboards (workspace_id, owner_ref, sort_name) WHERE access = 'private' AND deleted_at IS NULL",
  );
  // Allows at most one default dashboard per workspace, and finds it.
  await knex.raw(
    'CREATE UNIQUE INDEX dashboards_default_idx ON dashboards (workspace_id) WHERE is_default AND deleted_at IS NULL',
  );

  await knex.schema.createTable('dashboard_widgets', table => {
    table.comment('The widgets of dashboards: charts and texts');
    table.uuid('id').primary();
    table
      .uuid('dashboard_id')
      .notNullable()
      .references('dashboards.id')
      .onDelete('CASCADE');
    table.string('widget_type', 32).notNullable();
    table.string('title', 255).notNullable();
    table.specificType('config', json).notNullable();
    table.double('sort_order').notNullable();
    table.specificType('size', json).notNullable();
    addVersionColumns(table);
  });
  // Lists the widgets of a dashboard in order.
  await knex.raw(
    'CREATE INDEX dashboard_widgets_list_idx ON dashboard_widgets (dashboard_id, sort_order, id) WHERE deleted_at IS NULL',
  );

  await knex.schema.createTable('dashboard_favourites', table => {
    table.comment('The favourite dashboards of users');
    table
      .uuid('dashboard_id')
      .notNullable()
      .references('dashboards.id')
      .onDelete('CASCADE');
    table.string('user_ref', 255).notNullable();
    // Finds out which dashboards of a list are favourites of the caller.
    table.primary(['dashboard_id', 'user_ref']);
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  for (const table of [
    'dashboard_favourites',
    'dashboard_widgets',
    'dashboards',
  ]) {
    await knex.schema.dropTable(table);
  }
};
