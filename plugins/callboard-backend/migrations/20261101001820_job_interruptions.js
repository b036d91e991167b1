// @ts-check

/**
 * How often a process ended while it ran a job. That is no failure of the job, so it must not
 * use up its attempts; but a job that ends its process every time has to be dead-lettered.
 *
 * Adds a column with a constant default to a table that is small unless something is behind:
 * instant on both engines, and safe to run by hand before deploying.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('jobs', table => {
    table
      .integer('interruptions')
      .notNullable()
      .defaultTo(0)
      .comment('Runs in a row that ended with their process');
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
