import { StateGroup } from '@callboard/plugin-callboard-common';
import { StateRow } from './SettingRow';

/** Where an item begins when nobody says so, best first. */
const beginnings: readonly StateGroup[] = [
  'backlog',
  'unstarted',
  'started',
  'triage',
  'completed',
  'cancelled',
];

/**
 * The state of a new item: the first of the backlog, if there is one.
 *
 * @param states - all that the project has, in order
 * @param preferred - groups that suit better, best first
 */
export function firstState(
  states: readonly StateRow[],
  preferred: readonly StateGroup[] = [],
): StateRow {
  const group = [...preferred, ...beginnings].find(preferredGroup =>
    states.some(state => state.group === preferredGroup),
  );
  return states.find(state => state.group === group)!;
}
