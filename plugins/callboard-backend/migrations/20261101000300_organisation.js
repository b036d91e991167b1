// @ts-check
const { createSearchIndex } = require('./lib/createSearchIndex');

/**
 * Projects, departments, the people in them, and the links between the two.
 *
 * New tables only: instant on both engines, and safe to run by hand before
 * deploying.
 *
 * On PostgreSQL the directory's search wants the extension pg_trgm, which comes
 * with the server and which the owner of the database may create. Where it
 * cannot be created, search works without its index.
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
  /** @param {import('knex').Knex.CreateTableBuilder} table */
  const versioned = table => {
    table.integer('version').notNullable();
    instant(table, 'created_at').notNullable();
    instant(table, 'updated_at').notNullable();
    instant(table, 'deleted_at').nullable();
  };
  /** @param {import('knex').Knex.CreateTableBuilder} table */
  const inWorkspace = table => {
    table.uuid('id').primary();
    table
      .uuid('workspace_id')
      .notNullable()
      .references('workspaces.id')
      .onDelete('CASCADE');
  };
  /**
   * Among live rows only: what was deleted gives its name free.
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
  // Texts that lists are ordered by: one order everywhere, whatever the
  // locale of the server.
  const ordered = isPostgres ? 'text COLLATE "C"' : 'text';

  await knex.schema.createTable('projects', table => {
    table.comment('Catalog entities, with what Callboard adds to them');
    inWorkspace(table);
    table.string('entity_ref', 255).notNullable();
    table.string('name', 255).notNullable();
    table.specificType('sort_name', ordered).notNullable();
    table.string('identifier', 12).notNullable();
    table.string('access', 8).notNullable();
    table.boolean('is_time_tracking_enabled').notNullable();
    instant(table, 'archived_at').nullable();
    instant(table, 'entity_missing_since').nullable();
    table.specificType('settings', isPostgres ? 'jsonb' : 'text').notNullable();
    versioned(table);
    // The list of a workspace, in its order.
    table.index(['workspace_id', 'sort_name', 'id'], 'projects_list_idx');
  });
  await uniqueWhileLive('projects', 'entity_ref');
  await uniqueWhileLive('projects', 'identifier');
  // The few projects that the log must not show to everybody.
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
    inWorkspace(table);
    table.string('name', 255).notNullable();
    table.specificType('sort_name', ordered).notNullable();
    table.text('search_text').notNullable();
    table.specificType('code', ordered).nullable();
    table.string('short_name', 10).nullable();
    table.string('dept_code', 4).nullable();
    table.text('description').nullable();
    table.string('dept_type', 64).nullable();
    table.uuid('parent_id').nullable().references('departments.id');
    table.integer('level').notNullable().comment("The parent's plus one");
    table.string('manager_ref', 255).nullable();
    table.double('sort_order').notNullable();
    table.boolean('is_active').notNullable();
    table
      .string('entity_ref', 255)
      .nullable()
      .comment('The Group of the catalog it was made from');
    versioned(table);
    // The list and the tree of a workspace, in their order.
    table.index(
      ['workspace_id', 'sort_order', 'sort_name', 'id'],
      'departments_list_idx',
    );
    // What is beneath a department.
    table.index(['parent_id'], 'departments_parent_idx');
    // What somebody manages.
    table.index(['manager_ref'], 'departments_manager_idx');
  });
  for (const column of ['short_name', 'dept_code', 'entity_ref']) {
    await uniqueWhileLive('departments', column);
  }
  await uniqueIgnoringCase('departments', 'code');

  await knex.schema.createTable('staff', table => {
    table.comment('The people of the organisation');
    inWorkspace(table);
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
      .comment('Null for nobody in particular');
    table.specificType('position', ordered).nullable();
    table.string('job_grade', 50).nullable();
    table.string('phone', 50).nullable();
    table.text('search_phone').nullable();
    // Text and not date: a day of the calendar never passes through a zone.
    table.string('date_of_joining', 10).nullable();
    table.string('date_of_leaving', 10).nullable();
    table.string('employment_status', 16).notNullable();
    table.boolean('is_department_manager').notNullable();
    table.text('notes').nullable();
    table
      .string('entity_ref', 255)
      .nullable()
      .comment('The User of the catalog they were made from');
    versioned(table);
    // A person's own record, and their state when a department changes.
    table.index(['user_ref'], 'staff_user_idx');
    // Who has changed is asked whenever activity is shown without names.
    table.index(['updated_at'], 'staff_changed_idx');
  });
  await uniqueIgnoringCase('staff', 'staff_id');
  // The directory in the order of staff ids.
  await knex.raw(
    'CREATE INDEX staff_live_staff_id_idx ON staff (workspace_id, staff_id) WHERE deleted_at IS NULL',
  );
  await uniqueWhileLive('staff', 'user_ref');
  await uniqueWhileLive('staff', 'entity_ref');
  // Who is still to be matched with a user of the catalog.
  await knex.raw(
    'CREATE INDEX staff_unmatched_idx ON staff (workspace_id, id) WHERE deleted_at IS NULL AND user_ref IS NULL',
  );
  // The directory, in its usual order.
  await knex.raw(
    'CREATE INDEX staff_list_idx ON staff (workspace_id, sort_name, id) WHERE deleted_at IS NULL',
  );
  // The people of a department, and how many there are of each status.
  await knex.raw(
    'CREATE INDEX staff_department_idx ON staff (workspace_id, department_id, employment_status) WHERE deleted_at IS NULL',
  );
  if (isPostgres) {
    await indexSearch(knex);
  } else {
    // Searches have to look at everybody: in here, not in the whole rows.
    await knex.raw(
      'CREATE INDEX staff_search_idx ON staff (workspace_id, search_text, search_phone, department_id, employment_status) WHERE deleted_at IS NULL',
    );
  }

  await knex.schema.createTable('staff_transfers', table => {
    table.comment('How people moved through the departments');
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
    instant(table, 'created_at').notNullable();
    // One person's way, newest first.
    table.index(['staff_member_id', 'id'], 'staff_transfers_person_idx');
  });

  await knex.schema.createTable('department_links', table => {
    table.comment('What the people of a department are members of');
    table.uuid('id').primary();
    table.uuid('department_id').notNullable().references('departments.id');
    table.uuid('project_id').nullable().references('projects.id');
    table.uuid('workspace_id').nullable().references('workspaces.id');
    instant(table, 'created_at').notNullable();
    instant(table, 'deleted_at').nullable();
  });
  // Each target once per department, and the links of a department.
  for (const target of ['project_id', 'workspace_id']) {
    await knex.raw(
      `CREATE UNIQUE INDEX department_links_live_${target}_idx ON department_links (department_id, ${target}) WHERE deleted_at IS NULL`,
    );
  }
  // Which departments are linked to a project, and which to a workspace.
  for (const target of ['project', 'workspace']) {
    await knex.raw(
      `CREATE INDEX department_links_${target}_idx ON department_links (${target}_id) WHERE deleted_at IS NULL`,
    );
  }
};

/**
 * Lets `LIKE '%part%'` use an index: names, ids and mail addresses, and phone
 * numbers for those who may search in them.
 *
 * @param {import('knex').Knex} knex
 */
async function indexSearch(knex) {
  await createSearchIndex(knex, {
    name: 'staff_search_idx',
    on: trigrams =>
      `staff USING gin (search_text ${trigrams}, search_phone ${trigrams}) WHERE deleted_at IS NULL`,
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
