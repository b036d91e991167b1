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
  /**
   * What lists and counts ask for, so that they find it without the notice.
   *
   * @param {import('knex').Knex.TableBuilder} table
   */
  const ofNotice = table => {
    table.uuid('workspace_id').notNullable();
    table.uuid('project_id').nullable();
    table.uuid('dashboard_id').nullable();
    table.smallint('visibility').notNullable();
    table.string('type', 64).notNullable();
    table.boolean('is_archived').notNullable();
    instant(table, 'snoozed_until').nullable();
    instant(table, 'sort_at')
      .notNullable()
      .comment('When it was told last; of a snoozed one, when it comes back');
    table.integer('count').notNullable();
  };

  await knex.schema.createTable('notification_events', table => {
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
      .uuid('dashboard_id')
      .nullable()
      .comment('For those alone who may read it');
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
      .uuid('action_id')
      .nullable()
      .comment('What it tells of, where several notification_events do');
    table.specificType('audience', json).notNullable().comment('Who is told');
    instant(table, 'created_at').notNullable();
  });
  // Who was told of an act.
  await knex.raw(
    'CREATE INDEX notices_act_idx ON notification_events (action_id) WHERE action_id IS NOT NULL',
  );
  // What somebody gets who becomes an admin; and whether it was told again, or is to be withdrawn.
  await knex.raw(
    'CREATE INDEX notices_admins_idx ON notification_events (workspace_id, created_at, id) WHERE is_for_admins',
  );
  await knex.raw(
    'CREATE INDEX notices_key_idx ON notification_events (workspace_id, dedupe_key, id) WHERE dedupe_key IS NOT NULL',
  );

  await knex.schema.createTable('notified_actions', table => {
    table.comment(
      'Who was told of an act by one notice while others are to be handed out; a copy that counts takes on another notice',
    );
    table
      .uuid('notification_event_id')
      .notNullable()
      .references('notification_events.id')
      .onDelete('CASCADE');
    table.string('user_ref', 255).notNullable();
    table.primary(['notification_event_id', 'user_ref']);
  });

  await knex.schema.createTable('notifications', table => {
    table.comment('Copies of notification_events, each of one person');
    table.uuid('id').primary();
    table.string('user_ref', 255).notNullable();
    table
      .uuid('notification_event_id')
      .notNullable()
      .references('notification_events.id')
      .onDelete('CASCADE');
    ofNotice(table);
    table.smallint('severity').notNullable().comment('0 low to 3 critical');
    instant(table, 'created_at').notNullable();
    instant(table, 'updated_at').notNullable().comment('When it was told last');
    instant(table, 'marked_at')
      .nullable()
      .comment('When the person marked it last, but for all at once');
    // Nobody gets the same notice twice; and the copies of a notice.
    table.unique(['notification_event_id', 'user_ref'], {
      indexName: 'notifications_copy_idx',
    });
  });
  // A person's list, and that of what they have archived.
  for (const [name, condition] of [
    ['list', 'NOT is_archived'],
    ['archived', 'is_archived'],
  ]) {
    await knex.raw(
      `CREATE INDEX notifications_${name}_idx ON notifications (user_ref, sort_at, id) WHERE ${condition}`,
    );
  }

  await knex.schema.createTable('unread_notifications', table => {
    table.comment(
      'What decides about the unread ones: with no row here, a notification is read',
    );
    // Deferred: whether a copy is new or counts with another is found out here.
    table
      .specificType(
        'id',
        `${
          isPostgres ? 'uuid' : 'char(36)'
        } NOT NULL PRIMARY KEY REFERENCES notifications (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED`,
      )
      .comment('Of the notification');
    table.string('user_ref', 255).notNullable();
    table.uuid('notification_event_id').notNullable();
    ofNotice(table);
    table
      .string('dedupe_key', 255)
      .nullable()
      .comment('Until it is read or archived');
  });
  // A person's list of unread ones. What decides whether they may see them comes
  // along, so that the badge is counted without reading rows.
  const counted =
    'workspace_id, project_id, dashboard_id, visibility, snoozed_until';
  await knex.raw(
    `CREATE INDEX unread_notifications_list_idx ON unread_notifications ${
      isPostgres
        ? `(user_ref, sort_at, id) INCLUDE (${counted})`
        : `(user_ref, sort_at, id, ${counted}, is_archived)`
    } WHERE NOT is_archived`,
  );
  // While it is unread, the same key counts instead of adding a row.
  await knex.raw(
    'CREATE UNIQUE INDEX unread_notifications_dedupe_idx ON unread_notifications (user_ref, workspace_id, dedupe_key) WHERE dedupe_key IS NOT NULL',
  );
  // How many have not read an announcement.
  await knex.raw(
    "CREATE INDEX unread_notifications_announced_idx ON unread_notifications (notification_event_id) WHERE type = 'announcement.published'",
  );

  await knex.schema.createTable('notification_readings', table => {
    table.comment('When people marked all of theirs as read');
    table.string('user_ref', 255).notNullable();
    instant(table, 'read_at').notNullable();
    instant(table, 'created_before').notNullable().comment('What it was about');
    table.string('type', 64).nullable().comment('If it was about that alone');
    // Since when a notification is read.
    table.index(['user_ref', 'read_at'], 'notification_readings_person_idx');
    // What retention takes.
    table.index(['read_at'], 'notification_readings_age_idx');
  });

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
      .uuid('notification_event_id')
      .primary()
      .references('notification_events.id')
      .onDelete('CASCADE');
    table.uuid('workspace_id').notNullable();
    table.boolean('is_sent').notNullable();
    table.integer('recipient_count').notNullable();
    table
      .integer('former_unread_count')
      .notNullable()
      .comment('Of those who archived it unread, and whose copies are deleted');
    // The list of a workspace, the latest first.
    table.index(
      ['workspace_id', 'notification_event_id'],
      'announcements_list_idx',
    );
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
    'notification_readings',
    'unread_notifications',
    'notifications',
    'notified_actions',
    'notification_events',
  ]) {
    await knex.schema.dropTable(table);
  }
};
