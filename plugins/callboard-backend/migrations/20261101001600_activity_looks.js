// @ts-check

/**
 * Creates the log of who viewed the activity of a person.
 *
 * Creates only a new table: takes no noticeable time on either engine, and is safe to run
 * by hand before deploying.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('access_log', table => {
    table.comment('Who viewed the activity of a person');
    table.uuid('id').primary().comment('A UUIDv7 of the time of the access');
    table
      .string('person_ref', 255)
      .notNullable()
      .comment('The person whose activity was viewed');
    table.string('viewed_by', 255).notNullable();
    table.text('viewed_by_name').notNullable();
    table.string('kind', 16).notNullable();
    table.string('scope', 16).notNullable();
    table.uuid('workspace_id').nullable().comment('Null for all workspaces');
    table.text('reason').nullable();
    table
      .integer('rows')
      .nullable()
      .comment('The number of rows about the person in an exported file');
    table.timestamp('viewed_at', { useTz: true, precision: 3 }).notNullable();
    table
      .integer('hour')
      .nullable()
      .comment(
        'Hours since 1970; null for accesses that are not limited to one entry per hour',
      );
    // Allows one entry per hour, viewer and person. Each access writes to this index.
    table.unique(['person_ref', 'viewed_by', 'hour'], {
      indexName: 'activity_looks_hourly_idx',
    });
    // The entries about a person, newest first, for that person to see.
    table.index(['person_ref', 'id'], 'activity_looks_list_idx');
    // The entries of a viewer, for the export and the erasure of their data.
    table.index(['viewed_by', 'id'], 'activity_looks_reader_idx');
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('access_log');
};
