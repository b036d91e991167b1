// @ts-check

/**
 * Adds what synchronised sources store: the parent and the state of an item at its source, the
 * states, accounts and worklogs of sources, and the progress of each synchronised project. The new
 * columns are nullable, so neither engine rewrites the table. The index is built from items with a
 * parent at their source; before this version, no item has one.
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
  /** @param {import('knex').Knex.CreateTableBuilder} table */
  const addSourceColumns = table => {
    table
      .uuid('workspace_id')
      .notNullable()
      .references('workspaces.id')
      .onDelete('CASCADE');
    table.string('source', 32).notNullable();
  };

  await knex.schema.alterTable('work_items', table => {
    table
      .string('external_parent_id', 255)
      .nullable()
      .comment('The id of the parent at the source, ingested or not');
    table
      .string('external_state', 255)
      .nullable()
      .comment('The normalised name of the state at the source');
  });
  // The items that wait for a parent, or lose it.
  await knex.raw(
    'CREATE INDEX work_items_external_parent_idx ON work_items (workspace_id, source, external_parent_id) WHERE deleted_at IS NULL AND external_parent_id IS NOT NULL',
  );
  // The items that move when a project maps a state of a source.
  await knex.raw(
    'CREATE INDEX work_items_external_state_idx ON work_items (project_id, source, external_state) WHERE deleted_at IS NULL AND external_state IS NOT NULL',
  );

  await knex.schema.createTable('work_source_states', table => {
    table.comment(
      'The states that sources have sent for a project, and the states that an admin maps them to',
    );
    table
      .uuid('project_id')
      .notNullable()
      .references('projects.id')
      .onDelete('CASCADE');
    table.string('source', 32).notNullable();
    table
      .string('sort_name', 255)
      .notNullable()
      .comment(
        'The normalised name: names that differ only in case are the same',
      );
    table.string('name', 100).notNullable();
    table.string('group', 16).notNullable();
    table
      .uuid('state_id')
      .nullable()
      .references('work_states.id')
      .comment('Null to choose the state automatically');
    table.primary(['project_id', 'source', 'sort_name']);
  });

  await knex.schema.createTable('work_source_accounts', table => {
    table.comment(
      'Accounts of sources that match no User by themselves, and the Users that an admin assigned',
    );
    addSourceColumns(table);
    table.string('account_key', 255).notNullable();
    table.string('name', 255).notNullable();
    table.string('user_ref', 255).nullable();
    addTimestamp(table, 'seen_at').notNullable();
    table.primary(['workspace_id', 'source', 'account_key']);
    // The personal data of a user.
    table.index(['user_ref'], 'work_source_accounts_user_idx');
  });

  await knex.schema.createTable('worklog_sources', table => {
    table.comment(
      'The worklogs of sources, and the worklogs created from them',
    );
    addSourceColumns(table);
    table.string('external_id', 255).notNullable();
    table
      .uuid('worklog_id')
      .nullable()
      .comment('Null once the source deleted it');
    // The time of the newest state that the source has reported, and a digest of that state.
    addTimestamp(table, 'external_updated_at').notNullable();
    table.string('external_digest', 64).notNullable();
    table.primary(['workspace_id', 'source', 'external_id']);
    // The worklogs of an item.
    table.index(['worklog_id'], 'worklog_sources_worklog_idx');
  });

  await knex.schema.createTable('work_source_projects', table => {
    table.comment(
      'The projects of sources, and the progress of reading them. Several entities can claim the same project',
    );
    addSourceColumns(table);
    table.string('entity_ref', 255).notNullable();
    table.string('name', 255).notNullable();
    table.string('url', 2048).nullable();
    addTimestamp(table, 'started_at').nullable();
    addTimestamp(table, 'active_at')
      .nullable()
      .comment('When the current run last made progress; null if none runs');
    addTimestamp(table, 'finished_at')
      .nullable()
      .comment('When a run last read everything');
    table.integer('done').nullable();
    table.integer('total').nullable();
    table.text('error').nullable();
    table
      .json('problems')
      .nullable()
      .comment('The newest items that could not be imported');
    addTimestamp(table, 'last_event_at').nullable();
    // By entity, because pages list the sources of a project.
    table.primary(['workspace_id', 'entity_ref', 'source', 'name']);
  });
};

/**
 * Drops the tables and columns. On SQLite, Knex would copy the whole table to drop a column.
 *
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  for (const name of [
    'work_source_projects',
    'worklog_sources',
    'work_source_accounts',
    'work_source_states',
  ]) {
    await knex.schema.dropTable(name);
  }
  await knex.raw('DROP INDEX work_items_external_state_idx');
  await knex.raw('DROP INDEX work_items_external_parent_idx');
  await knex.raw('ALTER TABLE work_items DROP COLUMN external_state');
  await knex.raw('ALTER TABLE work_items DROP COLUMN external_parent_id');
};
