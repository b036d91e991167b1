// @ts-check

/**
 * Adds the mappings of imported files that projects remember. A new, empty table: takes
 * milliseconds on either engine, and the previous version ignores it.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('work_import_mappings', table => {
    table.comment(
      'How columns, states and people of imported files correspond to those of a project',
    );
    table.uuid('id').primary();
    table
      .uuid('project_id')
      .notNullable()
      .references('projects.id')
      .onDelete('CASCADE');
    table
      .string('kind', 16)
      .notNullable()
      .comment('What is mapped: columns, states or people');
    table
      .string('name', 255)
      .notNullable()
      .comment(
        'The field of a column; the name of a state or person in files, in upper case',
      );
    table
      .string('value', 255)
      .nullable()
      .comment(
        'The column in files; the id of the state; the reference of the user. Null for a field that is not read',
      );
    // The index also finds all names of a project.
    table.unique(['project_id', 'kind', 'name'], {
      indexName: 'work_import_mappings_name_idx',
    });
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.dropTable('work_import_mappings');
};
