import { RecordedChange } from '../../../changes/RecordedChange';
import { TimedWork, toTimerResponse } from './TimerRow';

/** A timer, and whether its person has access to its item. */
export interface SeenTimer {
  timer: TimedWork;
  isSeen: boolean;
}

/** Fields that follow from the item's id. */
const derived = ['work_item', 'project', 'workspace_slug'];

/** The activity entry of an action on a timer. */
export function toTimerActivity(
  action: 'start' | 'update' | 'stop' | 'discard',
  { before, after }: { before: SeenTimer | null; after: SeenTimer | null },
  metadata?: RecordedChange['metadata'],
): RecordedChange<'timer'> {
  const { timer } = (after ?? before)!;
  const names = [before, after].flatMap(seen =>
    seen ? [[seen.timer.work_item_id, formatTimerLabel(seen)] as const] : [],
  );
  return {
    workspace_id: timer.workspace_id,
    visibility: 'people',
    people: [timer.user_ref],
    entity_type: 'timer',
    entity_id: timer.id,
    entity_label: formatTimerLabel((after ?? before)!),
    action,
    before: before && toTimerResource(before),
    after: after && toTimerResource(after),
    derived,
    names: new Map(names),
    metadata,
  };
}

function formatTimerLabel({ timer, isSeen }: SeenTimer): string {
  const { identifier, title } = toTimerResponse(timer, isSeen).work_item;
  return `${identifier} ${title}`.trim();
}

/** The response fields plus the ids of the timer and its item. */
function toTimerResource({ timer, isSeen }: SeenTimer) {
  return {
    id: timer.id,
    work_item_id: timer.work_item_id,
    ...toTimerResponse(timer, isSeen),
  };
}
