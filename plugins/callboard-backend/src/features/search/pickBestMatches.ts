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
const TYPE_COUNT = order.length;

/** Best first; archived and inactive results come after all others. */
function sortMatches(matches: readonly Match[]): Match[] {
  return sortBy(matches, [
    ({ mark: badge }) => badge !== null,
    'matchRank',
    ({ type }) => order.indexOf(type),
  ]);
}

/**
 * Chooses the best of all matches. A fifth of the list is reserved for each type with enough
 * results; otherwise a thousand items with a name in their title would hide the person of that
 * name.
 *
 * @param matches - those of equal type and matchRank keep their order
 */
export function pickBestMatches(
  matches: readonly Match[],
  limit: number,
): Match[] {
  const sorted = sortMatches(matches);
  const inUse = sorted.filter(({ mark }) => mark === null);
  const selected = Object.values(groupBy(inUse, 'type')).flatMap(some =>
    some.slice(0, Math.floor(limit / TYPE_COUNT)),
  );
  const selectedItems = new Set(selected);
  const rest = sorted.filter(match => !selectedItems.has(match));
  return sortMatches([...selected, ...rest.slice(0, limit - selected.length)]);
}
