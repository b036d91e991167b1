import { findTextProblem } from '@callboard/plugin-callboard-common';

/** The maximum depth of JSON; no valid data is deeper. */
const MAX_DEPTH = 64;

/** A megabyte of zeros and commas would keep the schema validation busy for seconds. */
const MAX_VALUES = 50_000;

/** The parts of a value that cannot be stored, regardless of the schema. */
export interface InvalidText {
  /** The reason why the whole value is rejected: too large, or nested too deeply. */
  whole?: string;
  /** Texts and names with invalid characters. */
  texts: Array<{ path: string; reason: string }>;
}

/**
 * Finds the parts of a value that cannot be stored.
 *
 * @param maxTexts - the maximum number of texts found
 */
export function validateText(value: unknown, maxTexts: number): InvalidText {
  const texts: InvalidText['texts'] = [];
  const open: Array<{ path: string; depth: number; value: unknown }> = [
    { path: '', depth: 0, value },
  ];
  let values = 0;
  for (let next = open.pop(); next; next = open.pop()) {
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
      values += children.length;
      if (values > MAX_VALUES) {
        return { whole: `holds more than ${MAX_VALUES} values`, texts };
      }
      for (const [key, child] of children.reverse()) {
        const badName = isArray ? undefined : describeTextProblem(key);
        if (badName && texts.length < maxTexts) {
          texts.push({ path: `${path}.?`, reason: badName });
        }
        const step = isArray ? `[${key}]` : `.${key}`;
        open.push({
          path: badName ? `${path}.?` : path + step,
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
