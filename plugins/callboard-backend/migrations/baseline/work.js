// @ts-check
const { createSearchIndex } = require('./createSearchIndex');

/**
 * Creates work items, with states and their history, labels, cycles, modules, comments, and the
 * progress of reminders of due dates.
 *
 * On PostgreSQL, the search of titles uses the extensions pg_trgm, like the staff search, and
 * btree_gin. Without them, search works without the index.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  const isPostgres = knex.client.config.client.startsWith('pg');
  const ordered = isPostgres ? 'text COLLATE "C"' : 'text';
  /**
   * @param {import('knex').Knex.CreateTableBuilder} table
   * @param {string} name
   */
  const addTimestamp = (table, name) =>
    table.timestamp(name, { useTz: true, precision: 3 });
  /** @param {import('knex').Knex.CreateTableBuilder} table */
  const addProjectColumns = table => {
    table.uuid('id').primary();
    table
      .uuid('workspace_id')
      .notNullable()
      .references('workspaces.id')
      .onDelete('CASCADE');
    table
      .uuid('project_id')
      .notNullable()
      .references('projects.id')
      .onDelete('CASCADE');
  };
  /** @param {import('knex').Knex.CreateTableBuilder} table */
  const addVersionColumns = table => {
    table.integer('version').notNullable();
    addTimestamp(table, 'created_at').notNullable();
    addTimestamp(table, 'updated_at').notNullable();
    addTimestamp(table, 'deleted_at').nullable();
  };
  /**
   * @param {string} name
   * @param {string} comment
   * @param {(table: import('knex').Knex.CreateTableBuilder) => void} columns
   */
  const createSettings = async (name, comment, columns) => {
    await knex.schema.createTable(name, table => {
      table.comment(comment);
      addProjectColumns(table);
      table.string('name', 100).notNullable();
      // Normalised: names that differ only in case or accents are the same.
      table.specificType('sort_name', ordered).notNullable();
      columns(table);
      addVersionColumns(table);
    });
    // The list of a project. Its names are unique among the rows that are not deleted.
    await knex.raw(
      `CREATE UNIQUE INDEX ${name}_live_name_idx ON ${name} (project_id, sort_name) WHERE deleted_at IS NULL`,
    );
  };

  await knex.schema.createTable('project_counters', table => {
    table.comment(
      'The number of the newest item of a project. Changes of the settings of a project lock this row',
    );
    table
      .uuid('project_id')
      .primary()
      .references('projects.id')
      .onDelete('CASCADE');
    table.integer('last_number').notNullable();
  });

  await createSettings('work_states', 'The steps of a workflow', table => {
    table.string('color', 7).notNullable();
    table.string('group', 16).notNullable();
    table.double('sequence').notNullable();
  });
  await createSettings('work_labels', 'Labels of work items', table => {
    table.string('color', 7).notNullable();
  });
  await createSettings(
    'work_cycles',
    'Periods of time, such as sprints',
    table => {
      table.text('description').nullable();
      table.string('start_date', 10).nullable();
      table.string('end_date', 10).nullable();
    },
  );
  await createSettings('work_modules', 'Parts of a project', table => {
    table.text('description').nullable();
    table.string('start_date', 10).nullable();
    table.string('target_date', 10).nullable();
    table.string('lead_ref', 255).nullable();
  });

  await knex.schema.createTable('work_items', table => {
    table.comment(
      'Work items, which have a state and assignees, and on which people log time',
    );
    addProjectColumns(table);
    table.integer('number').notNullable();
    table.string('title', 512).notNullable();
    table.specificType('search_text', ordered).notNullable();
    table.text('description').nullable();
    table.uuid('state_id').notNullable().references('work_states.id');
    // From 0 (urgent) to 4 (none), so that sorting by it lists urgent items first.
    table.smallint('priority').notNullable();
    table.double('estimate_points').nullable();
    table.integer('estimate_time').nullable();
    table.uuid('cycle_id').nullable().references('work_cycles.id');
    table.uuid('module_id').nullable().references('work_modules.id');
    table.string('start_date', 10).nullable();
    table.string('target_date', 10).nullable();
    table.uuid('parent_id').nullable().references('work_items.id');
    table.double('sort_order').notNullable();
    table.string('created_by', 255).notNullable();
    addTimestamp(table, 'started_at')
      .nullable()
      .comment('When the item first entered a started state; null if unknown');
    addTimestamp(table, 'completed_at').nullable();
    addTimestamp(table, 'archived_at').nullable();
    table.boolean('is_draft').notNullable();
    table.string('source', 32).notNullable();
    table.string('external_id', 255).nullable();
    table.string('external_url', 2048).nullable();
    // The time of the newest state that the source has reported, and a digest of that state.
    addTimestamp(table, 'external_updated_at').nullable();
    table.string('external_digest', 64).nullable();
    addVersionColumns(table);
    // Includes deleted items: a number is never used again.
    table.unique(['project_id', 'number'], {
      indexName: 'work_items_number_idx',
    });
  });
  const live = 'WHERE deleted_at IS NULL';
  // The items of most lists. Drafts and archived items are few; they are found by their number.
  const shown = `${live} AND archived_at IS NULL AND NOT is_draft`;
  // SQLite counts rows from an index alone only if the index contains the columns of its condition;
  // PostgreSQL does not need them.
  const condition = isPostgres ? '' : ', deleted_at, archived_at, is_draft';
  /** @type {Record<string, string>} */
  const indexes = {
    // The list of a project, newest first.
    list: `(project_id, created_at, id) ${shown}`,
    // A column of the board, and the numbers of all items and of overdue items per state or
    // project.
    board: `(project_id, state_id, sort_order, id, target_date${condition}) ${shown}`,
    // The items of a project that changed most recently.
    changed: `(project_id, updated_at, id) ${shown}`,
    // The items of a workspace that changed most recently.
    updated: `(workspace_id, updated_at, id) ${shown}`,
    cycle: `(cycle_id) ${live} AND cycle_id IS NOT NULL`,
    module: `(module_id) ${live} AND module_id IS NOT NULL`,
    parent: `(parent_id) ${live} AND parent_id IS NOT NULL`,
    // Dashboards count items by any of their dates.
    start: `(project_id, start_date) ${shown} AND start_date IS NOT NULL`,
    target: `(project_id, target_date) ${shown} AND target_date IS NOT NULL`,
    completed: `(project_id, completed_at) ${shown} AND completed_at IS NOT NULL`,
    // The items of a workspace that are due on some days.
    due: `(workspace_id, target_date) ${shown} AND target_date IS NOT NULL AND completed_at IS NULL`,
  };
  for (const [name, on] of Object.entries(indexes)) {
    await knex.raw(`CREATE INDEX work_items_${name}_idx ON work_items ${on}`);
  }
  // The ids of items in their sources. They stay unique even after the item is deleted.
  await knex.raw(
    'CREATE UNIQUE INDEX work_items_external_idx ON work_items (workspace_id, source, external_id) WHERE external_id IS NOT NULL',
  );

  await knex.schema.createTable('work_item_tombstones', table => {
    table.comment(
      'Items that their source has deleted, so that they are never imported again',
    );
    table
      .uuid('workspace_id')
      .notNullable()
      .references('workspaces.id')
      .onDelete('CASCADE');
    table.string('source', 32).notNullable();
    table.string('external_id', 255).notNullable();
    addTimestamp(table, 'deleted_at').notNullable();
    table.primary(['workspace_id', 'source', 'external_id']);
  });

  await knex.schema.createTable('work_setting_sources', table => {
    table.comment(
      'The labels and cycles of sources, and the Callboard labels and cycles they correspond to',
    );
    table
      .uuid('project_id')
      .notNullable()
      .references('projects.id')
      .onDelete('CASCADE');
    table.string('source', 32).notNullable();
    table.string('entity_type', 16).notNullable();
    table.string('external_id', 255).notNullable();
    table
      .uuid('setting_id')
      .nullable()
      .comment('Null once the source deleted it');
    // The time of the newest state that the source has reported, and a digest of that state.
    addTimestamp(table, 'external_updated_at').notNullable();
    table.string('external_digest', 64).notNullable();
    table.primary(['project_id', 'source', 'entity_type', 'external_id']);
  });

  await knex.schema.createTable('work_source_cursors', table => {
    table.comment(
      'The positions up to which sources of work items have been read',
    );
    table
      .uuid('workspace_id')
      .notNullable()
      .references('workspaces.id')
      .onDelete('CASCADE');
    table.string('source', 32).notNullable();
    table.string('name', 255).notNullable();
    table.json('value').notNullable();
    table.primary(['workspace_id', 'source', 'name']);
  });

  await knex.schema.createTable('work_item_assignees', table => {
    table
      .uuid('work_item_id')
      .notNullable()
      .references('work_items.id')
      .onDelete('CASCADE');
    table.string('user_ref', 255).notNullable();
    table.primary(['work_item_id', 'user_ref']);
    // The items assigned to a user.
    table.index(['user_ref', 'work_item_id'], 'work_item_assignees_user_idx');
  });
  await knex.schema.createTable('work_item_labels', table => {
    table
      .uuid('work_item_id')
      .notNullable()
      .references('work_items.id')
      .onDelete('CASCADE');
    table.uuid('label_id').notNullable().references('work_labels.id');
    table.primary(['work_item_id', 'label_id']);
    // The items with a label.
    table.index(['label_id', 'work_item_id'], 'work_item_labels_label_idx');
  });
  await createStateHistory(knex, addTimestamp);
  await createComments(knex, {
    addProjectColumns,
    addTimestamp,
    addVersionColumns,
  });
  await knex.schema.createTable('work_reminders', table => {
    table.comment('The progress of the reminders of due dates, per workspace');
    table
      .uuid('workspace_id')
      .primary()
      .references('workspaces.id')
      .onDelete('CASCADE');
    // Days in the time zone of the workspace.
    table
      .string('day', 10)
      .notNullable()
      .comment('The day whose reminders are being sent');
    table
      .string('previous_day', 10)
      .notNullable()
      .comment('The day of the reminders before these');
    table
      .string('after_ref', 255)
      .nullable()
      .comment(
        'The user who was reminded last; null once everybody has been reminded',
      );
  });
  if (isPostgres) {
    await indexSearch(knex);
  } else {
    // A search across projects scans all titles, those of the last changed items first. This
    // covering index is smaller than the table.
    await knex.raw(
      `CREATE INDEX work_items_search_idx ON work_items (updated_at, id, project_id, search_text) ${live}`,
    );
  }
};

/**
 * Creates the history of the states of items, for charts over time: an item stores only its current
 * state.
 *
 * @param {import('knex').Knex} knex
 * @param {(table: import('knex').Knex.CreateTableBuilder, name: string) => import('knex').Knex.ColumnBuilder} addTimestamp
 */
async function createStateHistory(knex, addTimestamp) {
  await knex.schema.createTable('work_item_states', table => {
    table.comment(
      'The states of items over time. Each span begins when the previous one ends; states before the first span are unknown',
    );
    table
      .uuid('work_item_id')
      .notNullable()
      .references('work_items.id')
      .onDelete('CASCADE');
    // No foreign key: work_items already has one, and states are never removed while their project
    // exists.
    table.uuid('state_id').notNullable();
    addTimestamp(table, 'entered_at').notNullable();
    addTimestamp(table, 'left_at')
      .nullable()
      .comment('Null for the current state');
    // The spans of an item in order. No two spans of an item begin at the same time: of several
    // states entered in the same millisecond, only the last counts.
    table.primary(['work_item_id', 'entered_at']);
  });
  // The current span of an item: never more than one.
  await knex.raw(
    'CREATE UNIQUE INDEX work_item_states_open_idx ON work_item_states (work_item_id) WHERE left_at IS NULL',
  );
}

/**
 * Creates the comments on items, and the users they mention.
 *
 * @param {import('knex').Knex} knex
 * @param {Record<'addProjectColumns' | 'addTimestamp' | 'addVersionColumns', Function>} columns
 */
async function createComments(
  knex,
  { addProjectColumns, addTimestamp, addVersionColumns },
) {
  await knex.schema.createTable('work_item_comments', table => {
    addProjectColumns(table);
    table
      .uuid('work_item_id')
      .notNullable()
      .references('work_items.id')
      .onDelete('CASCADE');
    table
      .string('author_ref', 255)
      .nullable()
      .comment(
        'Null for an author of a source who corresponds to no catalog User',
      );
    table
      .string('author_name', 255)
      .nullable()
      .comment('The name of the author in the source, if any');
    table.text('body').notNullable();
    table.string('source', 32).notNullable();
    table.string('external_id', 255).nullable();
    table.string('external_url', 2048).nullable();
    // The time of the newest state that the source has reported, and a digest of that state.
    addTimestamp(table, 'external_updated_at').nullable();
    table.string('external_digest', 64).nullable();
    addTimestamp(table, 'edited_at').nullable();
    addVersionColumns(table);
    table.string('deleted_by', 255).nullable();
    // The comments on an item in order, including deleted ones.
    table.index(
      ['work_item_id', 'created_at', 'id'],
      'work_item_comments_list_idx',
    );
  });
  // The ids of comments in their sources. They stay unique even after the comment is deleted.
  await knex.raw(
    'CREATE UNIQUE INDEX work_item_comments_external_idx ON work_item_comments (workspace_id, source, external_id) WHERE external_id IS NOT NULL',
  );
  await knex.schema.createTable('work_item_comment_mentions', table => {
    table.comment('The users that comments mention');
    table
      .uuid('comment_id')
      .notNullable()
      .references('work_item_comments.id')
      .onDelete('CASCADE');
    table.string('user_ref', 255).notNullable();
    table.smallint('sort_order').notNullable().comment('The order in the text');
    table.primary(['comment_id', 'user_ref']);
    // The comments that mention a user.
    table.index(
      ['user_ref', 'comment_id'],
      'work_item_comment_mentions_user_idx',
    );
  });
  await knex.schema.createTable('work_item_comment_tombstones', table => {
    table.comment(
      'Comments that their source has deleted, so that they are never imported again',
    );
    table
      .uuid('workspace_id')
      .notNullable()
      .references('workspaces.id')
      .onDelete('CASCADE');
    table.string('source', 32).notNullable();
    table.string('external_id', 255).notNullable();
    addTimestamp(table, 'deleted_at').notNullable();
    table.primary(['workspace_id', 'source', 'external_id']);
  });
}

/**
 * Lets `LIKE '%part%'` on titles use an index. It contains the project: otherwise a search of one
 * project for a common text would read the matches of all projects.
 *
 * @param {import('knex').Knex} knex
 */
async function indexSearch(knex) {
  await createSearchIndex(knex, {
    name: 'work_items_search_idx',
    on: operatorClass =>
      `work_items USING gin (project_id, search_text ${operatorClass}) WHERE deleted_at IS NULL`,
    extensions: ['btree_gin'],
  });
}

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  const tables = [
    'work_reminders',
    'work_item_comment_tombstones',
    'work_item_comment_mentions',
    'work_item_comments',
    'work_item_states',
    'work_item_labels',
    'work_item_assignees',
    'work_source_cursors',
    'work_setting_sources',
    'work_item_tombstones',
    'work_items',
    'work_modules',
    'work_cycles',
    'work_labels',
    'work_states',
    'project_counters',
  ];
  for (const table of tables) {
    await knex.schema.dropTable(table);
  }
};
