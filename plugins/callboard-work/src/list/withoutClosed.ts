import type { WorkState } from '@callboard/plugin-callboard-common';
import type { WorkQuery } from '../filters/workQueryOf';

/**
 * The request for a list without the items of closed states: many of them would
 * have to be loaded before those of the next state. Where all are closed, their
 * items are asked for all the same, for there is nothing else to ask for.
 */
export function withoutClosed(
  query: WorkQuery,
  states: readonly Pick<WorkState, 'id' | 'group'>[],
  closed: ReadonlySet<string>,
): WorkQuery {
  const { state_id, state_group, ...others } = query;
  const ids = state_id?.split(',');
  const groups = state_group?.split(',');
  const shown = states.filter(
    ({ id, group }) =>
      (!ids || ids.includes(id)) && (!groups || groups.includes(group)),
  );
  const open = shown.filter(({ id }) => !closed.has(id));
  return open.length === shown.length || open.length === 0
    ? query
    : { ...others, state_id: open.map(({ id }) => id).join(',') };
}
