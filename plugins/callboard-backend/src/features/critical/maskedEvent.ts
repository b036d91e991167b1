import { CriticalEvent } from '@callboard/plugin-callboard-common';
import { ActivityMask } from '../../pseudonyms/ActivityMask';

/** A critical event as somebody sees it; without names if there is a mask. */
export function maskedEvent(
  event: CriticalEvent,
  mask: ActivityMask | undefined,
): CriticalEvent {
  if (!mask) {
    return event;
  }
  const { workspace_id, actor_ref, actor_name, acknowledged_by } = event;
  const actor = mask.person(workspace_id, actor_ref, actor_name);
  return {
    ...event,
    ...mask.entity(event),
    actor_ref: actor.user_id,
    actor_name: actor.user_name,
    acknowledged_by:
      acknowledged_by && mask.person(workspace_id, acknowledged_by).user_id,
  };
}
