// @ts-check

/**
 * The names of live-update channels.
 *
 * A new table only: instant on both engines, and safe to run by hand before
 * deploying.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('live_channels', table => {
    table.comment('What is told live, and the name by which it can be heard');
    table.uuid('id').primary();
    table
      .string('kind', 16)
      .notNullable()
      .comment('workspace, admins, project, members or person');
    table
      .string('scope', 255)
      .notNullable()
      .comment('The id of the workspace or project, or a person');
    table
      .uuid('workspace_id')
      .nullable()
      .comment('Null for what is told to one person');
    table.string('name', 64).notNullable();
    table
      .string('former_name', 64)
      .nullable()
      .comment('On which it has not been said yet that there is another');
    table.timestamp('named_at', { useTz: true, precision: 3 }).notNullable();
    // The names for whoever asks, and of what is told.
    table.unique(['scope', 'kind'], { indexName: 'live_channels_scope_idx' });
    // All of a workspace, when somebody leaves it.
    table.index(['workspace_id'], 'live_channels_workspace_idx');
    // Names that are old.
    table.index(['named_at'], 'live_channels_age_idx');
  });
  await knex.raw(
    'CREATE INDEX live_channels_former_idx ON live_channels (former_name) WHERE former_name IS NOT NULL',
  );
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('live_channels');
};
