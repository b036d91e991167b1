// @ts-check

/**
 * Creates notifications, their preferences, and what users follow.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  const isPostgres = knex.client.config.client.startsWith('pg');
  const json = isPostgres ? 'json' : 'text';
  /** @param {import('knex').Knex.TableBuilder} table @param {string} name */
  const addTimestamp = (table, name) =>
    table.timestamp(name, { useTz: true, precision: 3 });
  /**
   * Adds the columns of the event that lists and counts filter by, so that they need not read the
   * event.
   *
   * @param {import('knex').Knex.TableBuilder} table
   */
  const addEventColumns = table => {
    table.uuid('workspace_id').notNullable();
    table.uuid('project_id').nullable();
    table.uuid('dashboard_id').nullable();
    table.smallint('visibility').notNullable();
    table.string('type', 64).notNullable();
    table.boolean('is_archived').notNullable();
    addTimestamp(table, 'snoozed_until').nullable();
    addTimestamp(table, 'sort_at')
      .notNullable()
      .comment(
        'The time of the last event; for a snoozed notification, the end of the snooze',
      );
    table.integer('count').notNullable();
  };

  await knex.schema.createTable('notification_events', table => {
    table.comment('Notification events, stored once for all their recipients');
    table.uuid('id').primary();
    table
      .uuid('workspace_id')
      .notNullable()
      .references('workspaces.id')
      .onDelete('CASCADE');
    table.uuid('project_id').nullable();
    table
      .uuid('work_item_id')
      .nullable()
      .comment('The work item that the event is about, if any');
    table
      .uuid('dashboard_id')
      .nullable()
      .comment('Only users who may read this dashboard are notified');
    table
      .smallint('visibility')
      .notNullable()
      .comment('The visibility of the event');
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
        'Sent to all admins of the workspace, and later to new admins, too',
      );
    table
      .uuid('action_id')
      .nullable()
      .comment('The action that caused the event, if it caused several events');
    table
      .specificType('audience', json)
      .notNullable()
      .comment('The recipients');
    addTimestamp(table, 'created_at').notNullable();
  });
  // The events of an action.
  await knex.raw(
    'CREATE INDEX notification_events_action_idx ON notification_events (action_id) WHERE action_id IS NOT NULL',
  );
  // The events that a new admin gets.
  await knex.raw(
    'CREATE INDEX notification_events_admins_idx ON notification_events (workspace_id, created_at, id) WHERE is_for_admins',
  );
  await knex.raw(
    'CREATE INDEX notification_events_dedupe_idx ON notification_events (workspace_id, dedupe_key, id) WHERE dedupe_key IS NOT NULL',
  );

  await knex.schema.createTable('notified_actions', table => {
    table.comment(
      'Users notified of an action by one of its events while others remain to be sent. The notification may refer to a later event by then',
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
    table.comment('Notifications: one row per event and recipient');
    table.uuid('id').primary();
    table.string('user_ref', 255).notNullable();
    table
      .uuid('notification_event_id')
      .notNullable()
      .references('notification_events.id')
      .onDelete('CASCADE');
    addEventColumns(table);
    table.smallint('severity').notNullable().comment('0 low to 3 critical');
    addTimestamp(table, 'created_at').notNullable();
    addTimestamp(table, 'updated_at')
      .notNullable()
      .comment('The time of the last event');
    addTimestamp(table, 'marked_at')
      .nullable()
      .comment(
        'When the user last marked it individually, not with all others',
      );
    // Each recipient gets an event once. Also finds the recipients of an event.
    table.unique(['notification_event_id', 'user_ref'], {
      indexName: 'notifications_recipient_idx',
    });
  });
  // The list of a user, and the list of their archived notifications.
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
      'Unread notifications: a notification without a row here is read',
    );
    // The reference is deferred because a row is inserted here before its notification: this insert
    // decides whether a notification is new or increases the count of another.
    table
      .specificType(
        'id',
        `${
          isPostgres ? 'uuid' : 'char(36)'
        } NOT NULL PRIMARY KEY REFERENCES notifications (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED`,
      )
      .comment('The id of the notification');
    table.string('user_ref', 255).notNullable();
    table.uuid('notification_event_id').notNullable();
    addEventColumns(table);
    table
      .string('dedupe_key', 255)
      .nullable()
      .comment(
        'Null if the event has none, or once the notification is archived',
      );
  });
  // The unread notifications of a user. Contains the columns that decide which of them the user may
  // see, so that they are counted without reading the table.
  const counted =
    'workspace_id, project_id, dashboard_id, visibility, snoozed_until';
  await knex.raw(
    `CREATE INDEX unread_notifications_list_idx ON unread_notifications ${
      isPostgres
        ? `(user_ref, sort_at, id) INCLUDE (${counted})`
        : `(user_ref, sort_at, id, ${counted}, is_archived)`
    } WHERE NOT is_archived`,
  );
  // While a notification is unread, another event with the same key increases its count instead of
  // adding a row.
  await knex.raw(
    'CREATE UNIQUE INDEX unread_notifications_dedupe_idx ON unread_notifications (user_ref, workspace_id, dedupe_key) WHERE dedupe_key IS NOT NULL',
  );
  // Counts the recipients who have not read an announcement.
  await knex.raw(
    "CREATE INDEX unread_notifications_announced_idx ON unread_notifications (notification_event_id) WHERE type = 'announcement.published'",
  );

  await knex.schema.createTable('notification_readings', table => {
    table.comment('When users marked all their notifications as read');
    table.string('user_ref', 255).notNullable();
    addTimestamp(table, 'read_at').notNullable();
    addTimestamp(table, 'created_before')
      .notNullable()
      .comment('Only notifications before this time were marked');
    table
      .string('type', 64)
      .nullable()
      .comment('Only notifications of this type were marked; null for all');
    // Finds out when a notification was marked as read.
    table.index(['user_ref', 'read_at'], 'notification_readings_person_idx');
    // Finds old rows to delete.
    table.index(['read_at'], 'notification_readings_age_idx');
  });

  await knex.schema.createTable('notification_preferences', table => {
    table.comment(
      'The channels that users have chosen for a notification type',
    );
    table.string('user_ref', 255).notNullable();
    table.string('type', 64).notNullable();
    for (const channel of ['bell', 'email', 'browser', 'digest']) {
      table.boolean(channel).notNullable();
    }
    table.primary(['user_ref', 'type']);
  });
  await knex.schema.createTable('notification_settings', table => {
    table.comment('The digest schedules and quiet hours of users');
    table.string('user_ref', 255).primary();
    table.string('digest_frequency', 8).notNullable();
    table.string('digest_at', 5).notNullable();
    table.smallint('digest_weekday').notNullable();
    table.string('timezone', 64).nullable();
    table.string('quiet_from', 5).nullable();
    table.string('quiet_to', 5).nullable();
  });

  await knex.schema.createTable('subscriptions', table => {
    table.comment('What users follow or have muted');
    table.string('user_ref', 255).notNullable();
    table
      .uuid('thread_id')
      .notNullable()
      .comment('The id of the work item or project');
    table
      .uuid('project_id')
      .notNullable()
      .references('projects.id')
      .onDelete('CASCADE');
    table.string('level', 8).notNullable().comment('all, mentions or none');
    table.primary(['user_ref', 'thread_id']);
    // The followers of a work item or project.
    table.index(['thread_id'], 'subscriptions_thread_idx');
  });

  await knex.schema.createTable('announcements', table => {
    table.comment('Announcements of admins to the members of their workspace');
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
      .comment(
        'Recipients who archived it unread and whose notifications have been deleted',
      );
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
