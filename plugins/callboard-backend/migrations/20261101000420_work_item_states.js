// @ts-check

/**
 * In which states items were, and since when: charts over time ask for it, and
 * the items themselves know only their state of today.
 *
 * A table with a row for each item there is, and a column of items: up to half a
 * minute for a million items, in which they can be read but not written. To be
 * run with the deployment rather than by hand before it: what an older version
 * changes after it is missing in here until the item changes its state again.
 *
 * What was before is not known. An item is taken to be in its state since it was
 * made, a completed one since its completion; when it was started, nobody knows.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  /**
   * @param {import('knex').Knex.TableBuilder} table
   * @param {string} name
   */
  const instant = (table, name) =>
    table.timestamp(name, { useTz: true, precision: 3 });

  await knex.schema.createTable('work_item_states', table => {
    table.comment(
      'In which states items were: one span begins where the one before it ends; what was before the first is not known',
    );
    table
      .uuid('work_item_id')
      .notNullable()
      .references('work_items.id')
      .onDelete('CASCADE');
    // What items refer to is checked where they do; states are never removed
    // while their project is there.
    table.uuid('state_id').notNullable();
    instant(table, 'entered_at').notNullable();
    instant(table, 'left_at').nullable().comment('Null for the state of today');
    // The spans of items, in order. No two begin at once: of states that an item
    // enters in the same millisecond, it was in the last.
    table.primary(['work_item_id', 'entered_at']);
  });
  await knex.raw(
    `INSERT INTO work_item_states (work_item_id, state_id, entered_at)
     SELECT id, state_id, coalesce(completed_at, created_at)
     FROM work_items WHERE deleted_at IS NULL`,
  );
  // The span that ends when an item changes its state: never more than one.
  await knex.raw(
    'CREATE UNIQUE INDEX work_item_states_open_idx ON work_item_states (work_item_id) WHERE left_at IS NULL',
  );
  // Last: until the end, nobody reads items.
  await knex.schema.alterTable('work_items', table => {
    instant(table, 'started_at')
      .nullable()
      .comment('When it was first in a started state, as far as is known');
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
