import { SearchType } from '@callboard/plugin-callboard-common';
import { groupBy, sortBy } from 'lodash';
import { Match } from '../../core/resources/SearchProvider';

/** The order of equal matches: rare types come before frequent ones. */
const order: readonly SearchType[] = [
  'project',
  'dashboard',
  'department',
  'person',
  'work_item',
];

/** The number of types that share a list. */
const TYPES = order.length;

/** Best first; archived and inactive results come after all others. */
function inOrder(matches: readonly Match[]): Match[] {
  return sortBy(matches, [
    ({ mark }) => mark !== null,
    'likeness',
    ({ type }) => order.indexOf(type),
  ]);
}

/**
 * Chooses the best of all matches. A fifth of the list is reserved for each type with enough
 * results; otherwise a thousand items with a name in their title would hide the person of that
 * name.
 *
 * @param matches - those of equal type and likeness keep their order
 */
export function bestMatches(matches: readonly Match[], limit: number): Match[] {
  const sorted = inOrder(matches);
  const inUse = sorted.filter(({ mark }) => mark === null);
  const selected = Object.values(groupBy(inUse, 'type')).flatMap(some =>
    some.slice(0, Math.floor(limit / TYPES)),
  );
  const selectedItems = new Set(selected);
  const rest = sorted.filter(match => !selectedItems.has(match));
  return inOrder([...selected, ...rest.slice(0, limit - selected.length)]);
}
