import { WorkItemRow } from './WorkItemRow';

/** When work on an item began and ended. */
type Progress = Pick<WorkItemRow, 'started_at' | 'completed_at'>;

/**
 * When work on an item began and ended, once it has its new state.
 *
 * It is started at the moment it first enters a started state. That stays so when
 * it goes back to the backlog, and when it is reopened: its first start is where
 * the time until its completion begins. What was in a started state before
 * anybody kept this is not given a moment that nobody knows.
 *
 * It is completed at the moment it enters a completed state, until it leaves it.
 * Nothing is completed before it is started: whoever tells so late that it was,
 * tells also that it was started by then.
 *
 * @param before - null for a new one
 * @param at - when the state was entered, if it is another
 * @param told - when its source says that it was completed
 */
export function progressOf(
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
