import { StateGroup } from '@callboard/plugin-callboard-common';
import { WorkItemPair, WorkItemRow } from '../WorkItemRow';

/** A state that an item has entered. */
export interface StateMove {
  work_item_id: string;
  state_id: string;
  /** When it did, an instant. */
  at: string;
}

/** The groups in which items are until something is done about them. */
const waiting: ReadonlySet<StateGroup> = new Set([
  'triage',
  'backlog',
  'unstarted',
]);

/** The states that an item has entered, oldest first; none if it is deleted. */
export function getStateMoves({
  before,
  between = [],
  after,
}: WorkItemPair): StateMove[] {
  if (!after) {
    return [];
  }
  const steps = [...between, after];
  return steps.flatMap((step, index) => {
    const last = index === 0 ? before : steps[index - 1];
    return step.state_id === last?.state_id
      ? []
      : [
          {
            work_item_id: step.id,
            state_id: step.state_id,
            at: getMoveTime(last, step),
          },
        ];
  });
}

/**
 * When an item entered its state, according to the item itself. An item that is new here but older at
 * its source has waited since its creation. If it no longer waits, the time of the change is unknown,
 * and its state counts from the source's update.
 */
function getMoveTime(before: WorkItemRow | null, after: WorkItemRow): string {
  const { state_group, completed_at, created_at, updated_at } = after;
  const isCompleted = state_group === 'completed';
  if (isCompleted && before?.state_group !== 'completed' && completed_at) {
    return completed_at;
  }
  if (!before && waiting.has(state_group)) {
    return created_at;
  }
  const isReported = before?.external_digest !== after.external_digest;
  return (isReported && after.external_updated_at) || updated_at;
}
