// @ts-check
const { createSearchIndex } = require('./createSearchIndex');

/**
 * The difference between the transaction ids in the log and those of this server. It is 0 until the
 * database is restored into a server with lower transaction ids.
 */
const ARRIVAL_OFFSET = `
  CREATE FUNCTION arrival_offset() RETURNS bigint
  LANGUAGE sql STABLE AS 'SELECT 0::bigint'`;

/** The transaction id to store with a new row of the log. */
const NEW_ARRIVAL = `
  CREATE FUNCTION new_arrival() RETURNS xid8
  LANGUAGE sql VOLATILE AS 'SELECT pg_current_xact_id()'`;

const MONTHS_AHEAD = 3;

/**
 * Returns the smallest UUIDv7 of a time: its milliseconds, then zeros.
 *
 * @param {number} ms
 */
function lowestId(ms) {
  const hex = ms.toString(16).padStart(12, '0');
  return `${hex.slice(0, 8)}-${hex.slice(8)}-0000-0000-000000000000`;
}

/**
 * Creates the tables of counts of the rows of the log. They are computed from the log and can be
 * recomputed at any time. They do not count the details of bulk changes.
 *
 * @param {import('knex').Knex} knex
 */
async function createRollups(knex) {
  const isPostgres = knex.client.config.client.startsWith('pg');
  const uuid = isPostgres ? 'uuid' : 'char(36)';
  // Each row is counted four times: in total, by action, by type, and by both. An empty text stands
  // for all actions or types; in a breakdown by type, for rows without a type.
  const kind = `
      breakdown smallint NOT NULL,
      action varchar(64) NOT NULL,
      entity_type varchar(64) NOT NULL`;

  /**
   * Creates a table of counts per period, and per further columns.
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
    // A partition keeps the few counts of a coarse breakdown together. Counts are updated often:
    // with free space on each page, PostgreSQL updates a row without changing the indexes.
    for (const breakdown of [0, 1, 2, 3]) {
      await knex.raw(
        `CREATE TABLE ${table}_${breakdown} PARTITION OF ${table} FOR VALUES IN (${breakdown}) WITH (fillfactor = 85)`,
      );
    }
  };

  // Counts per UTC day: few rows for long ranges.
  await createCounts('activity_days', 'day integer NOT NULL', 'day');

  // Quarters of an hour add up to the days of every time zone.
  await createCounts(
    'activity_quarter_hours',
    'quarter_hour integer NOT NULL',
    'quarter_hour',
  );

  // Counts per person exist only per UTC day: with shorter periods they would have nearly as many
  // rows as the log.
  await createCounts(
    'activity_person_days',
    'day integer NOT NULL, user_id varchar(255) NOT NULL',
    'day, user_id',
  );
  // Counts the activity of one person.
  await knex.raw(
    'CREATE INDEX activity_person_days_user_idx ON activity_person_days (user_id, breakdown, day)',
  );

  // The same counts for shared activity, by its visibility and its workspace or project. The counts
  // that a member may see are a sum of some of these.
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

  // The name of each person in their newest row.
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
 * Creates the tables of the texts of the log. Each text is stored once, so that a search need not
 * read the log. A search finds a row by the text of its entity (without an entity, by its label)
 * and by the name of its actor.
 *
 * On PostgreSQL this uses the extension pg_trgm, like the staff search. Without it, a search reads
 * all texts, which are still much less than the log.
 *
 * @param {import('knex').Knex} knex
 */
async function createTexts(knex) {
  const isPostgres = knex.client.config.client.startsWith('pg');
  const uuid = isPostgres ? 'uuid' : 'char(36)';
  const key = isPostgres
    ? 'bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY'
    : 'integer PRIMARY KEY';
  // The days are the first and the last on which the text occurs.
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
  // Finds out whether a text is stored, and which texts of an entity or a person to delete. On
  // PostgreSQL it contains only the beginning of the text, because long texts do not fit into an
  // index.
  await knex.raw(
    `CREATE INDEX activity_texts_known_idx ON activity_texts (about_id, ${
      isPostgres ? 'left(text, 200)' : 'text'
    })`,
  );
  // The rows without an entity whose label is the text.
  await knex.raw(`
    CREATE TABLE activity_text_rows (
      text_id ${isPostgres ? 'bigint' : 'integer'} NOT NULL,
      activity_id ${uuid} NOT NULL,
      PRIMARY KEY (text_id, activity_id)
    ) ${isPostgres ? '' : 'WITHOUT ROWID'}`);
  if (isPostgres) {
    await createSearchIndex(knex, {
      name: 'activity_texts_search_idx',
      on: operatorClass => `activity_texts USING gin (text ${operatorClass})`,
    });
  }
}

/**
 * Creates the activity log.
 *
 * On PostgreSQL it is partitioned by id, one partition per month: a UUIDv7 begins with its
 * milliseconds, so a month is a range of ids, the id alone is the primary key, sorting by it lists
 * the newest rows first, and a whole month can be dropped. It has no default partition: with one,
 * sorted reads would merge all months instead of reading one after another.
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
  const timestampType = isPostgres ? 'timestamptz(3)' : 'datetime';
  const flag = isPostgres ? 'boolean' : 'integer';
  // json and not jsonb, which would change the order of the keys.
  const json = isPostgres ? 'json' : 'text';
  // The order in which rows became visible. On PostgreSQL it is the id of the transaction that
  // added the row, because transactions do not commit in the order in which they begin. Consumers
  // of "all rows since …" read by it.
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
      created_at ${timestampType} NOT NULL,
      batch_id ${uuid},
      is_detail ${flag} NOT NULL,
      is_dated ${flag} NOT NULL DEFAULT ${isPostgres ? 'false' : '0'},
      source varchar(16) NOT NULL,
      ip varchar(64),
      request_id varchar(64),
      search_text text NOT NULL,
      ${isPostgres ? 'PRIMARY KEY (id) INCLUDE (is_detail)' : 'UNIQUE (id)'}
    )${isPostgres ? ' PARTITION BY RANGE (id)' : ''}`);

  // Each index contains the id after its keys, so that it is sorted like the lists and a date range
  // is a range of the index; and most contain is_detail, so that counts need not read the table.

  // The list of a workspace.
  await knex.raw(
    'CREATE INDEX activity_workspace_idx ON activity (workspace_id, id, is_detail)',
  );
  // By actor, also for a person's own activity. Contains the columns that decide who sees a row,
  // and the entity type.
  await knex.raw(
    'CREATE INDEX activity_user_idx ON activity (user_id, id, is_detail, workspace_id, visibility, project_id, entity_type)',
  );
  // By actor and action: finds a rare action of an actor with many rows.
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
  // The history of one entity; its id identifies it without its type.
  await knex.raw(
    'CREATE INDEX activity_entity_idx ON activity (entity_id, id, is_detail)',
  );
  // The activity of a project, which is a small part of all rows. Contains the columns that decide
  // who sees a row.
  await knex.raw(
    'CREATE INDEX activity_project_idx ON activity (project_id, id, visibility, workspace_id, entity_type, is_detail) WHERE project_id IS NOT NULL',
  );
  // The shared activity of a workspace and its projects.
  await knex.raw(
    'CREATE INDEX activity_shared_idx ON activity (workspace_id, id, visibility, project_id, entity_type, is_detail) WHERE visibility <= 3',
  );

  // All actions except views, searches and clicks, which are most of the rows.
  await knex.raw(
    "CREATE INDEX activity_without_views_idx ON activity (workspace_id, id, is_detail) WHERE action NOT IN ('page_view', 'entity_view', 'search', 'click', 'not_found')",
  );
  // Audit events of other plugins, which have their own retention period.
  await knex.raw(
    "CREATE INDEX activity_audit_idx ON activity (workspace_id, id) WHERE source = 'auditor'",
  );
  // The details of one bulk change.
  await knex.raw(
    'CREATE INDEX activity_batch_idx ON activity (batch_id, id) WHERE batch_id IS NOT NULL',
  );

  // Finds rows that are not counted or sealed yet, and the rows of a seal. On SQLite, `arrival` is
  // the primary key.
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
  // Finds the readers of a row, to delete them together with it.
  await knex.raw(
    'CREATE INDEX activity_readers_activity_idx ON activity_readers (activity_id)',
  );

  await createRollups(knex);

  await knex.schema.createTable('activity_client_events', table => {
    table.comment(
      'The ids that clients gave their events, so that a retry is stored only once. A table of its own, because the ids must be unique across the partitions of the log.',
    );
    table.string('user_id', 255).notNullable();
    table.uuid('client_event_id').notNullable();
    table.uuid('activity_id').notNullable();
    table.timestamp('created_at', { useTz: true, precision: 3 }).notNullable();
    table.primary(['user_id', 'client_event_id']);
    // Finds old ids to delete.
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
