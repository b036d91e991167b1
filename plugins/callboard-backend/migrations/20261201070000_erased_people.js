// @ts-check

/**
 * Adds the table of erased people, so that scheduled jobs do not store them again from the catalog.
 * The table is empty, so the migration is instant: people who were erased before are not in it.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('erased_people', table => {
    table.comment(
      'Erased people, who are stored again only at their next request',
    );
    // The table has no other column: a time would connect a person with the pseudonym.
    table
      .string('ref_hash', 64)
      .primary()
      .comment(
        'HMAC-SHA256 of the user reference, by the key in pseudonym_key',
      );
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.dropTable('erased_people');
};
