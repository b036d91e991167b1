// @ts-check
const { deburr } = require('lodash');

const BATCH_SIZE = 1000;

/** @param {string} text */
const normaliseCase = text => text.normalize('NFC').toLowerCase().toUpperCase();

/** @param {string} name */
const toNameKey = name => {
  const base = deburr(name).normalize('NFD').replace(/\p{M}/gu, '');
  const [key, exactKey] = [normaliseCase(base), normaliseCase(name)];
  return key === exactKey ? key : `${key}\n${exactKey}`;
};

/**
 * Extends the sort keys of names of states, labels, cycles and modules that have accents, so that
 * names are unique ignoring case only. Other keys stay. Since the old keys are unique and the new
 * ones extend them, no conflict is possible. A replica of the previous version that still runs does
 * not find a name with accents by its new key, and could create it a second time.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  for (const table of [
    'work_states',
    'work_labels',
    'work_cycles',
    'work_modules',
  ]) {
    let lastId = '00000000-0000-0000-0000-000000000000';
    for (;;) {
      const rows = await knex(table)
        .select('id', 'name', 'sort_name')
        .where('id', '>', lastId)
        .orderBy('id')
        .limit(BATCH_SIZE);
      for (const { id, name, sort_name } of rows) {
        const key = toNameKey(name);
        if (key !== sort_name) {
          await knex(table).where({ id }).update({ sort_name: key });
        }
      }
      if (rows.length < BATCH_SIZE) break;
      lastId = rows[rows.length - 1].id;
    }
  }
};

/**
 * Changes nothing: the previous version reads the longer keys, and the shorter ones may not be
 * unique.
 */
exports.down = async function down() {};
