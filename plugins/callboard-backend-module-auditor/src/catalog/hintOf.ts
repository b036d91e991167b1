import { AuditorEvent } from '@backstage/backend-defaults/auditor';
import { Unnamed, unnamedOf } from './unnamedOf';

/** A thing of which more should be known before it may be gone. */
export type Hint = Unnamed | { ref: string };

/**
 * What an event hints at: something that is about to change, or an entity whose
 * page somebody opens, as they do before they delete it there.
 */
export function hintOf(event: AuditorEvent): Hint | undefined {
  const { plugin, eventId, status, actor, meta } = event;
  if (plugin !== 'catalog' || status !== 'initiated') {
    return undefined;
  }
  if (eventId.endsWith('-mutate')) {
    return unnamedOf(event);
  }
  const ref = meta?.entityRef;
  return eventId === 'entity-fetch' &&
    actor.actorId?.startsWith('user:') &&
    typeof ref === 'string' &&
    ref.length <= 255
    ? { ref: ref.toLowerCase() }
    : undefined;
}
