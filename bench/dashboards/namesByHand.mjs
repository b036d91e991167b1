import { match, strictEqual } from 'node:assert';
import { requireOfBackend } from '../lib/backend.mjs';

const { parseEntityRef } = requireOfBackend('@backstage/catalog-model');
const { escapeRegExp } = requireOfBackend('lodash');

const capitalised = key => key[0].toUpperCase() + key.slice(1);

/** Names of those that several projects can have have the project's letters behind. */
const settings = ['STATES', 'LABELS', 'CYCLES', 'MODULES'];
const people = ['ASSIGNEES', 'CREATED_BY', 'MEMBER'];

/** What a key is called that is in no table. */
function nameOfKey(axis, key) {
  if (key === 'none') return 'None';
  if (people.includes(axis)) return parseEntityRef(key).name;
  if (axis === 'STATE_GROUPS' || axis === 'PRIORITY') return capitalised(key);
  if (axis === 'BILLABLE') return key === 'true' ? 'Billable' : 'Not billable';
  return key;
}

/** Requires that a key has the name that a table has for it. */
export function requireName(axis, key, name, stored) {
  if (stored === null || stored === undefined) {
    strictEqual(name, nameOfKey(axis, key), `the name of ${axis} ${key}`);
  } else if (settings.includes(axis)) {
    match(name, new RegExp(`^${escapeRegExp(stored)}( \\(P\\d+\\))?$`));
  } else if (axis === 'WORK_ITEM') {
    match(name, new RegExp(`^P\\d+-\\d+ ${escapeRegExp(stored)}$`));
  } else {
    strictEqual(name, stored, `the name of ${axis} ${key}`);
  }
}
