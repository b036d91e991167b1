// @ts-check

/**
 * Creates the memory of worklog imports: what a person mapped the names in their files to.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('worklog_import_mappings', table => {
    table.comment('What users mapped names in imported files of worklogs to');
    table.uuid('id').primary();
    table
      .uuid('workspace_id')
      .notNullable()
      .references('workspaces.id')
      .onDelete('CASCADE');
    table
      .string('user_ref', 255)
      .notNullable()
      .comment('The user who mapped the name');
    table.string('kind', 16).notNullable().comment('item, person or column');
    table
      .string('name', 500)
      .notNullable()
      .comment('<project>/<task>, a name of a person, or a field of a worklog');
    table
      .string('value', 255)
      .notNullable()
      .comment('The id of a work item, a User reference, or a column');
    // The index also finds all names of a user.
    table.unique(['workspace_id', 'user_ref', 'kind', 'name'], {
      indexName: 'worklog_import_mappings_name_idx',
    });
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.dropTable('worklog_import_mappings');
};
