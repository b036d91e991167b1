// @ts-check

/**
 * Creates emails, the schedules of digests, and the state of the mail server.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  /**
   * @param {import('knex').Knex.CreateTableBuilder} table
   * @param {string} name
   */
  const addTimestamp = (table, name) =>
    table.timestamp(name, { useTz: true, precision: 3 });

  await knex.schema.createTable('mails', table => {
    table.uuid('id').primary();
    table.string('user_ref', 255).notNullable();
    table
      .string('kind', 16)
      .notNullable()
      .comment('notification, digest or document');
    table
      .string('about', 64)
      .notNullable()
      .comment(
        'The id of the notification, the period of the digest, or the reference of the document',
      );
    table.string('status', 16).notNullable();
    table
      .string('email', 254)
      .nullable()
      .comment('The address it was sent to; null before the first attempt');
    table.text('last_error').nullable();
    table
      .boolean('was_unanswered')
      .notNullable()
      .comment('A mail server may have accepted it without a response');
    addTimestamp(table, 'created_at').notNullable();
    addTimestamp(table, 'updated_at').notNullable();
    // Each user gets one email about the same subject.
    table.unique(['user_ref', 'kind', 'about'], {
      indexName: 'mails_once_idx',
    });
    // Lists recent emails, and finds old ones to delete.
    table.index(['updated_at'], 'mails_age_idx');
  });
  // The emails to be sent, which are few among those sent already.
  await knex.raw(
    "CREATE INDEX mails_open_idx ON mails (created_at) WHERE status IN ('waiting', 'sending')",
  );

  await knex.schema.createTable('digests', table => {
    table.string('user_ref', 255).primary();
    table.string('frequency', 16).notNullable().comment('daily or weekly');
    table.string('at', 5).notNullable();
    table.smallint('weekday').notNullable();
    table.string('timezone', 64).notNullable();
    addTimestamp(table, 'since')
      .notNullable()
      .comment('The start of the period of the next digest');
    addTimestamp(table, 'next_at').notNullable();
    // The digests that are due.
    table.index(['next_at'], 'digests_due_idx');
  });

  await knex.schema.createTable('digest_backfill', table => {
    table.comment(
      'Notifications delivered after the digest of their period was queued; they belong to the next digest',
    );
    table.string('user_ref', 255).notNullable();
    addTimestamp(table, 'since')
      .notNullable()
      .comment(
        'The start of the period of the digest that contains the notification',
      );
    table.uuid('notification_id').notNullable();
    table.primary(['user_ref', 'since', 'notification_id']);
  });

  await knex.schema.createTable('mail_server', table => {
    table.smallint('id').primary().comment('The table has a single row');
    table
      .string('unsubscribe_secret', 64)
      .notNullable()
      .comment('Signs the links in emails');
    addTimestamp(table, 'failing_since').nullable();
    addTimestamp(table, 'failed_at').nullable();
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
