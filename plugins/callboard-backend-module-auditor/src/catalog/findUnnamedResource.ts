import { AuditorEvent } from '@backstage/backend-defaults/auditor';

/** A catalog resource of which an event contains only an id, which users do not recognise. */
export type UnnamedResource = { uid: string } | { location: string };

/** The format of catalog ids. */
const idPattern = /^[\w-]{1,64}$/;

/**
 * Returns the resource of a catalog event if the event names the resource only by id: the event of
 * a deleted entity contains the entity's uid, and the event of an unregistered location contains
 * the location's id.
 */
export function findUnnamedResource({
  plugin,
  eventId,
  meta,
}: AuditorEvent): UnnamedResource | undefined {
  if (plugin !== 'catalog') {
    return undefined;
  }
  if (isId(meta?.uid)) {
    return { uid: meta.uid };
  }
  return eventId.startsWith('location-') && !meta?.location && isId(meta?.id)
    ? { location: meta.id }
    : undefined;
}

function isId(value: unknown): value is string {
  return typeof value === 'string' && idPattern.test(value);
}

/** A resource that a user may be about to delete. Its name is read while it still exists. */
export type ResourceToResolve = UnnamedResource | { ref: string };

/**
 * Returns the resource of an event if the resource's name should be read now. This applies to a
 * resource that is about to change, and to an entity whose page a user opens, because the user can
 * delete the entity on that page.
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
