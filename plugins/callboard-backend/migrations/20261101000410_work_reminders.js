// @ts-check

/**
 * How far people have been reminded of due dates.
 *
 * A new table, and an index of the open items that have a due date: some seconds
 * for a million items, in which they cannot be written.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('work_reminders', table => {
    table.comment('How far the people of a workspace have been reminded');
    table
      .uuid('workspace_id')
      .primary()
      .references('workspaces.id')
      .onDelete('CASCADE');
    // Days of the workspace's zone.
    table.string('day', 10).notNullable().comment('Whose reminders are sent');
    table.string('previous_day', 10).notNullable().comment('The one before it');
    table
      .string('after_ref', 255)
      .nullable()
      .comment('Who was reminded last; null once everybody is');
  });
  // The items of a workspace that are due on some days.
  await knex.raw(
    `CREATE INDEX work_items_due_idx ON work_items (workspace_id, target_date)
     WHERE deleted_at IS NULL AND archived_at IS NULL AND NOT is_draft
       AND target_date IS NOT NULL AND completed_at IS NULL`,
  );
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.raw('DROP INDEX work_items_due_idx');
  await knex.schema.dropTable('work_reminders');
};
