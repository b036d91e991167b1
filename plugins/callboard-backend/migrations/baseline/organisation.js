// @ts-check
const { createSearchIndex } = require('./createSearchIndex');

/**
 * Creates projects, departments, staff, and the links from departments to projects and workspaces.
 *
 * On PostgreSQL, the staff search uses an index of the extension pg_trgm, which comes with the
 * server and which the owner of the database may create. If it cannot be created, search works
 * without the index.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  const isPostgres = knex.client.config.client.startsWith('pg');
  /**
   * @param {import('knex').Knex.CreateTableBuilder} table
   * @param {string} name
   */
  const addTimestamp = (table, name) =>
    table.timestamp(name, { useTz: true, precision: 3 });
  /** @param {import('knex').Knex.CreateTableBuilder} table */
  const addVersionColumns = table => {
    table.integer('version').notNullable();
    addTimestamp(table, 'created_at').notNullable();
    addTimestamp(table, 'updated_at').notNullable();
    addTimestamp(table, 'deleted_at').nullable();
  };
  /** @param {import('knex').Knex.CreateTableBuilder} table */
  const addWorkspaceColumns = table => {
    table.uuid('id').primary();
    table
      .uuid('workspace_id')
      .notNullable()
      .references('workspaces.id')
      .onDelete('CASCADE');
  };
  /**
   * Creates a unique index of the rows that are not deleted, so that the values of deleted rows can
   * be used again.
   *
   * @param {string} table
   * @param {string} column
   */
  const uniqueWhileLive = (table, column) =>
    knex.raw(
      `CREATE UNIQUE INDEX ${table}_live_${column}_idx ON ${table} (workspace_id, ${column}) WHERE deleted_at IS NULL`,
    );
  /**
   * The same, ignoring the case of ASCII letters.
   *
   * @param {string} table
   * @param {string} column
   */
  const uniqueIgnoringCase = (table, column) =>
    knex.raw(
      `CREATE UNIQUE INDEX ${table}_live_lower_${column}_idx ON ${table} (workspace_id, lower(${column})) WHERE deleted_at IS NULL`,
    );
  // The type of texts that lists are sorted by: their order does not depend on the locale of the
  // database.
  const ordered = isPostgres ? 'text COLLATE "C"' : 'text';

  await knex.schema.createTable('projects', table => {
    table.comment(
      'Catalog entities, with the data that Callboard adds to them',
    );
    addWorkspaceColumns(table);
    table.string('entity_ref', 255).notNullable();
    table.string('name', 255).notNullable();
    table.specificType('sort_name', ordered).notNullable();
    table.string('identifier', 12).notNullable();
    table.string('access', 8).notNullable();
    table.boolean('is_time_tracking_enabled').notNullable();
    addTimestamp(table, 'archived_at').nullable();
    addTimestamp(table, 'entity_missing_since').nullable();
    table.specificType('settings', isPostgres ? 'jsonb' : 'text').notNullable();
    addVersionColumns(table);
    // The list of a workspace, in its order.
    table.index(['workspace_id', 'sort_name', 'id'], 'projects_list_idx');
  });
  await uniqueWhileLive('projects', 'entity_ref');
  await uniqueWhileLive('projects', 'identifier');
  // The few projects whose activity the log must not show to every member.
  await knex.raw(
    "CREATE INDEX projects_secret_idx ON projects (workspace_id) WHERE access = 'secret'",
  );

  await knex.schema.createTable('project_owners', table => {
    table.comment('Users and Groups that own the entity of a project');
    table
      .uuid('project_id')
      .notNullable()
      .references('projects.id')
      .onDelete('CASCADE');
    table.string('owner_ref', 255).notNullable();
    table.primary(['project_id', 'owner_ref']);
  });

  await knex.schema.createTable('departments', table => {
    table.comment('The organisation as a tree');
    addWorkspaceColumns(table);
    table.string('name', 255).notNullable();
    table.specificType('sort_name', ordered).notNullable();
    table.text('search_text').notNullable();
    table.specificType('code', ordered).nullable();
    table.string('short_name', 10).nullable();
    table.string('dept_code', 4).nullable();
    table.text('description').nullable();
    table.string('dept_type', 64).nullable();
    table.uuid('parent_id').nullable().references('departments.id');
    table
      .integer('level')
      .notNullable()
      .comment(
        '1 for a root department, otherwise the level of the parent plus one',
      );
    table.string('manager_ref', 255).nullable();
    table.double('sort_order').notNullable();
    table.boolean('is_active').notNullable();
    table
      .string('entity_ref', 255)
      .nullable()
      .comment('The catalog Group from which it was imported');
    addVersionColumns(table);
    // The list and the tree of a workspace, in their order.
    table.index(
      ['workspace_id', 'sort_order', 'sort_name', 'id'],
      'departments_list_idx',
    );
    // The child departments of a department.
    table.index(['parent_id'], 'departments_parent_idx');
    // The departments that a user manages.
    table.index(['manager_ref'], 'departments_manager_idx');
  });
  for (const column of ['short_name', 'dept_code', 'entity_ref']) {
    await uniqueWhileLive('departments', column);
  }
  await uniqueIgnoringCase('departments', 'code');

  await knex.schema.createTable('staff', table => {
    table.comment('The staff of the organisation');
    addWorkspaceColumns(table);
    table.specificType('staff_id', ordered).notNullable();
    table.string('user_ref', 255).nullable();
    table.string('first_name', 100).notNullable();
    table
      .string('last_name', 100)
      .nullable()
      .comment('Null for people with one name');
    table.specificType('sort_name', ordered).notNullable();
    table.text('search_text').notNullable();
    table.specificType('email', ordered).notNullable();
    table
      .uuid('department_id')
      .nullable()
      .references('departments.id')
      .comment('Null for people without a department');
    table.specificType('position', ordered).nullable();
    table.string('job_grade', 50).nullable();
    table.string('phone', 50).nullable();
    table.text('search_phone').nullable();
    // Text instead of `date`, so that no driver converts it between time zones.
    table.string('date_of_joining', 10).nullable();
    table.string('date_of_leaving', 10).nullable();
    table.string('employment_status', 16).notNullable();
    table.boolean('is_department_manager').notNullable();
    table.text('notes').nullable();
    table
      .string('entity_ref', 255)
      .nullable()
      .comment('The catalog User from which they were imported');
    addVersionColumns(table);
    // The records of a user, for example to read their employment status.
    table.index(['user_ref'], 'staff_user_idx');
    // Pseudonymisation of activity checks whether any name has changed.
    table.index(['updated_at'], 'staff_changed_idx');
  });
  await uniqueIgnoringCase('staff', 'staff_id');
  // The staff list, sorted by staff id.
  await knex.raw(
    'CREATE INDEX staff_live_staff_id_idx ON staff (workspace_id, staff_id) WHERE deleted_at IS NULL',
  );
  await uniqueWhileLive('staff', 'user_ref');
  await uniqueWhileLive('staff', 'entity_ref');
  // Staff who are not matched with a catalog User yet.
  await knex.raw(
    'CREATE INDEX staff_unmatched_idx ON staff (workspace_id, id) WHERE deleted_at IS NULL AND user_ref IS NULL',
  );
  // The staff list in its default order.
  await knex.raw(
    'CREATE INDEX staff_list_idx ON staff (workspace_id, sort_name, id) WHERE deleted_at IS NULL',
  );
  // The staff of a department, and their number per status.
  await knex.raw(
    'CREATE INDEX staff_department_idx ON staff (workspace_id, department_id, employment_status) WHERE deleted_at IS NULL',
  );
  if (isPostgres) {
    await indexSearch(knex);
  } else {
    // A search scans all staff. This covering index is smaller than the table.
    await knex.raw(
      'CREATE INDEX staff_search_idx ON staff (workspace_id, search_text, search_phone, department_id, employment_status) WHERE deleted_at IS NULL',
    );
  }

  await knex.schema.createTable('staff_transfers', table => {
    table.comment('Transfers of staff between departments');
    table.uuid('id').primary();
    table
      .uuid('staff_member_id')
      .notNullable()
      .references('staff.id')
      .onDelete('CASCADE');
    table.uuid('from_department_id').nullable();
    table.string('from_department_name', 255).nullable();
    table.uuid('to_department_id').nullable();
    table.string('to_department_name', 255).nullable();
    table.string('effective_date', 10).notNullable();
    table.string('transferred_by', 255).notNullable();
    table.text('transferred_by_name').notNullable();
    addTimestamp(table, 'created_at').notNullable();
    // The transfers of one person, newest first.
    table.index(['staff_member_id', 'id'], 'staff_transfers_person_idx');
  });

  await knex.schema.createTable('department_links', table => {
    table.comment(
      'Links of departments to projects and workspaces, whose members the staff of the department become',
    );
    table.uuid('id').primary();
    table.uuid('department_id').notNullable().references('departments.id');
    table.uuid('project_id').nullable().references('projects.id');
    table.uuid('workspace_id').nullable().references('workspaces.id');
    addTimestamp(table, 'created_at').notNullable();
    addTimestamp(table, 'deleted_at').nullable();
  });
  // Allows each target only once per department, and finds the links of a department.
  for (const target of ['project_id', 'workspace_id']) {
    await knex.raw(
      `CREATE UNIQUE INDEX department_links_live_${target}_idx ON department_links (department_id, ${target}) WHERE deleted_at IS NULL`,
    );
  }
  // The links to a project or a workspace.
  for (const target of ['project', 'workspace']) {
    await knex.raw(
      `CREATE INDEX department_links_${target}_idx ON department_links (${target}_id) WHERE deleted_at IS NULL`,
    );
  }
};

/**
 * Lets `LIKE '%part%'` use an index: for names, ids and email addresses, and for phone numbers,
 * which only some users may search.
 *
 * @param {import('knex').Knex} knex
 */
async function indexSearch(knex) {
  await createSearchIndex(knex, {
    name: 'staff_search_idx',
    on: operatorClass =>
      `staff USING gin (search_text ${operatorClass}, search_phone ${operatorClass}) WHERE deleted_at IS NULL`,
  });
}

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('department_links');
  await knex.schema.dropTable('staff_transfers');
  await knex.schema.dropTable('staff');
  await knex.schema.dropTable('departments');
  await knex.schema.dropTable('project_owners');
  await knex.schema.dropTable('projects');
};
