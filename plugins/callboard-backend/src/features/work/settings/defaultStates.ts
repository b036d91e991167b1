import { NewWorkState } from '@callboard/plugin-callboard-common';

/** The workflow of a new project. */
export const defaultStates: ReadonlyArray<Required<NewWorkState>> = [
  { name: 'Triage', group: 'triage', color: '#8250df', sequence: 1_000 },
  { name: 'Backlog', group: 'backlog', color: '#6e7781', sequence: 2_000 },
  { name: 'Todo', group: 'unstarted', color: '#57606a', sequence: 3_000 },
  { name: 'In Progress', group: 'started', color: '#9a6700', sequence: 4_000 },
  { name: 'In Review', group: 'started', color: '#0969da', sequence: 5_000 },
  { name: 'Done', group: 'completed', color: '#1a7f37', sequence: 6_000 },
  { name: 'Cancelled', group: 'cancelled', color: '#cf222e', sequence: 7_000 },
];
