import type { StateGroup, WorkState } from '@callboard/plugin-callboard-common';

/** Where the server lets an item begin when nobody says so, best first. */
const beginnings: readonly StateGroup[] = [
  'backlog',
  'unstarted',
  'started',
  'triage',
  'completed',
  'cancelled',
];

/** The state of new items. */
export function firstStateOf(
  states: readonly WorkState[],
): WorkState | undefined {
  return beginnings
    .map(group => states.find(state => state.group === group))
    .find(state => state !== undefined);
}
