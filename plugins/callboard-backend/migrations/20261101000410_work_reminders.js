// @ts-check

/**
 * Creates the table of the progress of reminders of due dates.
 *
 * Also creates an index of the open items that have a due date. For a million items this takes some
 * seconds, during which items cannot be written.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('work_reminders', table => {
    table.comment('The progress of the reminders of due dates, per workspace');
    table
      .uuid('workspace_id')
      .primary()
      .references('workspaces.id')
      .onDelete('CASCADE');
    // Days in the time zone of the workspace.
    table
      .string('day', 10)
      .notNullable()
      .comment('The day whose reminders are being sent');
    table
      .string('previous_day', 10)
      .notNullable()
      .comment('The day of the reminders before these');
    table
      .string('after_ref', 255)
      .nullable()
      .comment(
        'The user who was reminded last; null once everybody has been reminded',
      );
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
