// @ts-check

/**
 * Dashboards, their widgets, and whose favourites they are.
 *
 * New tables only: instant on both engines, and safe to run by hand before
 * deploying.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  const isPostgres = knex.client.config.client.startsWith('pg');
  const json = isPostgres ? 'json' : 'text';
  const ordered = isPostgres ? 'text COLLATE "C"' : 'text';
  /** @param {import('knex').Knex.CreateTableBuilder} table */
  const versioned = table => {
    table.integer('version').notNullable();
    for (const column of ['created_at', 'updated_at', 'deleted_at']) {
      const instant = table.timestamp(column, { useTz: true, precision: 3 });
      if (column !== 'deleted_at') {
        instant.notNullable();
      }
    }
  };

  await knex.schema.createTable('dashboards', table => {
    table.comment(
      'Boards of charts; locked by whoever changes what is on them',
    );
    table.uuid('id').primary();
    table
      .uuid('workspace_id')
      .notNullable()
      .references('workspaces.id')
      .onDelete('CASCADE');
    table.string('name', 255).notNullable();
    // Folded: names that differ in case or accents only are the same.
    table.specificType('sort_name', ordered).notNullable();
    table.text('description').nullable();
    table.string('owner_ref', 255).notNullable();
    table.string('access', 8).notNullable();
    table.boolean('is_default').notNullable();
    table.specificType('config', json).notNullable();
    versioned(table);
  });
  // The list of a workspace.
  await knex.raw(
    'CREATE INDEX dashboards_live_name_idx ON dashboards (workspace_id, sort_name, id) WHERE deleted_at IS NULL',
  );
  // Names are unique among the shared ones of a workspace, and among the private ones of a person: a name
  // that is taken must not tell of somebody else's private dashboard.
  await knex.raw(
    "CREATE UNIQUE INDEX dashboards_shared_name_idx ON dashboards (workspace_id, sort_name) WHERE access = 'shared' AND deleted_at IS NULL",
  );
  await knex.raw(
    "CREATE UNIQUE INDEX dashboards_private_name_idx ON dashboards (workspace_id, owner_ref, sort_name) WHERE access = 'private' AND deleted_at IS NULL",
  );
  // One default at most, and which it is.
  await knex.raw(
    'CREATE UNIQUE INDEX dashboards_default_idx ON dashboards (workspace_id) WHERE is_default AND deleted_at IS NULL',
  );

  await knex.schema.createTable('dashboard_widgets', table => {
    table.comment('The charts and texts of dashboards');
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
    versioned(table);
  });
  // Lists the widgets of a dashboard in order.
  await knex.raw(
    'CREATE INDEX dashboard_widgets_list_idx ON dashboard_widgets (dashboard_id, sort_order, id) WHERE deleted_at IS NULL',
  );

  await knex.schema.createTable('dashboard_favourites', table => {
    table.comment('Which dashboards people have made their favourites');
    table
      .uuid('dashboard_id')
      .notNullable()
      .references('dashboards.id')
      .onDelete('CASCADE');
    table.string('user_ref', 255).notNullable();
    // Whether a dashboard of a list is one of who asks.
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
