import type { JsonValue } from '@callboard/plugin-callboard-common';
import { hostileWords } from './hostileWords';

const nested = (depth: number): JsonValue =>
  depth === 0 ? null : { constructor: [nested(depth - 1)] };

/** Unusual JSON that the API accepts wherever it accepts any JSON. @internal */
export const hostileValues: readonly JsonValue[] = [
  ...hostileWords,
  null,
  true,
  false,
  0,
  -0.1,
  Number.MAX_VALUE,
  [],
  {},
  [null],
  [[[]]],
  [1, 'constructor', { a: null }],
  { length: 3 },
  { toString: null, valueOf: 1, toJSON: 'x', then: {} },
  { $$typeof: 'Symbol(react.element)', type: 'script', props: {} },
  JSON.parse('{"__proto__": {"name": "x"}, "constructor": {"name": "y"}}'),
  nested(50),
  'x'.repeat(8_000),
  Array.from({ length: 500 }, (_, at) => at),
];
