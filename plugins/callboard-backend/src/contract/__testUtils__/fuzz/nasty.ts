import fc from 'fast-check';
import { JsonText, writeJsonText } from './jsonText';

const nul = String.fromCharCode(0);
const loneSurrogate = '\ud800';

/** Texts that PostgreSQL rejects or stores differently. */
const invalidText = fc.constantFrom(nul, `a${nul}b`, `x${loneSurrogate}`);

/** Texts that break careless code. */
export const nastyText: fc.Arbitrary<string> = fc.oneof(
  invalidText,
  fc.constantFrom(
    '',
    ' ',
    '\udc00\ud800',
    '😀'.repeat(20),
    'ﷺ‮İıẞ',
    "' OR 1=1 --",
    '"; DROP TABLE activity; --',
    '%',
    '_',
    '\\',
    '%\\',
    '../..',
    '__proto__',
    'constructor',
    'NaN',
    'Infinity',
    '1e400',
    '-1',
    '0',
    '00',
    '1.5',
    '0x10',
    '201',
    '2147483648',
    '9007199254740993',
    '999999999999999',
    '9999999999999999999999',
    'true ',
    'TRUE',
    'null',
    'undefined',
    '2026-02-30',
    '2026-13-01',
    '0000-00-00',
    '0001-01-01',
    '1969-12-31',
    '9999-12-31',
    '2026-02-28T00:00:00Z',
    '+05:30',
    'Mars/Base',
    'europe/berlin',
    'local',
    'system',
    'UTC+3',
    'Etc/GMT+12',
    'user:default/Jane',
    'user:default/jane/doe',
    'group:default/all',
    'Default',
    '-a',
    'a-',
    '0190f0f0-0000-7000-8000-00000000000',
    '0190F0F0-0000-7000-8000-000000000000',
    '00000000-0000-0000-0000-000000000000',
    'ffffffff-ffff-ffff-ffff-ffffffffffff',
    'user,date,week',
    'user,user',
    'user,',
  ),
  fc.nat({ max: 2_000 }).map(length => 'x'.repeat(length)),
  fc.nat({ max: 700 }).map(length => 'ß€'.repeat(length)),
  fc.string({ unit: 'binary', maxLength: 20 }),
);

const nested = (open: string, close: string, depth: number) =>
  new JsonText(`${open.repeat(depth)}1${close.repeat(depth)}`);

/** JSON values that break careless code. */
export const nastyJson: fc.Arbitrary<unknown> = fc.oneof(
  { arbitrary: invalidText, weight: 1 },
  { arbitrary: nastyText, weight: 2 },
  {
    arbitrary: fc.constantFrom<unknown>(
      null,
      true,
      false,
      0,
      -1,
      0.5,
      8,
      911,
      2_147_483_648,
      9_007_199_254_740_992,
      [],
      {},
      [null],
      [[]],
      new JsonText('1e400'),
      new JsonText('-1e400'),
      new JsonText('1e-400'),
      new JsonText('-0'),
      new JsonText('9007199254740993.5'),
      new JsonText('{"__proto__":{"polluted":true}}'),
      new JsonText('{"__proto__":1e400}'),
      new JsonText('{"constructor":{"prototype":{"polluted":1}}}'),
      new JsonText('{"a":1,"a":{"b":2}}'),
      new JsonText('{"\\u0000":1}'),
      new JsonText('{"\\ud800":1}'),
      new JsonText('{"":""}'),
      new JsonText('"\\ud83d\\ude00"'),
      nested('[', ']', 50),
      nested('[', ']', 70),
      nested('{"a":', '}', 70),
      nested('[', ']', 5_000),
      nested('{"a":', '}', 5_000),
      // Invalid JSON.
      new JsonText('NaN'),
      new JsonText('undefined'),
      new JsonText("'x'"),
      new JsonText('[1,]'),
      new JsonText('01'),
      new JsonText('"\u0007"'),
      new JsonText('{"a":1'),
    ),
    weight: 3,
  },
  {
    arbitrary: fc
      .nat({ max: 300 })
      .map(length => Array.from({ length }, () => ({}))),
    weight: 1,
  },
);

/** Contents of cursors: arbitrary values, some of which look like positions in a list. */
const nastyPosition = fc.oneof(
  fc.constantFrom<unknown>(
    nul,
    `user:default/${nul}`,
    loneSurrogate,
    '01900000-0000-7000-8000-000000000000',
    [nul],
    ['user:default/x', nul],
    ['user:default/x', 9_007_199_254_740_991],
    ['page_view', 1, 'x'],
    [-9_007_199_254_740_991],
    [new JsonText('1e400')],
  ),
  nastyJson,
);

/** Cursors that no list has issued. */
export const nastyCursor: fc.Arbitrary<string> = fc.oneof(
  { arbitrary: nastyText, weight: 1 },
  {
    arbitrary: nastyPosition.map(position =>
      // No longer than the contract accepts.
      Buffer.from(writeJsonText(position).slice(0, 360)).toString('base64url'),
    ),
    weight: 3,
  },
);

/** Query parts that no client library would send. */
export const rawQueryPieces = fc.constantFrom(
  '%',
  '%ZZ',
  '%E0%A4%A',
  '%FF',
  '%ED%A0%80',
  'q=%ZZ',
  'limit[]=5',
  'limit[a]=5',
  '&&=&',
  '?',
  'q=%00',
  '+',
  'limit=1;limit=2',
  '__proto__[x]=1',
);

/** Path parts that no client library would send. */
export const rawPathPieces = fc.constantFrom(
  '%',
  '%ZZ',
  '%E0%A4%A',
  '%FF',
  '%00',
  '%2F',
  '..',
  '..%2F..%2Fme',
  '%ED%A0%80',
  '%F0%9F%98%80',
  ';x=1',
);

/** Headers with invalid values. */
export const nastyHeaders = fc.record(
  {
    'content-type': fc.constantFrom(
      'text/plain',
      'application/json; charset=utf-7',
      'application/json; charset=utf-16',
      'application/x-www-form-urlencoded',
      'multipart/form-data',
      'application/jsonp',
      ';',
    ),
    'content-encoding': fc.constantFrom('gzip', 'br', 'deflate', 'x'),
    'if-match': fc.constantFrom('', '*', '"1"', 'W/"1"', '1', '"1", "2"', ',,'),
    'if-none-match': fc.constantFrom('*', '"1"', 'x'),
    accept: fc.constantFrom('text/html', '*/*', 'x'),
    'x-request-id': fc.constantFrom('x'.repeat(3_000), 'a b', "'"),
  },
  { requiredKeys: [] },
);
