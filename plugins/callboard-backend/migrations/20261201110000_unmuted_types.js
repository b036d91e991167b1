// @ts-check

/**
 * Adds the table of the times at which users turned the bells of notification types on again, so
 * that an admin does not get the events of the muted time as earlier notifications. The table is
 * empty, so the migration is instant: bells that were turned on before are not in it.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('unmuted_types', table => {
    table.comment(
      'When users last turned the bell of a notification type on again',
    );
    table.string('user_ref', 255).notNullable();
    table.string('type', 64).notNullable();
    table
      .timestamp('unmuted_at', { useTz: true, precision: 3 })
      .notNullable()
      .comment('Admins get no earlier notifications from up to this time');
    table.primary(['user_ref', 'type']);
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.dropTable('unmuted_types');
};
