import { EndingTimer } from './draftTimer';
import { LockedTimer } from './TimerLocks';

/** Converts a locked timer to an ending one; undefined where none is running. */
export function toEndingTimer({
  timer,
  items,
  workspaces,
}: LockedTimer): EndingTimer | undefined {
  return (
    timer && {
      timer,
      item: items.get(timer.work_item_id),
      workspace: workspaces.get(timer.workspace_id),
      description: timer.description,
    }
  );
}
