// @ts-check

/**
 * The parts of the schema. Each may reference tables of those before it.
 *
 * @type {{ up: Migration, down: Migration }[]}
 * @typedef {(knex: import('knex').Knex) => Promise<void>} Migration
 */
const parts = [
  require('./baseline/workspaces'),
  require('./baseline/activity'),
  require('./baseline/outbox'),
  require('./baseline/organisation'),
  require('./baseline/work'),
  require('./baseline/live'),
  require('./baseline/jobs'),
  require('./baseline/notifications'),
  require('./baseline/mails'),
  require('./baseline/dashboards'),
  require('./baseline/webhooks'),
  require('./baseline/time'),
  require('./baseline/dashboardSchedules'),
  require('./baseline/dashboardThresholds'),
  require('./baseline/integrity'),
  require('./baseline/privacy'),
  require('./baseline/criticalEvents'),
];

/**
 * Creates the schema of version 1.0.0. Takes about a second on either engine.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  for (const part of parts) {
    await part.up(knex);
  }
};

/**
 * Drops all tables.
 *
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  for (const part of [...parts].reverse()) {
    await part.down(knex);
  }
};
