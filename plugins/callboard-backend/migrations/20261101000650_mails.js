// @ts-check

/**
 * The mails that people get, when their digests are due, and how the mail server
 * is doing.
 *
 * New tables only: instant on both engines, and safe to run by hand before
 * deploying.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  /**
   * @param {import('knex').Knex.CreateTableBuilder} table
   * @param {string} name
   */
  const instant = (table, name) =>
    table.timestamp(name, { useTz: true, precision: 3 });

  await knex.schema.createTable('mails', table => {
    table.uuid('id').primary();
    table.string('user_ref', 255).notNullable();
    table.string('kind', 16).notNullable().comment('notification or digest');
    table
      .string('about', 64)
      .notNullable()
      .comment('The id of the notification, or the span of the digest');
    table.string('status', 16).notNullable();
    table
      .string('email', 254)
      .nullable()
      .comment('Where it was sent to, once that was tried');
    table.text('last_error').nullable();
    table
      .boolean('was_unanswered')
      .notNullable()
      .comment('A server may have taken it, and did not say so');
    instant(table, 'created_at').notNullable();
    instant(table, 'updated_at').notNullable();
    // Nobody is mailed twice about the same.
    table.unique(['user_ref', 'kind', 'about'], {
      indexName: 'mails_once_idx',
    });
    // What happened lately, and what retention takes.
    table.index(['updated_at'], 'mails_age_idx');
  });
  // What waits, however much was sent.
  await knex.raw(
    "CREATE INDEX mails_open_idx ON mails (created_at) WHERE status IN ('waiting', 'sending')",
  );

  await knex.schema.createTable('digests', table => {
    table.string('user_ref', 255).primary();
    table.string('frequency', 16).notNullable().comment('daily or weekly');
    table.string('at', 5).notNullable();
    table.smallint('weekday').notNullable();
    table.string('timezone', 64).notNullable();
    instant(table, 'since')
      .notNullable()
      .comment('What was told before is in a digest already, or in none');
    instant(table, 'next_at').notNullable();
    // Those that are due.
    table.index(['next_at'], 'digests_due_idx');
  });

  await knex.schema.createTable('digest_backfill', table => {
    table.comment('What was told after the digest about its time was ordered');
    table.string('user_ref', 255).notNullable();
    instant(table, 'since')
      .notNullable()
      .comment('The beginning of the span of the digest that tells it');
    table.uuid('notification_id').notNullable();
    table.primary(['user_ref', 'since', 'notification_id']);
  });

  await knex.schema.createTable('mail_server', table => {
    table.smallint('id').primary().comment('There is one');
    table
      .string('unsubscribe_secret', 64)
      .notNullable()
      .comment('Signs the links in mails');
    instant(table, 'failing_since').nullable();
    instant(table, 'failed_at').nullable();
    table.text('last_error').nullable();
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('mail_server');
  await knex.schema.dropTable('digest_backfill');
  await knex.schema.dropTable('digests');
  await knex.schema.dropTable('mails');
};
