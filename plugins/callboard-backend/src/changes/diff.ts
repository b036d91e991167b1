import { FieldChange, HIDDEN_VALUE } from '@callboard/plugin-callboard-common';
import { isEqual, mapValues, omit } from 'lodash';

/** The fields of a resource in API responses. */
export type ResponseFields = Record<string, unknown>;

/** Metadata that changes with every write. */
const UNRECORDED_FIELDS = new Set(['updated_at', 'version']);

/** The fields of a resource that are not recorded with their plain values. */
export interface FieldRules {
  /** Fields whose changes are recorded without the values. */
  sensitive?: readonly string[];
  /** Fields that are not recorded, because they are derived from other fields. */
  derived?: readonly string[];
  /** Objects whose keys are separate fields, such as `settings.colour`. */
  nested?: readonly string[];
}

/**
 * The fields that differ between two states of a resource. A missing state counts as all null, and
 * an absent field as null.
 */
export function diff(
  before: ResponseFields | null,
  after: ResponseFields | null,
  { sensitive = [], derived = [], nested = [] }: FieldRules = {},
): FieldChange[] {
  const oldFields = flatten(before ?? {}, nested);
  const newFields = flatten(after ?? {}, nested);
  const fields = new Set([
    ...Object.keys(oldFields),
    ...Object.keys(newFields),
  ]);
  const changes: FieldChange[] = [];
  for (const field of fields) {
    const old_value = (oldFields[field] ?? null) as FieldChange['old_value'];
    const new_value = (newFields[field] ?? null) as FieldChange['new_value'];
    const isRecorded =
      !UNRECORDED_FIELDS.has(field) && !derived.includes(field);
    if (isRecorded && !isEqual(old_value, new_value)) {
      const redactIfSensitive = (value: FieldChange['old_value']) =>
        sensitive.includes(field) ? redactValue(value) : value;
      changes.push({
        field,
        old_value: redactIfSensitive(old_value),
        new_value: redactIfSensitive(new_value),
      });
    }
  }
  return changes;
}

export function redactFields(
  resource: ResponseFields,
  { sensitive = [], nested = [] }: FieldRules,
): ResponseFields {
  if (sensitive.length === 0) {
    return { ...resource };
  }
  const redact = (parts: ResponseFields, prefix: string) =>
    mapValues(parts, (value, key) =>
      sensitive.includes(`${prefix}${key}`)
        ? redactValue(value ?? null)
        : value,
    );
  return mapValues(redact(resource, ''), (value, field) =>
    nested.includes(field)
      ? redact(value as ResponseFields, `${field}.`)
      : value,
  );
}

/** A resource with its nested objects flattened into fields. */
function flatten(
  resource: ResponseFields,
  nested: readonly string[],
): ResponseFields {
  // Avoids copies, because bulk changes call this thousands of times.
  if (nested.length === 0) {
    return resource;
  }
  const fields = nested.flatMap(field =>
    Object.entries(resource[field] ?? {}).map(([key, value]) => [
      `${field}.${key}`,
      value,
    ]),
  );
  return { ...omit(resource, nested), ...Object.fromEntries(fields) };
}

function redactValue<T>(value: T): T | typeof HIDDEN_VALUE {
  return value === null || isEqual(value, []) ? value : HIDDEN_VALUE;
}
