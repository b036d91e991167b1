import { JsonValue } from '@callboard/plugin-callboard-common';
import { isPlainObject, mapValues, pickBy } from 'lodash';

/** An object of JSON. */
export type JsonRecord = Record<string, JsonValue>;

/** What an object calls the one whom all of it is about. */
const SUBJECT = ['user_ref', 'id'];

/** Says where somebody was named, and nothing about others. */
const PLACE = 'field';

/**
 * The parts of a JSON value that name somebody; undefined if none does. Of a list of
 * people only they are left, of an object that is about them all.
 *
 * @param names - by what they are known
 */
export function onlyAbout(
  value: JsonValue | undefined,
  names: ReadonlySet<string>,
): JsonValue | undefined {
  const isName = (part: unknown) => typeof part === 'string' && names.has(part);
  if (Array.isArray(value)) {
    const parts = value.flatMap(part => onlyAbout(part, names) ?? []);
    return parts.length > 0 ? parts : undefined;
  }
  if (!isObject(value)) {
    return isName(value) ? value : undefined;
  }
  if (SUBJECT.some(key => isName(value[key]))) {
    return withoutOthersNames(value, names);
  }
  const parts = mapValues(value, (part, key) =>
    names.has(key) ? part : onlyAbout(part, names),
  );
  const found = pickBy(parts, part => part !== undefined) as JsonRecord;
  if (Object.keys(found).length === 0) {
    return undefined;
  }
  return PLACE in value ? { [PLACE]: value[PLACE], ...found } : found;
}

/** A JSON value without what others are called in it. */
export function withoutOthersNames(
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
