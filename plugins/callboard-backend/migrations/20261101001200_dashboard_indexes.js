// @ts-check

const dates = [
  ['start', 'start_date'],
  ['target', 'target_date'],
  ['completed', 'completed_at'],
];

const summed =
  'logged_by, work_item_id, duration_minutes, is_billable, activity_type, department_id';

/**
 * Creates indexes for dashboards: they count items by any of their dates, of which only the
 * creation had an index; and they sum the time of some projects of a workspace from an index alone.
 *
 * Creating the four indexes takes some ten seconds for a million items and three million worklogs,
 * during which these can be read but not written.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  for (const [name, column] of dates) {
    await knex.raw(
      `CREATE INDEX work_items_${name}_idx ON work_items (project_id, ${column})
       WHERE deleted_at IS NULL AND archived_at IS NULL AND NOT is_draft
         AND ${column} IS NOT NULL`,
    );
  }
  await recreateProjectIndex(knex, `workspace_id, ${summed}`);
};

/**
 * Recreates the index of the worklogs of projects.
 *
 * @param {import('knex').Knex} knex
 * @param {string} covered
 */
async function recreateProjectIndex(knex, covered) {
  const keys = 'project_id, logged_at, id';
  const isPostgres = knex.client.config.client.startsWith('pg');
  await knex.raw('DROP INDEX worklogs_project_idx');
  await knex.raw(
    `CREATE INDEX worklogs_project_idx ON worklogs ${
      isPostgres ? `(${keys}) INCLUDE (${covered})` : `(${keys}, ${covered})`
    } WHERE deleted_at IS NULL`,
  );
}

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  for (const [name] of dates) {
    await knex.raw(`DROP INDEX work_items_${name}_idx`);
  }
  await recreateProjectIndex(knex, summed);
};
