/**
 * Texts that people can put wherever the API takes text, and that careless code
 * stumbles over: names of what every object inherits, markup, addresses of
 * elsewhere, marks that turn the direction of writing, and what is very long or
 * looks empty.
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
