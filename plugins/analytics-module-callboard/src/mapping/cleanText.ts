import { cleanText as removeInvalid } from '@callboard/plugin-callboard-common';

// eslint-disable-next-line no-control-regex
const CONTROL = /[\u0000-\u001F\u007F-\u009F\u2028\u2029]+/g;

// Credentials that end up in labels and search boxes by accident.
const SECRETS = [
  /\beyJ[\w-]{8,}\.[\w-]{8,}(?:\.[\w-]*)?/g,
  /\bgh[pousr]_\w{16,}/g,
  /\bgithub_pat_\w{16,}/g,
  /\bglpat-[\w-]{16,}/g,
  /\bxox[abeoprs]-[\w-]{10,}/g,
  /\b(?:AKIA|ASIA)[A-Z0-9]{16}\b/g,
  /\bwhsec_[\w+/=]{16,}/g,
  /\b[Bb]earer\s+[\w.~+/=-]{8,}/g,
];

// Prevents the patterns above from scanning megabytes during a click.
const MAX_EXAMINED = 4_096;

/**
 * Converts a value to one line of text that the server accepts, at most `max` UTF-16 units long.
 * Replaces everything that looks like a credential by `***`.
 */
export function cleanText(text: unknown, max: number): string {
  const line = toText(text).slice(0, MAX_EXAMINED).replace(CONTROL, ' ');
  let clean = removeInvalid(line).trim();
  for (const secret of SECRETS) {
    clean = clean.replace(secret, '***');
  }
  return ellipsize(clean, max);
}

/** Returns an empty text for objects, because their conversion may throw. */
function toText(value: unknown): string {
  const isObject = typeof value === 'object' || typeof value === 'function';
  return isObject ? '' : String(value ?? '');
}

/**
 * Truncates a text to at most `max` UTF-16 units, including an ellipsis, without splitting a
 * surrogate pair.
 */
export function ellipsize(text: string, max: number): string {
  if (text.length <= max) {
    return text;
  }
  const start = text.slice(0, max - 1);
  const endsInHalfPair = /[\uD800-\uDBFF]$/.test(start);
  return `${endsInHalfPair ? start.slice(0, -1) : start}…`;
}

const MAX_LOCATION = 512;

/**
 * Removes the private parts of a path or URL: query, fragment, user name and password. Reduces a URL
 * to its scheme if the scheme is not http or https, for example `mailto:` or `data:`.
 */
export function sanitiseLocation(location: unknown): string {
  const text = cleanText(location, MAX_LOCATION);
  const [, scheme = '', remainder] = /^([a-z][a-z0-9+.-]*:)?(.*)$/i.exec(text)!;
  if (scheme && !/^https?:$/i.test(scheme)) {
    return scheme.toLowerCase();
  }
  const [path] = remainder.split(/[?#]/, 1);
  return `${scheme.toLowerCase()}${path.replace(/^(\/\/)[^/]*@/, '$1')}`;
}
