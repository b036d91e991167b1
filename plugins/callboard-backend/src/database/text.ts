import { deburr, uniq } from 'lodash';
import { cleanText, findTextProblem } from '@callboard/plugin-callboard-common';

/** The maximum depth of JSON; no valid data is deeper. */
const MAX_DEPTH = 64;

/**
 * The maximum number of values in JSON. Limits the time of the schema validation, which would take
 * seconds for a megabyte of short values such as `[0,0,…]`.
 */
const MAX_VALUES = 50_000;

/** The maximum length of the path of a field; only names that a client invented are longer. */
const MAX_PATH_LENGTH = 200;

/**
 * Truncates the path of a field in a problem. A body can have thousands of invalid values below a
 * name of almost a megabyte, and each of their paths contains that name.
 */
export function cutFieldPath(path: string): string {
  return path.length <= MAX_PATH_LENGTH
    ? path
    : `${cutText(path, MAX_PATH_LENGTH - 1)}…`;
}

interface UnstorableParts {
  /** The reason why the whole value is rejected: too large, or nested too deeply. */
  whole?: string;
  /** Strings and property names with invalid characters. */
  texts: Array<{ path: string; reason: string }>;
}

/** Finds the parts of a value that cannot be stored, at most `maxTexts` texts. */
export function validateText(
  value: unknown,
  maxTexts: number,
): UnstorableParts {
  const texts: UnstorableParts['texts'] = [];
  const pending: Array<{ path: string; depth: number; value: unknown }> = [
    { path: '', depth: 0, value },
  ];
  let valueCount = 0;
  for (let next = pending.pop(); next; next = pending.pop()) {
    const { path, depth } = next;
    const reason = describeTextProblem(next.value);
    if (reason && texts.length < maxTexts) {
      texts.push({ path, reason });
    }
    if (typeof next.value === 'object' && next.value !== null) {
      if (depth >= MAX_DEPTH) {
        return { whole: `is nested deeper than ${MAX_DEPTH} levels`, texts };
      }
      const isArray = Array.isArray(next.value);
      const children = Object.entries(next.value);
      valueCount += children.length;
      if (valueCount > MAX_VALUES) {
        return { whole: `contains more than ${MAX_VALUES} values`, texts };
      }
      for (const [key, child] of children.reverse()) {
        const nameProblem = isArray ? undefined : describeTextProblem(key);
        if (nameProblem && texts.length < maxTexts) {
          texts.push({ path: `${path}.?`, reason: nameProblem });
        }
        const step = isArray ? `[${key}]` : `.${key}`;
        pending.push({
          path: cutFieldPath(nameProblem ? `${path}.?` : path + step),
          depth: depth + 1,
          value: child,
        });
      }
    }
  }
  return { texts };
}

function describeTextProblem(text: unknown): string | undefined {
  return typeof text === 'string' ? findTextProblem(text) : undefined;
}

/** Truncates a text to at most `maxLength` UTF-16 units, without splitting a surrogate pair. */
export function cutText(text: string, maxLength: number): string {
  // Databases reject lone surrogates.
  return text.slice(0, maxLength).replace(/[\uD800-\uDBFF]$/, '');
}

/**
 * Converts a text of the catalog to a line that databases and Callboard's own rules accept. Returns
 * an empty text for a value that is not a text.
 */
export function toStorableLine(text: unknown, maxLength = Infinity): string {
  return typeof text === 'string'
    ? cutText(
        cleanText(text.replace(/[\p{Cc}\p{Cs}\s]+/gu, ' ')).trim(),
        maxLength,
      )
    : '';
}

/**
 * Converts only the ASCII letters of a text to lower case, like `lower` in SQLite, and like `lower`
 * in PostgreSQL with the collation "C".
 */
export function lowerAscii(text: string): string {
  return text.replace(/[A-Z]+/g, letters => letters.toLowerCase());
}

/**
 * Normalises a text for case-insensitive search, in every script. The databases' own functions do
 * not cover every script: SQLite's convert ASCII only.
 *
 * Converts to lower case first, so that `ẞ` and `ß` both become `SS`, and to upper case last, so
 * that the two lower-case forms of `Σ` become equal.
 */
export function normaliseCase(text: string): string {
  return text.normalize('NFC').toLowerCase().toUpperCase();
}

/** Normalises the white space and Unicode form of a code, as the API does before it stores it. */
export function normaliseCode(code: string): string {
  return code.replace(/\s+/g, ' ').trim().normalize('NFC');
}

/** The comparison key of a code, such as a staff id: normalised, and ignores case. */
export function toCodeKey(code: string): string {
  return normaliseCase(normaliseCode(code));
}

/** Normalises a text for search, ignoring case and accents. */
export function normaliseForSearch(text: string): string {
  return normaliseCase(deburr(text).normalize('NFD').replace(/\p{M}/gu, ''));
}

/**
 * Returns the sort key of a name. Names that differ only in case have equal keys. Like a collation
 * key, it consists of the name without accents and, if that differs, the name with accents. The
 * newline between the two, which no name contains, sorts a name before longer names that begin with
 * it.
 */
export function toNameKey(name: string): string {
  return uniq([normaliseForSearch(name), normaliseCase(name)]).join('\n');
}
