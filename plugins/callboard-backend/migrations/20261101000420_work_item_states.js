// @ts-check

/**
 * Creates the history of the states of work items, for charts over time: an item stores only its
 * current state.
 *
 * Inserts a row for each existing item, and adds a column to items. For a million items this takes
 * up to half a minute, during which items can be read but not written. Run it with the deployment
 * rather than by hand before it: state changes that an older version makes after the migration are
 * missing from the history until the item changes its state again.
 *
 * Earlier states are unknown. An item is assumed to have been in its state since it was created, a
 * completed item since its completion. The time at which it was started stays unknown.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  /**
   * @param {import('knex').Knex.TableBuilder} table
   * @param {string} name
   */
  const addTimestamp = (table, name) =>
    table.timestamp(name, { useTz: true, precision: 3 });

  await knex.schema.createTable('work_item_states', table => {
    table.comment(
      'The states of items over time. Each span begins when the previous one ends; states before the first span are unknown',
    );
    table
      .uuid('work_item_id')
      .notNullable()
      .references('work_items.id')
      .onDelete('CASCADE');
    // No foreign key: work_items already has one, and states are never removed while their project
    // exists.
    table.uuid('state_id').notNullable();
    addTimestamp(table, 'entered_at').notNullable();
    addTimestamp(table, 'left_at')
      .nullable()
      .comment('Null for the current state');
    // The spans of an item in order. No two spans of an item begin at the same time: of several
    // states entered in the same millisecond, only the last counts.
    table.primary(['work_item_id', 'entered_at']);
  });
  await knex.raw(
    `INSERT INTO work_item_states (work_item_id, state_id, entered_at)
     SELECT id, state_id, coalesce(completed_at, created_at)
     FROM work_items WHERE deleted_at IS NULL`,
  );
  // The current span of an item: never more than one.
  await knex.raw(
    'CREATE UNIQUE INDEX work_item_states_open_idx ON work_item_states (work_item_id) WHERE left_at IS NULL',
  );
  // Comes last: from here to the end of the migration, the lock of ALTER TABLE blocks reads of
  // items.
  await knex.schema.alterTable('work_items', table => {
    addTimestamp(table, 'started_at')
      .nullable()
      .comment('When the item first entered a started state; null if unknown');
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('work_item_states');
  // Knex would copy the whole table on SQLite.
  await knex.raw('ALTER TABLE work_items DROP COLUMN started_at');
};
