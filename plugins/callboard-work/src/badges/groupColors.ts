import type { StateGroup } from '@callboard/plugin-callboard-common';

/** The colours of state groups, equal to those of a new project's states. */
export const groupColors: Readonly<Record<StateGroup, string>> = {
  triage: '#8250df',
  backlog: '#6e7781',
  unstarted: '#0969da',
  started: '#9a6700',
  completed: '#1a7f37',
  cancelled: '#cf222e',
};
