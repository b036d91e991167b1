// @ts-check

/**
 * Counts how often a process ended while it ran a job. This is no failure of the job, so it must
 * not use up its attempts; but a job that ends its process every time must be dead-lettered.
 *
 * Adds a column with a constant default to a table that is small unless there is a backlog: takes
 * no noticeable time on either engine, and is safe to run by hand before deploying.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('jobs', table => {
    table
      .integer('interruptions')
      .notNullable()
      .defaultTo(0)
      .comment('The number of consecutive runs whose process ended');
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.alterTable('jobs', table => {
    table.dropColumn('interruptions');
  });
};
