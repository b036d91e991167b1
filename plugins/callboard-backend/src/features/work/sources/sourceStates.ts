import { IngestedState, SourceState } from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { groupBy, mapValues, partition, uniqBy } from 'lodash';
import { cutText, toNameKey } from '../../../database/text';
import { StateRow } from '../settings/settingKinds';
import { chooseInitialState } from '../settings/Workflows';

/** The maximum number of states of a source per project; further states cannot be mapped. */
const MAX_STATES = 200;

const MAX_KEY_LENGTH = 255;

export interface SourceStatesKey {
  project_id: string;
  source: string;
}

/** The key by which states of a source are compared, ignoring case. */
export function toStateKey(name: string): string {
  return cutText(toNameKey(name), MAX_KEY_LENGTH);
}

function readState({ name, group, state_id }: any): SourceState {
  return { name, group, state_id };
}

/** Lists the states of a source, sorted by name. */
export async function listSourceStates(
  knex: Knex,
  key: SourceStatesKey,
): Promise<SourceState[]> {
  const rows = await knex('work_source_states').where(key).orderBy('sort_name');
  return rows.map(readState);
}

/** Lists the states of all sources of a project, grouped by source and sorted by name. */
export async function listSourceStatesByProject(
  knex: Knex,
  project_id: string,
): Promise<Record<string, SourceState[]>> {
  const rows: any[] = await knex('work_source_states')
    .where({ project_id })
    .orderBy('sort_name');
  return mapValues(groupBy(rows, 'source'), states => states.map(readState));
}

/**
 * Adds states that a source sends, and stores changed groups.
 *
 * @returns the states that were stored before, with their mapping; an empty list if the source
 * sends no states
 */
export async function recordSourceStates(
  tx: Knex.Transaction,
  key: SourceStatesKey,
  states: readonly IngestedState[],
): Promise<SourceState[]> {
  if (states.length === 0) {
    return [];
  }
  const stored = await listSourceStates(tx, key);
  const known = new Map(stored.map(state => [toStateKey(state.name), state]));
  const [knownStates, newStates] = partition(
    uniqBy([...states].reverse(), ({ name }) => toStateKey(name)),
    ({ name }) => known.has(toStateKey(name)),
  );
  const changed = [
    ...knownStates.filter(
      ({ name, group }) => known.get(toStateKey(name))!.group !== group,
    ),
    ...newStates.slice(0, Math.max(0, MAX_STATES - known.size)),
  ];
  if (changed.length > 0) {
    await tx('work_source_states')
      .insert(
        changed.map(({ name, group }) => ({
          ...key,
          sort_name: toStateKey(name),
          name,
          group,
        })),
      )
      .onConflict(['project_id', 'source', 'sort_name'])
      .merge(['group']);
  }
  return stored;
}

export async function mapSourceState(
  tx: Knex.Transaction,
  key: SourceStatesKey,
  { name, state_id }: Pick<SourceState, 'name' | 'state_id'>,
): Promise<void> {
  await tx('work_source_states')
    .where({ ...key, sort_name: toStateKey(name) })
    .update({ state_id });
}

/**
 * Returns a function that finds the project's state for a state of the source: the state to which
 * it is mapped, else the state with the same name, else the first state of the same group. The
 * result depends only on the source's state and the mapping, so snapshots may arrive in any order.
 *
 * @param states - all states of the project, in order
 * @param mapped - states of the source; states without a `state_id` have no effect
 */
export function createStateResolver(
  states: readonly StateRow[],
  mapped: readonly SourceState[],
): (state: IngestedState) => StateRow {
  const byId = new Map(states.map(state => [state.id, state]));
  const byName = new Map(states.map(state => [toStateKey(state.name), state]));
  const mappings = new Map(
    mapped.map(({ name, state_id }) => [
      toStateKey(name),
      state_id === null ? undefined : byId.get(state_id),
    ]),
  );
  return ({ name, group }) => {
    const key = toStateKey(name);
    return (
      mappings.get(key) ??
      byName.get(key) ??
      chooseInitialState(states, [group])
    );
  };
}
