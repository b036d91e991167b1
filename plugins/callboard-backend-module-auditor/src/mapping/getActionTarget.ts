import { AuditorEvent } from '@backstage/backend-defaults/auditor';
import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import { AuditedActivity } from '@callboard/plugin-callboard-node';
import { cleanText } from './cleanText';

export type ActionTarget = Pick<
  AuditedActivity,
  'entity_type' | 'entity_id' | 'entity_label'
>;

const NO_TARGET: ActionTarget = {
  entity_type: null,
  entity_id: null,
  entity_label: null,
};

/** The property names that plugins use for an entity reference. */
const REF_NAMES = ['entityRef', 'templateRef'];

/** Determines the resource of an event from its metadata. */
export function getActionTarget({
  plugin,
  eventId,
  meta,
}: AuditorEvent): ActionTarget {
  for (const name of REF_NAMES) {
    const entity = toEntityTarget(meta?.[name]);
    if (entity) {
      return entity;
    }
  }
  return plugin === 'catalog' && eventId.startsWith('location-')
    ? getLocationTarget(meta)
    : NO_TARGET;
}

/**
 * Converts an entity reference to a target, with the type and id that page views of the entity have
 * in the log.
 *
 * @returns undefined if the value is not an entity reference with a kind, or is too long for the
 *   log
 */
export function toEntityTarget(
  value: unknown,
  title?: string,
): ActionTarget | undefined {
  if (typeof value !== 'string' || !/^[^:/\s]+:\S{1,250}$/.test(value)) {
    return undefined;
  }
  try {
    const entityName = parseEntityRef(value);
    const ref = stringifyEntityRef(entityName);
    const kind = entityName.kind.toLowerCase();
    return ref.length > 255 || kind.length > 64
      ? undefined
      : {
          entity_type: cleanText(kind, 64),
          entity_id: cleanText(ref, 255),
          entity_label: cleanText(title ?? entityName.name, 512),
        };
  } catch {
    return undefined;
  }
}

/** The target for a location from which the catalog reads entities. */
function getLocationTarget(meta: AuditorEvent['meta']): ActionTarget {
  const { id = meta?.id, target: url } = (meta?.location ?? {}) as {
    id?: unknown;
    target?: unknown;
  };
  return {
    entity_type: 'location',
    entity_id: typeof id === 'string' ? cleanText(id, 255) : null,
    entity_label: typeof url === 'string' ? cleanText(url, 512) : null,
  };
}
