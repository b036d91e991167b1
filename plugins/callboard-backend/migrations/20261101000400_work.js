// @ts-check
const { randomUUID } = require('crypto');
const { createSearchIndex } = require('./lib/createSearchIndex');

/**
 * Work items with what they can have: states, labels, cycles, modules, comments.
 *
 * Creates tables, and gives every project a counter for its items and the
 * states of a new project. Quick with thousands of projects; safe to run by
 * hand before deploying.
 *
 * On PostgreSQL searching titles wants the extensions pg_trgm, as searching
 * staff does, and btree_gin; without them, search works without its index.
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
  const instant = (table, name) =>
    table.timestamp(name, { useTz: true, precision: 3 });
  /** @param {import('knex').Knex.CreateTableBuilder} table */
  const inProject = table => {
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
  const versioned = table => {
    table.integer('version').notNullable();
    instant(table, 'created_at').notNullable();
    instant(table, 'updated_at').notNullable();
    instant(table, 'deleted_at').nullable();
  };
  /**
   * @param {string} name
   * @param {string} comment
   * @param {(table: import('knex').Knex.CreateTableBuilder) => void} columns
   */
  const createSettings = async (name, comment, columns) => {
    await knex.schema.createTable(name, table => {
      table.comment(comment);
      inProject(table);
      table.string('name', 100).notNullable();
      // Folded: names that differ in case or accents only are the same.
      table.specificType('sort_name', ordered).notNullable();
      columns(table);
      versioned(table);
    });
    // Lists of a project, and its names: each once among live rows.
    await knex.raw(
      `CREATE UNIQUE INDEX ${name}_live_name_idx ON ${name} (project_id, sort_name) WHERE deleted_at IS NULL`,
    );
  };

  await knex.schema.createTable('project_counters', table => {
    table.comment(
      'The last number given to an item of a project; locked by whoever changes what its items can have',
    );
    table
      .uuid('project_id')
      .primary()
      .references('projects.id')
      .onDelete('CASCADE');
    table.integer('last_number').notNullable();
  });
  await knex.raw(
    'INSERT INTO project_counters (project_id, last_number) SELECT id, 0 FROM projects',
  );

  await createSettings('work_states', 'The steps of a workflow', table => {
    table.string('color', 7).notNullable();
    table.string('group', 16).notNullable();
    table.double('sequence').notNullable();
  });
  await giveStates(knex);
  await createSettings('work_labels', 'Words to mark items with', table => {
    table.string('color', 7).notNullable();
  });
  await createSettings('work_cycles', 'Stretches of time, sprints', table => {
    table.text('description').nullable();
    table.string('start_date', 10).nullable();
    table.string('end_date', 10).nullable();
  });
  await createSettings('work_modules', 'Parts of a project', table => {
    table.text('description').nullable();
    table.string('start_date', 10).nullable();
    table.string('target_date', 10).nullable();
    table.string('lead_ref', 255).nullable();
  });

  await knex.schema.createTable('work_items', table => {
    table.comment(
      'What has a state and assignees, and on which time is logged',
    );
    inProject(table);
    table.integer('number').notNullable();
    table.string('title', 512).notNullable();
    table.specificType('search_text', ordered).notNullable();
    table.text('description').nullable();
    table.uuid('state_id').notNullable().references('work_states.id');
    // 0 is urgent, 4 is none: the order people expect.
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
    instant(table, 'completed_at').nullable();
    instant(table, 'archived_at').nullable();
    table.boolean('is_draft').notNullable();
    table.string('source', 32).notNullable();
    table.string('external_id', 255).nullable();
    table.string('external_url', 2048).nullable();
    // The newest state of it that its source has told, and a digest of that.
    instant(table, 'external_updated_at').nullable();
    table.string('external_digest', 64).nullable();
    versioned(table);
    // Also of deleted items: numbers never come back.
    table.unique(['project_id', 'number'], {
      indexName: 'work_items_number_idx',
    });
  });
  const live = 'WHERE deleted_at IS NULL';
  // What lists are of unless drafts or the archive are asked for; those are
  // few, and found by the number.
  const shown = `${live} AND archived_at IS NULL AND NOT is_draft`;
  // SQLite counts from an index alone only if it has what the condition is
  // about; PostgreSQL knows that the condition holds.
  const condition = isPostgres ? '' : ', deleted_at, archived_at, is_draft';
  /** @type {Record<string, string>} */
  const indexes = {
    // The list of a project, newest first; all else is found in its rows.
    list: `(project_id, created_at, id) ${shown}`,
    // A column of the board, how many items a state or project has, and how
    // many of them are overdue.
    board: `(project_id, state_id, sort_order, id, target_date${condition}) ${shown}`,
    // What has changed lately in a project, and when the last of it did.
    changed: `(project_id, updated_at, id) ${shown}`,
    // Lists of a workspace: what has changed lately.
    updated: `(workspace_id, updated_at, id) ${shown}`,
    cycle: `(cycle_id) ${live} AND cycle_id IS NOT NULL`,
    module: `(module_id) ${live} AND module_id IS NOT NULL`,
    parent: `(parent_id) ${live} AND parent_id IS NOT NULL`,
  };
  for (const [name, on] of Object.entries(indexes)) {
    await knex.raw(`CREATE INDEX work_items_${name}_idx ON work_items ${on}`);
  }
  // What a source calls an item, for ever: what was deleted stays known.
  await knex.raw(
    'CREATE UNIQUE INDEX work_items_external_idx ON work_items (workspace_id, source, external_id) WHERE external_id IS NOT NULL',
  );

  await knex.schema.createTable('work_item_tombstones', table => {
    table.comment('Items that a source has told to be gone, for ever');
    table
      .uuid('workspace_id')
      .notNullable()
      .references('workspaces.id')
      .onDelete('CASCADE');
    table.string('source', 32).notNullable();
    table.string('external_id', 255).notNullable();
    instant(table, 'deleted_at').notNullable();
    table.primary(['workspace_id', 'source', 'external_id']);
  });

  await knex.schema.createTable('work_setting_sources', table => {
    table.comment('The labels and cycles of sources, and what they are here');
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
    // The newest state of it that its source has told, and a digest of that.
    instant(table, 'external_updated_at').notNullable();
    table.string('external_digest', 64).notNullable();
    table.primary(['project_id', 'source', 'entity_type', 'external_id']);
  });

  await knex.schema.createTable('work_source_cursors', table => {
    table.comment('How far sources of work items have come with reading');
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
    // The items of a person.
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
  await createComments(knex, { inProject, instant, versioned });
  if (isPostgres) {
    await indexSearch(knex);
  } else {
    // Searches of all projects look at every title, what changed last first: in
    // here, not in the whole rows.
    await knex.raw(
      `CREATE INDEX work_items_search_idx ON work_items (updated_at, id, project_id, search_text) ${live}`,
    );
  }
};

/**
 * What people say about items, and whom they mention in it.
 *
 * @param {import('knex').Knex} knex
 * @param {Record<'inProject' | 'instant' | 'versioned', Function>} columns
 */
async function createComments(knex, { inProject, instant, versioned }) {
  await knex.schema.createTable('work_item_comments', table => {
    inProject(table);
    table
      .uuid('work_item_id')
      .notNullable()
      .references('work_items.id')
      .onDelete('CASCADE');
    table
      .string('author_ref', 255)
      .nullable()
      .comment('Null for somebody of a source who is no known User');
    table
      .string('author_name', 255)
      .nullable()
      .comment('What the source calls them, if one does');
    table.text('body').notNullable();
    table.string('source', 32).notNullable();
    table.string('external_id', 255).nullable();
    table.string('external_url', 2048).nullable();
    // The newest state of it that its source has told, and a digest of that.
    instant(table, 'external_updated_at').nullable();
    table.string('external_digest', 64).nullable();
    instant(table, 'edited_at').nullable();
    versioned(table);
    table.string('deleted_by', 255).nullable();
    // The comments on an item, in order; deleted ones keep their position in it.
    table.index(
      ['work_item_id', 'created_at', 'id'],
      'work_item_comments_list_idx',
    );
  });
  // What a source calls a comment, for ever: what was deleted stays known.
  await knex.raw(
    'CREATE UNIQUE INDEX work_item_comments_external_idx ON work_item_comments (workspace_id, source, external_id) WHERE external_id IS NOT NULL',
  );
  await knex.schema.createTable('work_item_comment_mentions', table => {
    table.comment('The people that comments mention');
    table
      .uuid('comment_id')
      .notNullable()
      .references('work_item_comments.id')
      .onDelete('CASCADE');
    table.string('user_ref', 255).notNullable();
    table
      .smallint('sort_order')
      .notNullable()
      .comment('In the order of the text');
    table.primary(['comment_id', 'user_ref']);
    // The comments that mention a person.
    table.index(
      ['user_ref', 'comment_id'],
      'work_item_comment_mentions_user_idx',
    );
  });
  await knex.schema.createTable('work_item_comment_tombstones', table => {
    table.comment('Comments that a source has told to be gone, for ever');
    table
      .uuid('workspace_id')
      .notNullable()
      .references('workspaces.id')
      .onDelete('CASCADE');
    table.string('source', 32).notNullable();
    table.string('external_id', 255).notNullable();
    instant(table, 'deleted_at').notNullable();
    table.primary(['workspace_id', 'source', 'external_id']);
  });
}

/** The workflow of a new project, as it was when this table was made. */
const states = [
  ['Triage', 'triage', '#8250df'],
  ['Backlog', 'backlog', '#6e7781'],
  ['Todo', 'unstarted', '#57606a'],
  ['In Progress', 'started', '#9a6700'],
  ['In Review', 'started', '#0969da'],
  ['Done', 'completed', '#1a7f37'],
  ['Cancelled', 'cancelled', '#cf222e'],
];

/**
 * Gives the projects there are the states of a new one.
 *
 * @param {import('knex').Knex} knex
 */
async function giveStates(knex) {
  const projects = await knex('projects').select('id', 'workspace_id');
  const now = new Date();
  const rows = projects.flatMap(({ id, workspace_id }) =>
    states.map(([name, group, color], index) => ({
      id: randomUUID(),
      workspace_id,
      project_id: id,
      name,
      sort_name: name.toUpperCase(),
      color,
      group,
      sequence: (index + 1) * 1_000,
      version: 1,
      created_at: now,
      updated_at: now,
    })),
  );
  await knex.batchInsert('work_states', rows, 100);
}

/**
 * Lets `LIKE '%part%'` of a title use an index; with the project in it, or what
 * many titles have in common would be looked up in all projects for one.
 *
 * @param {import('knex').Knex} knex
 */
async function indexSearch(knex) {
  await createSearchIndex(knex, {
    name: 'work_items_search_idx',
    on: trigrams =>
      `work_items USING gin (project_id, search_text ${trigrams}) WHERE deleted_at IS NULL`,
    extensions: ['btree_gin'],
  });
}

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  const tables = [
    'work_item_comment_tombstones',
    'work_item_comment_mentions',
    'work_item_comments',
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
