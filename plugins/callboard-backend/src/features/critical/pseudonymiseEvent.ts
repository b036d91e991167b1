import { CriticalEvent } from '@callboard/plugin-callboard-common';
import { ActivityPseudonymiser } from '../../pseudonyms/ActivityPseudonymiser';

/** A critical event as a viewer may see it; a pseudonymiser hides names. */
export function pseudonymiseEvent(
  event: CriticalEvent,
  pseudonymiser: ActivityPseudonymiser | undefined,
): CriticalEvent {
  if (!pseudonymiser) {
    return event;
  }
  const { workspace_id, actor_ref, actor_name, acknowledged_by } = event;
  const actor = pseudonymiser.pseudonymisePerson(
    workspace_id,
    actor_ref,
    actor_name,
  );
  return {
    ...event,
    ...pseudonymiser.pseudonymiseEntity(event),
    actor_ref: actor.user_id,
    actor_name: actor.user_name,
    acknowledged_by:
      acknowledged_by &&
      pseudonymiser.pseudonymisePerson(workspace_id, acknowledged_by).user_id,
  };
}
