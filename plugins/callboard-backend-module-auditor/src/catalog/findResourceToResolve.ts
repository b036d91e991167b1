import { AuditorEvent } from '@backstage/backend-defaults/auditor';
import { UnnamedResource, findUnnamedResource } from './findUnnamedResource';

/** A resource that a user may be about to delete: its name is read while it still exists. */
export type ResourceToResolve = UnnamedResource | { ref: string };

/**
 * Returns the resource of an event whose name should be read now: a resource that is about to change,
 * or an entity whose page a user opens, where users delete entities.
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
