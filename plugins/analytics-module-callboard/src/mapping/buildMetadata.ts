import {
  JsonValue,
  MAX_METADATA_BYTES,
  getUtf8Length,
} from '@callboard/plugin-callboard-common';
import { cleanText } from './cleanText';
import { PortalEvent } from './PortalEvent';
import { sanitiseLocation } from './sanitiseLocation';

const MAX_ATTRIBUTES = 20;
const MAX_NAME = 64;
const MAX_VALUE = 256;
const SECRET_NAME = /token|secret|passw|credential|authorization|cookie/i;
// Entity refs have a colon too, so the schemes are named.
const LOCATION =
  /^(?:(?:https?|wss?|ftp|file|mailto|tel|sms|data|blob):|\/)\S*$/i;

type Metadata = { [name: string]: JsonValue };

/** The metadata of an activity: the given fields, and the event's attributes as far as they fit. */
export function buildMetadata(
  fields: { [name: string]: string | number | undefined },
  attributes: PortalEvent['attributes'],
): Metadata {
  const metadata: Metadata = {};
  for (const [name, value] of Object.entries(fields)) {
    if (value !== undefined && value !== '') {
      metadata[name] = value;
    }
  }
  const entries = Object.entries(attributes ?? {})
    .slice(0, MAX_ATTRIBUTES)
    .flatMap(([name, value]) => cleanAttribute(name, value));
  while (entries.length > 0) {
    const whole = { ...metadata, attributes: Object.fromEntries(entries) };
    if (getUtf8Length(JSON.stringify(whole)) <= MAX_METADATA_BYTES) {
      return whole;
    }
    entries.pop();
  }
  return metadata;
}

function cleanAttribute(
  name: string,
  value: unknown,
): Array<[string, JsonValue]> {
  const cleanName = cleanText(name, MAX_NAME);
  if (!cleanName || cleanName === '__proto__' || SECRET_NAME.test(cleanName)) {
    return [];
  }
  if (typeof value === 'boolean') {
    return [[cleanName, value]];
  }
  if (typeof value === 'number') {
    return Number.isFinite(value) ? [[cleanName, value]] : [];
  }
  if (typeof value !== 'string' || value === '') {
    return [];
  }
  const text = LOCATION.test(value) ? sanitiseLocation(value) : value;
  return [[cleanName, cleanText(text, MAX_VALUE)]];
}
