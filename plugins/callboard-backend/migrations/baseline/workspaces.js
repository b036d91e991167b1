// @ts-check

/**
 * Workspaces, their members and the people behind user references.
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
  const json = isPostgres ? 'jsonb' : 'text';
  // The type of texts that lists are sorted by: their order does not depend on the locale of the
  // database.
  const ordered = isPostgres ? 'text COLLATE "C"' : 'text';

  await knex.schema.createTable('people', table => {
    table.comment(
      'Stored details of users, from the catalog or from other sources',
    );
    table.string('user_ref', 255).primary();
    table.text('display_name').notNullable();
    // No index: people are searched among the members of one workspace or
    // project, which the indexes of memberships find.
    table
      .text('search_text')
      .notNullable()
      .comment('Name and reference, ignoring case and accents');
    table.text('email').nullable();
    table.text('picture').nullable();
    table
      .boolean('is_in_catalog')
      .notNullable()
      .comment('Whether the catalog contained the user at the last lookup');
    // Indexed: pseudonymisation of activity checks whether any name has changed.
    addTimestamp(table, 'updated_at').notNullable().index();
  });

  await knex.schema.createTable('ownership_refs', table => {
    table.comment(
      'The ownership references of users at their last request: their own and those of their groups',
    );
    table.string('user_ref', 255).notNullable();
    table.string('owner_ref', 255).notNullable();
    addTimestamp(table, 'seen_at')
      .nullable()
      .comment(
        'Only where owner_ref is the user: the time of their last request, to within some minutes',
      );
    table.primary(['user_ref', 'owner_ref']);
    // Finds the users who own a project.
    table.index(['owner_ref'], 'ownership_refs_owner_idx');
  });

  await knex.schema.createTable('workspaces', table => {
    table.comment('Tenants');
    table.uuid('id').primary();
    table.string('slug', 63).notNullable();
    table.string('name', 255).notNullable();
    table.string('timezone', 64).notNullable();
    table.integer('week_start').notNullable();
    table.specificType('settings', json).notNullable();
    table.integer('version').notNullable();
    addTimestamp(table, 'created_at').notNullable();
    addTimestamp(table, 'updated_at').notNullable();
    addTimestamp(table, 'deleted_at').nullable();
  });
  // Finds a workspace by its slug, and lists workspaces in order. The slug of a deleted workspace
  // can be used again.
  await knex.raw(
    'CREATE UNIQUE INDEX workspaces_live_slug_idx ON workspaces (slug) WHERE deleted_at IS NULL',
  );

  await knex.schema.createTable('memberships', table => {
    table.comment('One row per person and workspace or project');
    table.uuid('id').primary();
    table
      .uuid('workspace_id')
      .notNullable()
      .references('workspaces.id')
      .onDelete('CASCADE')
      .comment('The workspace of the membership');
    table.string('scope', 16).notNullable().comment('workspace or project');
    table
      .uuid('scope_id')
      .notNullable()
      .comment('The id of that workspace or project');
    table.string('user_ref', 255).notNullable();
    table
      .specificType('sort_name', ordered)
      .notNullable()
      .comment('The beginning of the search_text of the user');
    table
      .integer('rank')
      .notNullable()
      .comment('The highest rank of its sources');
    table.integer('version').notNullable();
    addTimestamp(table, 'created_at').notNullable();
    addTimestamp(table, 'updated_at').notNullable();
    addTimestamp(table, 'deleted_at').nullable();
    addTimestamp(table, 'taken_back_at')
      .nullable()
      .comment('When a manually added membership was last removed');
    // Every request looks up the caller's role. Deleted memberships stay, so that removed users do
    // not join the default workspace again.
    table.index(['scope_id', 'user_ref'], 'memberships_person_idx');
    // The workspaces of one user, for `GET /me`.
    table.index(['user_ref', 'scope'], 'memberships_user_idx');
  });
  await knex.raw(
    'CREATE UNIQUE INDEX memberships_live_idx ON memberships (scope_id, user_ref) WHERE deleted_at IS NULL',
  );
  // The member list is ordered by name.
  await knex.raw(
    'CREATE INDEX memberships_list_idx ON memberships (scope_id, sort_name, user_ref) WHERE deleted_at IS NULL',
  );

  await knex.schema.createTable('membership_sources', table => {
    table.comment('Why a user is a member, and with which role');
    table.uuid('id').primary();
    table
      .uuid('member_id')
      .notNullable()
      .references('memberships.id')
      .onDelete('CASCADE');
    table.string('source', 16).notNullable();
    table.integer('rank').notNullable();
    table.uuid('department_id').nullable();
    table.uuid('link_id').nullable();
    // All sources of the members on a page.
    table.index(['member_id'], 'membership_sources_member_idx');
    // The memberships that a department link has granted.
    table.index(['link_id'], 'membership_sources_link_idx');
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('membership_sources');
  await knex.schema.dropTable('memberships');
  await knex.schema.dropTable('workspaces');
  await knex.schema.dropTable('ownership_refs');
  await knex.schema.dropTable('people');
};
