import { SearchType } from '@callboard/plugin-callboard-common';
import { groupBy, sortBy } from 'lodash';
import { Match } from '../../core/resources/SearchProvider';

/** Of what matches equally well, there are few of the first and many of the last. */
const order: readonly SearchType[] = [
  'project',
  'dashboard',
  'department',
  'person',
  'work_item',
];

/** How many types share the places of a list. */
const TYPES = order.length;

/** The best first; what is archived or has left comes behind all else. */
function inOrder(matches: readonly Match[]): Match[] {
  return sortBy(matches, [
    ({ mark }) => mark !== null,
    'likeness',
    ({ type }) => order.indexOf(type),
  ]);
}

/**
 * Chooses the best of all matches. A fifth of the places is kept for each type
 * that can fill them, or a thousand items with a name in their title would hide the
 * person of that name.
 *
 * @param matches - those of one type and likeness in their own order
 */
export function bestMatches(matches: readonly Match[], limit: number): Match[] {
  const sorted = inOrder(matches);
  const inUse = sorted.filter(({ mark }) => mark === null);
  const selected = Object.values(groupBy(inUse, 'type')).flatMap(some =>
    some.slice(0, Math.floor(limit / TYPES)),
  );
  const isWithinBound = new Set(selected);
  const rest = sorted.filter(match => !isWithinBound.has(match));
  return inOrder([...selected, ...rest.slice(0, limit - selected.length)]);
}
