import type { StateGroup } from '@callboard/plugin-callboard-common';

/** The colours of groups of states, as the states of a new project have them. */
export const groupColors: Readonly<Record<StateGroup, string>> = {
  triage: '#8250df',
  backlog: '#6e7781',
  unstarted: '#0969da',
  started: '#9a6700',
  completed: '#1a7f37',
  cancelled: '#cf222e',
};
