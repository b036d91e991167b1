import type { JsonValue } from '@callboard/plugin-callboard-common';

/**
 * Valid user texts that careless code mishandles: names of inherited properties, markup, foreign
 * addresses, bidirectional control characters, very long texts and texts that look empty.
 *
 * @internal
 */
export const hostileWords: readonly string[] = [
  'constructor',
  '__proto__',
  'prototype',
  'toString',
  'valueOf',
  'hasOwnProperty',
  'isPrototypeOf',
  '__defineGetter__',
  'then',
  'length',
  'undefined',
  'null',
  'NaN',
  '0',
  '-1',
  '…',
  '...',
  ' ',
  '\t\n',
  '\u00a0',
  '\u200b',
  '/\\evil.example',
  '//evil.example',
  'https://evil.example/',
  // eslint-disable-next-line no-script-url
  'javascript:alert(1)',
  'data:text/html,<script>alert(1)</script>',
  'user:default/constructor',
  'component:default/__proto__',
  'component:default/%E0%A4%A',
  'component:default/..',
  '<img src=x onerror=alert(1)>',
  '</script><script>alert(1)</script>',
  '&lt;b&gt;',
  '{{count}} $t(loading) %s %o ${x}',
  '\u202eevil\u202c',
  '\u2066\u2067\u2068',
  'مرحبا',
  '👩‍👩‍👧‍👦',
  'e\u0301'.repeat(40),
  '=1+1',
  "'; DROP TABLE activity; --",
  '9999-12-31T23:59:59.999Z',
  '2026-01-01',
  '[hidden]',
  'W'.repeat(512),
  '😀'.repeat(255),
];

const createNestedValue = (depth: number): JsonValue =>
  depth === 0 ? null : { constructor: [createNestedValue(depth - 1)] };

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
  createNestedValue(50),
  'x'.repeat(8_000),
  Array.from({ length: 500 }, (_, index) => index),
];
