// @ts-check
const { createSearchIndex } = require('./lib/createSearchIndex');

/**
 * How much larger the numbers in the log are than those that this server gives its
 * transactions. It is 0 until the database is restored into a server that has not come as
 * far as the one before.
 */
const ARRIVAL_OFFSET = `
  CREATE FUNCTION arrival_offset() RETURNS bigint
  LANGUAGE sql STABLE AS 'SELECT 0::bigint'`;

/** The number of the transaction that adds a row to the log. */
const NEW_ARRIVAL = `
  CREATE FUNCTION new_arrival() RETURNS xid8
  LANGUAGE sql VOLATILE AS 'SELECT pg_current_xact_id()'`;

const MONTHS_AHEAD = 3;

/**
 * The smallest UUIDv7 of an instant: its milliseconds, then zeros.
 *
 * @param {number} ms
 */
function lowestId(ms) {
  const hex = ms.toString(16).padStart(12, '0');
  return `${hex.slice(0, 8)}-${hex.slice(8)}-0000-0000-000000000000`;
}

/**
 * How many rows the log has, along what pages ask: made from the log, and always
 * to be made anew from it. Details of bulk changes are not in them.
 *
 * @param {import('knex').Knex} knex
 */
async function createRollups(knex) {
  const isPostgres = knex.client.config.client.startsWith('pg');
  const uuid = isPostgres ? 'uuid' : 'char(36)';
  // Each row is counted four times: in all, by action, by type, and by both.
  // Empty stands for all actions or types, and for none where it is by type.
  const kind = `
      breakdown smallint NOT NULL,
      action varchar(64) NOT NULL,
      entity_type varchar(64) NOT NULL`;

  /**
   * Makes a table of counts by a span of time and whatever else.
   *
   * @param {string} table
   * @param {string} columns
   * @param {string} key
   */
  const createCounts = async (table, columns, key) => {
    await knex.raw(
      `CREATE TABLE ${table} (${kind}, ${columns},
        workspace_id ${uuid} NOT NULL,
        count integer NOT NULL,
        PRIMARY KEY (breakdown, action, entity_type, ${key}, workspace_id)
      ) ${isPostgres ? 'PARTITION BY LIST (breakdown)' : 'WITHOUT ROWID'}`,
    );
    if (!isPostgres) {
      return;
    }
    // The few counts of a coarse breakdown lie together, not strewn among the
    // many of a fine one. They are written again and again: with room for the
    // new beside the old, the indexes stay as they are.
    for (const breakdown of [0, 1, 2, 3]) {
      await knex.raw(
        `CREATE TABLE ${table}_${breakdown} PARTITION OF ${table} FOR VALUES IN (${breakdown}) WITH (fillfactor = 85)`,
      );
    }
  };

  // Days of UTC: few rows for long ranges.
  await createCounts('activity_days', 'day integer NOT NULL', 'day');

  // Quarters of an hour fit the days of every zone.
  await createCounts(
    'activity_quarter_hours',
    'quarter_hour integer NOT NULL',
    'quarter_hour',
  );

  // By person only days of UTC: with finer spans there would be nearly as many
  // as there are rows in the log.
  await createCounts(
    'activity_person_days',
    'day integer NOT NULL, user_id varchar(255) NOT NULL',
    'day, user_id',
  );
  // What one person did.
  await knex.raw(
    'CREATE INDEX activity_person_days_user_idx ON activity_person_days (user_id, breakdown, day)',
  );

  // The same of what is shared, by who shares it: the workspace or a project.
  // What a member may see is a sum of some of them.
  const audience = `visibility smallint NOT NULL, scope_id ${uuid} NOT NULL`;
  await createCounts(
    'activity_shared_days',
    `day integer NOT NULL, ${audience}`,
    'day, visibility, scope_id',
  );
  await createCounts(
    'activity_shared_quarter_hours',
    `quarter_hour integer NOT NULL, ${audience}`,
    'quarter_hour, visibility, scope_id',
  );
  await createCounts(
    'activity_shared_person_days',
    `day integer NOT NULL, user_id varchar(255) NOT NULL, ${audience}`,
    'day, user_id, visibility, scope_id',
  );
  await knex.raw(
    'CREATE INDEX activity_shared_person_days_user_idx ON activity_shared_person_days (user_id, breakdown, day)',
  );

  // What people are called in their newest row.
  await knex.raw(
    `CREATE TABLE activity_people (
      user_id varchar(255) PRIMARY KEY,
      last_id ${uuid} NOT NULL,
      user_name text NOT NULL
    ) ${isPostgres ? '' : 'WITHOUT ROWID'}`,
  );

  await createTexts(knex);

  await knex.raw(`
    CREATE TABLE activity_rollup_watermark (
      only_row smallint PRIMARY KEY CHECK (only_row = 1),
      arrival ${isPostgres ? 'xid8' : 'integer'} NOT NULL
    )`);
  await knex.raw(`INSERT INTO activity_rollup_watermark VALUES (1, '0')`);
}

/**
 * The texts of the log, each once, so that searching need not read the log. A
 * row is found through the text about its entity or, without an entity, through
 * its label, and through the name of its person.
 *
 * On PostgreSQL this wants the extension pg_trgm, as searching staff does;
 * without it, all texts are read, which are still much less than the log.
 *
 * @param {import('knex').Knex} knex
 */
async function createTexts(knex) {
  const isPostgres = knex.client.config.client.startsWith('pg');
  const uuid = isPostgres ? 'uuid' : 'char(36)';
  const key = isPostgres
    ? 'bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY'
    : 'integer PRIMARY KEY';
  // The days are those on which the text occurs first and last.
  await knex.raw(`
    CREATE TABLE activity_texts (
      id ${key},
      kind smallint NOT NULL,
      about_id varchar(255) NOT NULL,
      workspace_id ${uuid} NOT NULL,
      is_shared ${isPostgres ? 'boolean' : 'integer'} NOT NULL,
      first_day integer NOT NULL,
      last_day integer NOT NULL,
      text text NOT NULL
    )${isPostgres ? ' WITH (fillfactor = 90)' : ''}`);
  // Whether a text is known; and what is known about an entity or a person, to be
  // forgotten. On PostgreSQL the beginning of the text, as long texts do not fit.
  await knex.raw(
    `CREATE INDEX activity_texts_known_idx ON activity_texts (about_id, ${
      isPostgres ? 'left(text, 200)' : 'text'
    })`,
  );
  // The rows without an entity that have a text as their label.
  await knex.raw(`
    CREATE TABLE activity_text_rows (
      text_id ${isPostgres ? 'bigint' : 'integer'} NOT NULL,
      activity_id ${uuid} NOT NULL,
      PRIMARY KEY (text_id, activity_id)
    ) ${isPostgres ? '' : 'WITHOUT ROWID'}`);
  if (isPostgres) {
    await createSearchIndex(knex, {
      name: 'activity_texts_search_idx',
      on: trigrams => `activity_texts USING gin (text ${trigrams})`,
    });
  }
}

/**
 * The activity log.
 *
 * On PostgreSQL it is partitioned by month along its own id: a UUIDv7 begins
 * with its millisecond, so a month is a range of ids, the id alone is the
 * primary key, newest-first is its own order, and a month can be dropped at
 * once. There is no default partition: with one, ordered reads would merge all
 * months instead of walking them.
 *
 * New tables only: instant on both engines, and safe to run by hand before
 * deploying.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  const isPostgres = knex.client.config.client.startsWith('pg');
  if (isPostgres) {
    await knex.raw(ARRIVAL_OFFSET);
    await knex.raw(NEW_ARRIVAL);
  }
  const uuid = isPostgres ? 'uuid' : 'char(36)';
  const instant = isPostgres ? 'timestamptz(3)' : 'datetime';
  const flag = isPostgres ? 'boolean' : 'integer';
  // json and not jsonb: the log keeps what it was given, in its order.
  const json = isPostgres ? 'json' : 'text';
  // In what order rows became visible: on PostgreSQL by the transaction that
  // added them, as transactions commit in another order than they begin. Whoever
  // takes up "everything since" reads by it.
  const arrival = isPostgres
    ? 'xid8 NOT NULL DEFAULT new_arrival()'
    : 'integer PRIMARY KEY AUTOINCREMENT';

  await knex.raw(`
    CREATE TABLE activity (
      arrival ${arrival},
      id ${uuid} NOT NULL,
      workspace_id ${uuid} NOT NULL,
      project_id ${uuid},
      visibility smallint NOT NULL,
      user_id varchar(255) NOT NULL,
      user_name text NOT NULL,
      user_email text,
      action varchar(64) NOT NULL,
      entity_type varchar(64),
      entity_id varchar(255),
      entity_label varchar(512),
      metadata ${json},
      changes ${json} NOT NULL,
      created_at ${instant} NOT NULL,
      batch_id ${uuid},
      is_detail ${flag} NOT NULL,
      is_dated ${flag} NOT NULL DEFAULT ${isPostgres ? 'false' : '0'},
      source varchar(16) NOT NULL,
      ip varchar(64),
      request_id varchar(64),
      search_text text NOT NULL,
      ${isPostgres ? 'PRIMARY KEY (id) INCLUDE (is_detail)' : 'UNIQUE (id)'}
    )${isPostgres ? ' PARTITION BY RANGE (id)' : ''}`);

  // Each index ends with the id, so that lists come out of it in their order
  // and date ranges are ranges of it, and with is_detail, so that totals and
  // counts need not look into the table.

  // The list of a workspace.
  await knex.raw(
    'CREATE INDEX activity_workspace_idx ON activity (workspace_id, id, is_detail)',
  );
  // By person, and a person's own activity; with their types, which are few,
  // and with all that says who else sees it.
  await knex.raw(
    'CREATE INDEX activity_user_idx ON activity (user_id, id, is_detail, workspace_id, visibility, project_id, entity_type)',
  );
  // By person and action: a rare action of somebody busy.
  await knex.raw(
    'CREATE INDEX activity_user_action_idx ON activity (user_id, action, id, is_detail)',
  );
  // By action.
  await knex.raw(
    'CREATE INDEX activity_action_idx ON activity (action, id, is_detail)',
  );
  // By entity type.
  await knex.raw(
    'CREATE INDEX activity_entity_type_idx ON activity (entity_type, id, is_detail)',
  );
  // The history of one thing; its id alone finds it, whatever its type.
  await knex.raw(
    'CREATE INDEX activity_entity_idx ON activity (entity_id, id, is_detail)',
  );
  // What happened in a project: changes only, which are few among all rows; with
  // all that says who sees it.
  await knex.raw(
    'CREATE INDEX activity_project_idx ON activity (project_id, id, visibility, workspace_id, entity_type, is_detail) WHERE project_id IS NOT NULL',
  );
  // What the people of a workspace, or of its projects, share.
  await knex.raw(
    'CREATE INDEX activity_shared_idx ON activity (workspace_id, id, visibility, project_id, entity_type, is_detail) WHERE visibility <= 3',
  );

  // What is more than looking: little among very much.
  await knex.raw(
    "CREATE INDEX activity_acts_idx ON activity (workspace_id, id, is_detail) WHERE action NOT IN ('page_view', 'entity_view', 'search', 'click', 'not_found')",
  );
  // What other plugins audited, which is kept for its own time.
  await knex.raw(
    "CREATE INDEX activity_audit_idx ON activity (workspace_id, id) WHERE source = 'auditor'",
  );
  // What one bulk change did.
  await knex.raw(
    'CREATE INDEX activity_batch_idx ON activity (batch_id, id) WHERE batch_id IS NOT NULL',
  );

  // What has arrived and is not counted or sealed yet, and what a seal is made of.
  // SQLite has it: its row number.
  if (isPostgres) {
    await knex.raw(
      'CREATE INDEX activity_arrival_idx ON activity (arrival, id)',
    );
  }

  if (isPostgres) {
    const now = new Date();
    for (let ahead = 0; ahead <= MONTHS_AHEAD; ahead += 1) {
      const [from, to] = [ahead, ahead + 1].map(
        month =>
          new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + month)),
      );
      const name = `activity_${from
        .toISOString()
        .slice(0, 7)
        .replace('-', '_')}`;
      await knex.raw(
        `CREATE TABLE ${name} PARTITION OF activity FOR VALUES FROM ('${lowestId(
          from.getTime(),
        )}') TO ('${lowestId(to.getTime())}')`,
      );
    }
  }

  await knex.raw(`
    CREATE TABLE activity_readers (
      user_ref varchar(255) NOT NULL,
      activity_id ${uuid} NOT NULL,
      PRIMARY KEY (user_ref, activity_id)
    ) ${isPostgres ? '' : 'WITHOUT ROWID'}`);
  // Those of a row that goes.
  await knex.raw(
    'CREATE INDEX activity_readers_activity_idx ON activity_readers (activity_id)',
  );

  await createRollups(knex);

  await knex.schema.createTable('activity_client_events', table => {
    table.comment(
      'Ids that clients gave their events, so that a retry is stored once. Beside the log because uniqueness has to hold across months.',
    );
    table.string('user_id', 255).notNullable();
    table.uuid('client_event_id').notNullable();
    table.uuid('activity_id').notNullable();
    table.timestamp('created_at', { useTz: true, precision: 3 }).notNullable();
    table.primary(['user_id', 'client_event_id']);
    // Pruning by age.
    table.index(['created_at'], 'activity_client_events_age_idx');
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('activity_client_events');
  await knex.schema.dropTable('activity_rollup_watermark');
  await knex.schema.dropTable('activity_text_rows');
  await knex.schema.dropTable('activity_texts');
  await knex.schema.dropTable('activity_people');
  await knex.schema.dropTable('activity_shared_person_days');
  await knex.schema.dropTable('activity_shared_quarter_hours');
  await knex.schema.dropTable('activity_shared_days');
  await knex.schema.dropTable('activity_person_days');
  await knex.schema.dropTable('activity_quarter_hours');
  await knex.schema.dropTable('activity_days');
  await knex.schema.dropTable('activity_readers');
  await knex.schema.dropTable('activity');
  if (knex.client.config.client.startsWith('pg')) {
    await knex.raw('DROP FUNCTION new_arrival()');
    await knex.raw('DROP FUNCTION arrival_offset()');
  }
};
