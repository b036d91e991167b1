import type { StateGroup, WorkState } from '@callboard/plugin-callboard-common';

/** The server's default state groups of a new item, best first. */
const initialGroups: readonly StateGroup[] = [
  'backlog',
  'unstarted',
  'started',
  'triage',
  'completed',
  'cancelled',
];

/** Returns the initial state of new items. */
export function findInitialState(
  states: readonly WorkState[],
): WorkState | undefined {
  return initialGroups
    .map(group => states.find(state => state.group === group))
    .find(state => state !== undefined);
}
