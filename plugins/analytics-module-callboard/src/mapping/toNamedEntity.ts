import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';

const NAME = /^[A-Za-z0-9]+(?:[-_.]+[A-Za-z0-9]+)*$/;
const KIND = /^[A-Za-z][A-Za-z0-9]*$/;
const MAX_PART = 63;

export interface NamedEntity {
  entity_type: string;
  entity_id: string;
  entity_label: string;
}

/** Parses an entity reference. Returns undefined if the value is not an entity reference. */
export function toNamedEntity(ref: unknown): NamedEntity | undefined {
  if (typeof ref !== 'string' || ref.length > 3 * MAX_PART + 2) {
    return undefined;
  }
  try {
    const { kind, namespace, name } = parseEntityRef(ref);
    const isWellFormed =
      KIND.test(kind) &&
      [namespace, name].every(part => NAME.test(part)) &&
      [kind, namespace, name].every(part => part.length <= MAX_PART);
    return isWellFormed
      ? {
          entity_type: kind.toLocaleLowerCase('en-US'),
          entity_id: stringifyEntityRef({ kind, namespace, name }),
          entity_label: name,
        }
      : undefined;
  } catch {
    return undefined;
  }
}
