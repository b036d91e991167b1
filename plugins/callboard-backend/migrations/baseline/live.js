// @ts-check

/**
 * Creates the names of live-update channels.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('live_channels', table => {
    table.comment(
      'Live-update channels, with the secret names under which clients subscribe to them',
    );
    table.uuid('id').primary();
    table
      .string('kind', 16)
      .notNullable()
      .comment('workspace, admins, project, members or person');
    table
      .string('scope', 255)
      .notNullable()
      .comment(
        'The id of the workspace or project, or the reference of the user',
      );
    table
      .uuid('workspace_id')
      .nullable()
      .comment('Null for the channel of one user');
    table.string('name', 64).notNullable();
    table
      .string('former_name', 64)
      .nullable()
      .comment(
        'The previous name, until its listeners have been notified that the channel was renamed',
      );
    table.timestamp('named_at', { useTz: true, precision: 3 }).notNullable();
    // Finds the name of a channel.
    table.unique(['scope', 'kind'], { indexName: 'live_channels_scope_idx' });
    // Finds the channels of a workspace, to rename them when someone leaves it.
    table.index(['workspace_id'], 'live_channels_workspace_idx');
    // Finds channels whose names are old, to rename them.
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
