import { JsonValue } from '@callboard/plugin-callboard-common';
import { isPlainObject, mapValues, pickBy } from 'lodash';

/** A JSON object. */
export type JsonRecord = Record<string, JsonValue>;

/** The keys whose value names the person of a whole object. */
const SUBJECT = ['user_ref', 'id'];

/** Names the field of a mention, and contains nothing about others. */
const FIELD = 'field';

/**
 * The parts of a JSON value that mention a person; undefined if none does. Filters a list of people
 * to them, and keeps an object about them as a whole.
 *
 * @param names - the person's identifiers
 */
export function pickPersonParts(
  value: JsonValue | undefined,
  names: ReadonlySet<string>,
): JsonValue | undefined {
  const isName = (part: unknown) => typeof part === 'string' && names.has(part);
  if (Array.isArray(value)) {
    const parts = value.flatMap(part => pickPersonParts(part, names) ?? []);
    return parts.length > 0 ? parts : undefined;
  }
  if (!isObject(value)) {
    return isName(value) ? value : undefined;
  }
  if (SUBJECT.some(key => isName(value[key]))) {
    return omitOtherNames(value, names);
  }
  const parts = mapValues(value, (part, key) =>
    names.has(key) ? part : pickPersonParts(part, names),
  );
  const found = pickBy(parts, part => part !== undefined) as JsonRecord;
  if (Object.keys(found).length === 0) {
    return undefined;
  }
  return FIELD in value ? { [FIELD]: value[FIELD], ...found } : found;
}

/** Removes other people's names from a JSON value. */
export function omitOtherNames(
  value: JsonValue,
  names: ReadonlySet<string>,
): JsonValue {
  if (!isObject(value) || !isObject(value.names)) {
    return value;
  }
  const own = pickBy(value.names, (_name, key) => names.has(key));
  return { ...value, names: own as JsonRecord };
}

function isObject(value: JsonValue | undefined): value is JsonRecord {
  return isPlainObject(value);
}
