import { Knex } from 'knex';
import { StateGroup, NewWorkState } from '@callboard/plugin-callboard-common';
import { states as stateKind, StateRow } from './settingKinds';
import { SettingStore } from './SettingStore';

/** The groups of states whose items are open. */
export const OPEN_GROUPS = [
  'backlog',
  'unstarted',
  'started',
] as const satisfies readonly StateGroup[];

export const defaultStates: ReadonlyArray<Required<NewWorkState>> = [
  { name: 'Triage', group: 'triage', color: '#8250df', sequence: 1_000 },
  { name: 'Backlog', group: 'backlog', color: '#6e7781', sequence: 2_000 },
  { name: 'Todo', group: 'unstarted', color: '#57606a', sequence: 3_000 },
  { name: 'In Progress', group: 'started', color: '#9a6700', sequence: 4_000 },
  { name: 'In Review', group: 'started', color: '#0969da', sequence: 5_000 },
  { name: 'Done', group: 'completed', color: '#1a7f37', sequence: 6_000 },
  { name: 'Cancelled', group: 'cancelled', color: '#cf222e', sequence: 7_000 },
];

/** The groups in which to look for the state of a new item, in order of preference. */
const initialGroups: readonly StateGroup[] = [
  'backlog',
  'unstarted',
  'started',
  'triage',
  'completed',
  'cancelled',
];

/**
 * Chooses the state of a new item: by default the first backlog state, if the project has one.
 *
 * @param states - all states of the project, in order
 * @param preferred - groups to choose from first, in order of preference
 */
export function chooseInitialState(
  states: readonly StateRow[],
  preferred: readonly StateGroup[] = [],
): StateRow {
  const group = [...preferred, ...initialGroups].find(preferredGroup =>
    states.some(state => state.group === preferredGroup),
  );
  return states.find(state => state.group === group)!;
}

/** The maximum number of states in a workflow. */
const MAX_STATES = 1_000;

const store = new SettingStore(stateKind);

/** Reads all states of a project, in order. */
export async function readStates(
  knex: Knex,
  project_id: string,
): Promise<StateRow[]> {
  return store.list(knex, { project_id }, { limit: MAX_STATES });
}

export async function readInitialState(
  knex: Knex,
  project_id: string,
): Promise<StateRow> {
  return chooseInitialState(await readStates(knex, project_id));
}
