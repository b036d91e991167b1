import { WorkItemRow } from './WorkItemRow';

/** When work on an item began and ended. */
type Progress = Pick<WorkItemRow, 'started_at' | 'completed_at'>;

/**
 * Derives from the new state of an item when work on it began and ended.
 *
 * An item is started when it first enters a started state. This start stays when the item returns
 * to the backlog or is reopened, because the cycle time begins with it. An item that was started
 * before this was recorded gets no start.
 *
 * An item is completed from when it enters a completed state until it leaves it. It is never
 * completed before its start: a source's earlier completion time moves the start back.
 *
 * @param before - null for a new item
 * @param at - when the state was entered, if it changed
 * @param completedAt - when the item was completed according to its source
 */
export function computeProgress(
  before: (Pick<WorkItemRow, 'state_group'> & Progress) | null,
  { state_group }: Pick<WorkItemRow, 'state_group'>,
  at: string,
  completedAt?: string | null,
): Progress {
  const enters = state_group !== before?.state_group;
  const started_at =
    before?.started_at ?? (enters && state_group === 'started' ? at : null);
  if (state_group !== 'completed') {
    return { started_at, completed_at: null };
  }
  const completed_at = completedAt ?? (enters ? at : before!.completed_at);
  const isReversed =
    started_at !== null && completed_at !== null && completed_at < started_at;
  return { started_at: isReversed ? completed_at : started_at, completed_at };
}
