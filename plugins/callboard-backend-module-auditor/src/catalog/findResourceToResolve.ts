import { AuditorEvent } from '@backstage/backend-defaults/auditor';
import { UnnamedResource, findUnnamedResource } from './findUnnamedResource';

/** A resource that a user may be about to delete: its details are read while they still exist. */
export type ResourceToResolve = UnnamedResource | { ref: string };

/**
 * The resource that an event refers to: one about to change, or an entity whose page a user opens,
 * as they do before they delete it there.
 */
export function findResourceToResolve(
  event: AuditorEvent,
): ResourceToResolve | undefined {
  const { plugin, eventId, status, actor, meta } = event;
  if (plugin !== 'catalog' || status !== 'initiated') {
    return undefined;
  }
  if (eventId.endsWith('-mutate')) {
    return findUnnamedResource(event);
  }
  const ref = meta?.entityRef;
  return eventId === 'entity-fetch' &&
    actor.actorId?.startsWith('user:') &&
    typeof ref === 'string' &&
    ref.length <= 255
    ? { ref: ref.toLowerCase() }
    : undefined;
}
