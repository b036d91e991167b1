import { AuditorEvent } from '@backstage/backend-defaults/auditor';

/** A thing of the catalog by an id that says nothing to people. */
export type Unnamed = { uid: string } | { location: string };

/** The catalog's own form. */
const idForm = /^[\w-]{1,64}$/;

/**
 * What an event of the catalog is about that does not tell its name: deleting an
 * entity names its uid alone, unregistering it the id of its location.
 */
export function unnamedOf({
  plugin,
  eventId,
  meta,
}: AuditorEvent): Unnamed | undefined {
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
  return typeof value === 'string' && idForm.test(value);
}
