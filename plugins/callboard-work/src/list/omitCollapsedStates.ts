import type { WorkState } from '@callboard/plugin-callboard-common';
import type { WorkQuery } from '../filters/buildWorkQuery';

/**
 * Returns the query of a list without the items of collapsed states: the list would have to load
 * many of them before those of the next state. If all are collapsed, it includes their items, as
 * the query would be empty otherwise.
 */
export function omitCollapsedStates(
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
