// @ts-check

const dates = [
  ['start', 'start_date'],
  ['target', 'target_date'],
  ['completed', 'completed_at'],
];

const summed =
  'logged_by, work_item_id, duration_minutes, is_billable, activity_type, department_id';

/**
 * What dashboards count by: items of some days by any of their dates, where there was
 * an index of when they were made alone, and time of some projects of a workspace
 * without a look at the entries themselves.
 *
 * Four indexes: some ten seconds for a million items and three million entries, in
 * which they can be read but not written.
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
  await indexProjects(knex, `workspace_id, ${summed}`);
};

/**
 * Makes the index of the entries of projects anew.
 *
 * @param {import('knex').Knex} knex
 * @param {string} covered
 */
async function indexProjects(knex, covered) {
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
  await indexProjects(knex, summed);
};
