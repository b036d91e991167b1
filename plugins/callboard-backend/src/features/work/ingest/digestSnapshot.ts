import { createHash } from 'crypto';
import { sortBy } from 'lodash';

/**
 * A digest that distinguishes the states of a resource. It also orders states with the same
 * timestamp, independently of their arrival.
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
