import { StateGroup } from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';

/** The assumed state group of an item before its first recorded state. */
export const INITIAL_GROUP: StateGroup = 'backlog';

/**
 * Filters to items that were in one of some state groups right before an instant.
 *
 * @param at - milliseconds since 1970
 */
export function whereInGroupsBefore(
  knex: Knex,
  query: Knex.QueryBuilder,
  groups: readonly StateGroup[],
  at: number,
): void {
  const instant = new Date(at);
  const last = knex('work_item_states')
    .join('work_states', 'work_states.id', 'work_item_states.state_id')
    .select('work_states.group')
    .whereRaw('work_item_states.work_item_id = work_items.id')
    .where('work_item_states.entered_at', '<', instant)
    .orderBy('work_item_states.entered_at', 'desc')
    .limit(1);
  query
    .where('work_items.created_at', '<', instant)
    .whereIn(knex.raw('coalesce(?, ?)', [last, INITIAL_GROUP]) as any, [
      ...groups,
    ]);
}
