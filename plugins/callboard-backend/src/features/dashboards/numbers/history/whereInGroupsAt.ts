import { StateGroup } from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';

/**
 * Leaves the items that were in one of some groups of states right before an
 * instant. Before their first state that was kept they are taken to be in the
 * backlog.
 *
 * @param at - milliseconds since 1970
 */
export function whereInGroupsAt(
  knex: Knex,
  query: Knex.QueryBuilder,
  groups: readonly StateGroup[],
  at: number,
): void {
  const instant = new Date(at);
  const entered = () =>
    knex('work_item_states')
      .whereRaw('work_item_states.work_item_id = work_items.id')
      .where('work_item_states.entered_at', '<', instant);
  query.where(any => {
    any.whereExists(
      entered()
        .join('work_states', 'work_states.id', 'work_item_states.state_id')
        .whereIn('work_states.group', [...groups])
        .where(left =>
          left
            .whereNull('work_item_states.left_at')
            .orWhere('work_item_states.left_at', '>=', instant),
        ),
    );
    if (groups.includes('backlog')) {
      any.orWhere(unknown =>
        unknown
          .where('work_items.created_at', '<', instant)
          .whereNotExists(entered()),
      );
    }
  });
}
