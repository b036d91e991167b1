import { findTextProblem } from '@callboard/plugin-callboard-common';

/** Deeper JSON than this is nobody's data. */
const MAX_DEPTH = 64;

/** A megabyte of zeros and commas would keep the schema busy for seconds. */
const MAX_VALUES = 50_000;

/** What cannot be stored anywhere, whatever the schema says. */
export interface InvalidText {
  /** Why nothing of it can be taken: too much, or nested without end. */
  whole?: string;
  /** Texts and names with characters that are not stored. */
  texts: Array<{ path: string; reason: string }>;
}

/**
 * What makes a value unfit to be stored.
 *
 * @param atMost - finds no more texts than this
 */
export function validateText(value: unknown, atMost: number): InvalidText {
  const texts: InvalidText['texts'] = [];
  const open: Array<{ path: string; depth: number; value: unknown }> = [
    { path: '', depth: 0, value },
  ];
  let values = 0;
  for (let next = open.pop(); next; next = open.pop()) {
    const { path, depth } = next;
    const reason = problemOfText(next.value);
    if (reason && texts.length < atMost) {
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
        const badName = isArray ? undefined : problemOfText(key);
        if (badName && texts.length < atMost) {
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

function problemOfText(text: unknown): string | undefined {
  return typeof text === 'string' ? findTextProblem(text) : undefined;
}
