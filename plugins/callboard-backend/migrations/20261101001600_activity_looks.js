// @ts-check

/**
 * Who looked at what people did.
 *
 * A new table only: instant on both engines, and safe to run by hand before
 * deploying.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('access_log', table => {
    table.comment('Who looked at what people did');
    table.uuid('id').primary().comment('A UUIDv7 of the instant');
    table.string('person_ref', 255).notNullable().comment('Who was looked at');
    table.string('viewed_by', 255).notNullable();
    table.text('viewed_by_name').notNullable();
    table.string('kind', 16).notNullable();
    table.string('scope', 16).notNullable();
    table.uuid('workspace_id').nullable().comment('Null for all of them');
    table.text('reason').nullable();
    table.integer('rows').nullable().comment('How many a file has');
    table.timestamp('viewed_at', { useTz: true, precision: 3 }).notNullable();
    table
      .integer('hour')
      .nullable()
      .comment('Since 1970, of what is recorded once an hour');
    // Those who read all day are recorded once an hour. Costs each look a write.
    table.unique(['person_ref', 'viewed_by', 'hour'], {
      indexName: 'activity_looks_hourly_idx',
    });
    // What people see of it, newest first.
    table.index(['person_ref', 'id'], 'activity_looks_list_idx');
    // What somebody finds who asks what is stored about them, or erases it.
    table.index(['viewed_by', 'id'], 'activity_looks_reader_idx');
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('access_log');
};
