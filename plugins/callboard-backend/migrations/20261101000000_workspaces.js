// @ts-check

/**
 * Workspaces, their members and the people behind user references.
 *
 * New tables only: instant on both engines, and safe to run by hand before
 * deploying.
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
  const json = isPostgres ? 'jsonb' : 'text';
  // Texts that lists are ordered by: one order everywhere, whatever the
  // database's locale.
  const ordered = isPostgres ? 'text COLLATE "C"' : 'text';

  await knex.schema.createTable('people', table => {
    table.comment('What is known of a person, kept beside the catalog');
    table.string('user_ref', 255).primary();
    table.text('display_name').notNullable();
    // No index: people are searched among the members of one workspace or
    // project, which the indexes of memberships find.
    table
      .text('search_text')
      .notNullable()
      .comment('Name and reference, without case and accents');
    table.text('email').nullable();
    table.text('picture').nullable();
    table
      .boolean('is_in_catalog')
      .notNullable()
      .comment('Whether the catalog knew them when it was asked last');
    // Indexed: who has changed is asked whenever activity is shown without names.
    instant(table, 'updated_at').notNullable().index();
  });

  await knex.schema.createTable('ownership_refs', table => {
    table.comment(
      'What a person owns things as, as the portal said at their last request: themselves and their groups',
    );
    table.string('user_ref', 255).notNullable();
    table.string('owner_ref', 255).notNullable();
    instant(table, 'seen_at')
      .nullable()
      .comment('Beside themselves: when they called last, to some minutes');
    table.primary(['user_ref', 'owner_ref']);
    // Who sees a project is also asked of all who own it.
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
    instant(table, 'created_at').notNullable();
    instant(table, 'updated_at').notNullable();
    instant(table, 'deleted_at').nullable();
  });
  // Finds a workspace by its slug, lists them in order, and lets the slug of
  // a deleted one be used again.
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
      .comment('The workspace it is in');
    table.string('scope', 16).notNullable().comment('workspace or project');
    table.uuid('scope_id').notNullable().comment('Of the one it is in');
    table.string('user_ref', 255).notNullable();
    table
      .specificType('sort_name', ordered)
      .notNullable()
      .comment('The beginning of the search_text of the person');
    table.integer('rank').notNullable().comment('The highest of its sources');
    table.integer('version').notNullable();
    instant(table, 'created_at').notNullable();
    instant(table, 'updated_at').notNullable();
    instant(table, 'deleted_at').nullable();
    instant(table, 'taken_back_at')
      .nullable()
      .comment('When somebody last took back what was given by hand');
    // Every request looks up the caller's role. Memberships that ended stay:
    // who was removed is not let in again at their next first request.
    table.index(['scope_id', 'user_ref'], 'memberships_person_idx');
    // The workspaces of one person, for `GET /me`.
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
    table.comment('Why somebody is a member, and with which role');
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
    // What a link gives, to compare it with what it should.
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
