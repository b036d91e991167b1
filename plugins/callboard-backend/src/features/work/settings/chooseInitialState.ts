import { StateGroup } from '@callboard/plugin-callboard-common';
import { StateRow } from './SettingRow';

/** The groups in which an item begins by default, best first. */
const beginnings: readonly StateGroup[] = [
  'backlog',
  'unstarted',
  'started',
  'triage',
  'completed',
  'cancelled',
];

/**
 * The state of a new item: the first of the backlog, if it has one.
 *
 * @param states - all states of the project, in order
 * @param preferred - groups that suit better, best first
 */
export function chooseInitialState(
  states: readonly StateRow[],
  preferred: readonly StateGroup[] = [],
): StateRow {
  const group = [...preferred, ...beginnings].find(preferredGroup =>
    states.some(state => state.group === preferredGroup),
  );
  return states.find(state => state.group === group)!;
}
