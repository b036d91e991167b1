// @ts-check

/**
 * Adds to the steps of periods the person whose period it is, so that My data and erasures find the
 * reasons that approvers wrote about them. Fills the column in one statement: a person has a few
 * steps a week. The column is nullable, because the previous version adds steps without it while
 * replicas are upgraded one by one; `addMissingStepMembers` fills these.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('time_period_steps', table => {
    table.string('member_id', 255).nullable();
    // The steps of a person's periods, for My data, and the steps without a person.
    table.index(['member_id', 'id'], 'time_period_steps_member_idx');
  });
  await knex('time_period_steps').update({
    member_id: knex('time_periods')
      .select('member_id')
      .whereRaw('time_periods.id = time_period_steps.period_id'),
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.alterTable('time_period_steps', table => {
    table.dropIndex(['member_id', 'id'], 'time_period_steps_member_idx');
  });
  // On SQLite, Knex would copy the whole table to drop a column.
  await knex.raw('ALTER TABLE time_period_steps DROP COLUMN member_id');
};
