// @ts-check

const indexes = {
  // The items that wait for a parent, or lose it.
  work_items_external_parent_idx:
    'work_items (workspace_id, source, external_parent_id) WHERE deleted_at IS NULL AND external_parent_id IS NOT NULL',
  // The items that move when a project maps a state of a source.
  work_items_external_state_idx:
    'work_items (project_id, source, external_state) WHERE deleted_at IS NULL AND external_state IS NOT NULL',
};

/** PostgreSQL creates indexes without blocking writes only outside transactions. */
exports.config = { transaction: false };

/**
 * Adds the indexes of the parents and states of items at their source. An interrupted run on
 * PostgreSQL leaves an invalid index, so each run begins anew.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  if (!knex.client.config.client.startsWith('pg')) {
    for (const [name, on] of Object.entries(indexes)) {
      await knex.raw(`CREATE INDEX IF NOT EXISTS ${name} ON ${on}`);
    }
    return;
  }
  const connection = await knex.client.acquireConnection();
  /** @param {string} sql */
  const run = sql => knex.raw(sql).connection(connection);
  try {
    const { rows } = await run(
      "SELECT current_setting('lock_timeout') AS wait",
    );
    // Waits for older transactions, however long they take.
    await run('SET lock_timeout = 0');
    try {
      for (const [name, on] of Object.entries(indexes)) {
        await run(`DROP INDEX CONCURRENTLY IF EXISTS ${name}`);
        await run(`CREATE INDEX CONCURRENTLY ${name} ON ${on}`);
      }
    } finally {
      await run(`SET lock_timeout = '${rows[0].wait}'`);
    }
  } finally {
    await knex.client.releaseConnection(connection);
  }
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  for (const name of Object.keys(indexes)) {
    await knex.raw(`DROP INDEX IF EXISTS ${name}`);
  }
};
