// @ts-check

/**
 * What people are told, how they want to be told, and what they follow.
 *
 * New tables only: instant on both engines, and safe to run by hand before
 * deploying.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  const isPostgres = knex.client.config.client.startsWith('pg');
  const json = isPostgres ? 'json' : 'text';
  /** @param {import('knex').Knex.TableBuilder} table @param {string} name */
  const instant = (table, name) =>
    table.timestamp(name, { useTz: true, precision: 3 });

  await knex.schema.createTable('notices', table => {
    table.comment('What was told, once, however many are told');
    table.uuid('id').primary();
    table
      .uuid('workspace_id')
      .notNullable()
      .references('workspaces.id')
      .onDelete('CASCADE');
    table.uuid('project_id').nullable();
    table.uuid('work_item_id').nullable().comment('Its thread');
    table
      .smallint('visibility')
      .notNullable()
      .comment('Who may see what it tells of');
    table.string('type', 64).notNullable();
    table.string('title', 255).notNullable();
    table.text('body').nullable();
    table.text('target_url').nullable();
    table.smallint('severity').notNullable().comment('0 low to 3 critical');
    table.specificType('meta', json).notNullable();
    table.string('actor_ref', 255).nullable();
    table.string('rule', 64).notNullable();
    table.text('reason').notNullable();
    table.string('dedupe_key', 255).nullable();
    table.boolean('is_mention').notNullable();
    table.boolean('is_mandatory').notNullable();
    table
      .boolean('is_for_admins')
      .notNullable()
      .comment(
        'Told to all admins of the workspace, so also to whoever becomes one',
      );
    table
      .uuid('act_id')
      .nullable()
      .comment('What it tells of, where several notices do');
    table.specificType('audience', json).notNullable().comment('Who is told');
    instant(table, 'created_at').notNullable();
  });
  // Who was told of an act.
  await knex.raw(
    'CREATE INDEX notices_act_idx ON notices (act_id) WHERE act_id IS NOT NULL',
  );
  // What somebody gets who becomes an admin, and whether it was told again.
  await knex.raw(
    'CREATE INDEX notices_admins_idx ON notices (workspace_id, created_at, id) WHERE is_for_admins',
  );
  await knex.raw(
    'CREATE INDEX notices_key_idx ON notices (workspace_id, dedupe_key, id) WHERE is_for_admins AND dedupe_key IS NOT NULL',
  );

  await knex.schema.createTable('notifications', table => {
    table.comment('Copies of notices, each with the marks of one person');
    table.uuid('id').primary();
    table.string('user_ref', 255).notNullable();
    table
      .uuid('notice_id')
      .notNullable()
      .references('notices.id')
      .onDelete('CASCADE');
    // Of the notice: so that a person's are found and counted without it.
    table.uuid('workspace_id').notNullable();
    table.uuid('project_id').nullable();
    table.smallint('visibility').notNullable();
    table.string('type', 64).notNullable();
    table.smallint('severity').notNullable().comment('0 low to 3 critical');
    table.boolean('is_read').notNullable();
    table.boolean('is_archived').notNullable();
    instant(table, 'snoozed_until').nullable();
    table.integer('count').notNullable();
    table
      .string('dedupe_key', 255)
      .nullable()
      .comment('Until it is read or archived');
    instant(table, 'created_at').notNullable();
    instant(table, 'updated_at').notNullable().comment('When it was told last');
    instant(table, 'marked_at')
      .nullable()
      .comment('When the person marked it last');
    instant(table, 'sort_at')
      .notNullable()
      .comment('When it was told last; of a snoozed one, when it comes back');
    // Nobody gets the same notice twice; and the copies of a notice.
    table.unique(['notice_id', 'user_ref'], {
      indexName: 'notifications_copy_idx',
    });
  });
  // What decides whether a person may see it comes along in the index of the
  // unread ones, so that the badge is counted without reading rows.
  const counted = 'workspace_id, project_id, visibility, snoozed_until';
  const unread = isPostgres
    ? `(user_ref, sort_at, id) INCLUDE (${counted})`
    : `(user_ref, sort_at, id, ${counted}, is_read, is_archived)`;
  for (const [name, columns, condition] of [
    ['list', '(user_ref, sort_at, id)', 'NOT is_archived'],
    ['unread', unread, 'NOT is_read AND NOT is_archived'],
    ['archived', '(user_ref, sort_at, id)', 'is_archived'],
    // How many have read an announcement.
    ['announced', '(notice_id)', "is_read AND type = 'announcement.published'"],
  ]) {
    await knex.raw(
      `CREATE INDEX notifications_${name}_idx ON notifications ${columns} WHERE ${condition}`,
    );
  }
  // While it is unread, the same key counts instead of adding a row.
  await knex.raw(
    'CREATE UNIQUE INDEX notifications_dedupe_idx ON notifications (user_ref, workspace_id, dedupe_key) WHERE dedupe_key IS NOT NULL',
  );

  await knex.schema.createTable('notification_preferences', table => {
    table.comment('How people want to be told of a type, if they said so');
    table.string('user_ref', 255).notNullable();
    table.string('type', 64).notNullable();
    for (const channel of ['bell', 'email', 'browser', 'digest']) {
      table.boolean(channel).notNullable();
    }
    table.primary(['user_ref', 'type']);
  });
  await knex.schema.createTable('notification_settings', table => {
    table.comment('When people want to be told');
    table.string('user_ref', 255).primary();
    table.string('digest_frequency', 8).notNullable();
    table.string('digest_at', 5).notNullable();
    table.smallint('digest_weekday').notNullable();
    table.string('timezone', 64).nullable();
    table.string('quiet_from', 5).nullable();
    table.string('quiet_to', 5).nullable();
  });

  await knex.schema.createTable('subscriptions', table => {
    table.comment('What people follow or have muted');
    table.string('user_ref', 255).notNullable();
    table
      .uuid('thread_id')
      .notNullable()
      .comment('The work item, or the project');
    table
      .uuid('project_id')
      .notNullable()
      .references('projects.id')
      .onDelete('CASCADE');
    table.string('level', 8).notNullable().comment('all, mentions or none');
    table.primary(['user_ref', 'thread_id']);
    // Who follows it.
    table.index(['thread_id'], 'subscriptions_thread_idx');
  });

  await knex.schema.createTable('announcements', table => {
    table.comment('What admins have told the people of their workspace');
    table
      .uuid('notice_id')
      .primary()
      .references('notices.id')
      .onDelete('CASCADE');
    table.uuid('workspace_id').notNullable();
    table.boolean('is_sent').notNullable();
    table.integer('recipient_count').notNullable();
    table
      .integer('former_read_count')
      .notNullable()
      .comment('Of those whose copies were deleted since');
    // The list of a workspace, the latest first.
    table.index(['workspace_id', 'notice_id'], 'announcements_list_idx');
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  for (const table of [
    'announcements',
    'subscriptions',
    'notification_settings',
    'notification_preferences',
    'notifications',
    'notices',
  ]) {
    await knex.schema.dropTable(table);
  }
};
