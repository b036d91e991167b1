import { createHash } from 'crypto';
import { sortBy } from 'lodash';

/**
 * Tells two states of a thing apart, and puts those that have the same moment
 * into one order, the same wherever and whenever they arrive.
 */
export function digestSnapshot(snapshot: object): string {
  const canonical = Object.entries(snapshot)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => [
      name,
      Array.isArray(value) && name !== 'state_groups'
        ? sortBy(value, one => JSON.stringify(one))
        : value,
    ])
    .sort(([one], [other]) => (String(one) < String(other) ? -1 : 1));
  return createHash('sha256').update(JSON.stringify(canonical)).digest('hex');
}
