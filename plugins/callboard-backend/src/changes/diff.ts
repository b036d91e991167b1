import { FieldChange } from '@callboard/plugin-callboard-common';
import { isEqual, mapValues } from 'lodash';

/** A resource as it looks on the wire. */
export type WireResource = Record<string, unknown>;

/** Bookkeeping that changes with every write. */
const neverShown = new Set(['updated_at', 'version']);

/** What is recorded in place of a sensitive value. */
export const HIDDEN_VALUE = '[hidden]';

/**
 * The fields that differ between two states of a resource. A state that does
 * not exist counts as all null, and absent counts as null.
 *
 * @param options.sensitive - fields recorded as changed without their values
 * @param options.derived - fields that follow from others, and are left out
 */
export function diff(
  before: WireResource | null,
  after: WireResource | null,
  {
    sensitive = [],
    derived = [],
  }: Partial<Record<'sensitive' | 'derived', readonly string[]>> = {},
): FieldChange[] {
  const fields = new Set([
    ...Object.keys(before ?? {}),
    ...Object.keys(after ?? {}),
  ]);
  const changes: FieldChange[] = [];
  for (const field of fields) {
    const old_value = (before?.[field] ?? null) as FieldChange['old_value'];
    const new_value = (after?.[field] ?? null) as FieldChange['new_value'];
    const isShown = !neverShown.has(field) && !derived.includes(field);
    if (isShown && !isEqual(old_value, new_value)) {
      const shown = (value: FieldChange['old_value']) =>
        sensitive.includes(field) ? mask(value) : value;
      changes.push({
        field,
        old_value: shown(old_value),
        new_value: shown(new_value),
      });
    }
  }
  return changes;
}

/** A resource without its sensitive values. */
export function maskFields(
  resource: WireResource,
  sensitive: readonly string[] = [],
): WireResource {
  return mapValues(resource, (value, field) =>
    sensitive.includes(field) ? mask(value ?? null) : value,
  );
}

function mask<T>(value: T): T | typeof HIDDEN_VALUE {
  return value === null ? value : HIDDEN_VALUE;
}
