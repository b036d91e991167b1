import { StateGroup } from '@callboard/plugin-callboard-common';

/** The groups of states whose items are work ahead. */
export const OPEN_GROUPS = [
  'backlog',
  'unstarted',
  'started',
] as const satisfies readonly StateGroup[];
