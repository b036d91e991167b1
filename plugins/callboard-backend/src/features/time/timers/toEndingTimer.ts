import { EndingTimer } from './draftTimer';
import { HeldTimer } from './TimerHolds';

/** Converts a locked timer to an ending one; undefined where none is running. */
export function toEndingTimer({
  timer,
  items,
  workspaces,
}: HeldTimer): EndingTimer | undefined {
  return (
    timer && {
      timer,
      item: items.get(timer.work_item_id),
      workspace: workspaces.get(timer.workspace_id),
      description: timer.description,
    }
  );
}
