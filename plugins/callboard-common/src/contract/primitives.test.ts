import { z } from 'zod';
import {
  booleanParameter,
  calendarDate,
  cursorParameter,
  integerParameter,
  requiredText,
  slug,
  timeZone,
  userRef,
  uuid,
} from './primitives';

const table: Array<[string, z.ZodType, unknown[], unknown[]]> = [
  [
    'an id',
    uuid,
    ['01900000-0000-7000-8000-00000000000a'],
    [
      '01900000-0000-7000-8000-00000000000',
      '01900000-0000-7000-8000-00000000000g',
      '{01900000-0000-7000-8000-00000000000a}',
      '01900000000070008000000000000000a',
      '01900000-0000-7000-8000-00000000000a\n',
      '',
      7,
    ],
  ],
  [
    'a slug',
    slug,
    ['a', 'a-b_c', '9', 'x'.repeat(63)],
    ['', 'A', '-a', 'a-', '_', 'a b', 'a/b', 'ä', 'a\n', 'x'.repeat(64), null],
  ],
  [
    'a date',
    calendarDate,
    ['1970-01-01', '2024-02-29', '9999-12-31'],
    [
      '2026-02-30',
      '2025-02-29',
      '2026-13-01',
      '2026-00-10',
      '1969-12-31',
      '0000-00-00',
      '2026-1-1',
      '2026-01-01T00:00:00Z',
      '+002026-01-01',
      '20260101',
      '2026-01-01\n',
      '',
      20260101,
    ],
  ],
  [
    'a time zone',
    timeZone,
    ['UTC', 'Europe/Berlin', 'America/Argentina/Buenos_Aires', 'Etc/GMT+12'],
    [
      '+05:30',
      '-01:00',
      'Mars/Base',
      'local',
      'system',
      'utc+3',
      '',
      'x'.repeat(65),
      'Europe/Berlin ',
    ],
  ],
  [
    'a reference of a user',
    userRef,
    ['user:default/jane', 'user:default/jane.doe-7_x', 'user:n-1/j'],
    [
      'jane',
      'user:jane',
      'user:default/Jane',
      'User:default/jane',
      'group:default/jane',
      'user:default/jane/doe',
      'user:default/.jane',
      'user:default/jane.',
      'user:-a/jane',
      'user:default/jane\n',
      `user:default/${'x'.repeat(64)}`,
      '',
    ],
  ],
  [
    'a text',
    requiredText(5),
    ['a', ' a ', '😀'.repeat(5)],
    ['', '   ', '\t\n', 'abcdef', '😀'.repeat(6), 5, null, undefined],
  ],
  [
    'a number in a query',
    integerParameter(1, 200),
    ['1', '200', '007', 5],
    [
      '0',
      '201',
      '-1',
      '1.5',
      '1e2',
      '0x10',
      ' 5',
      '',
      '٣',
      'NaN',
      '1'.repeat(16),
    ],
  ],
  [
    'a flag in a query',
    booleanParameter,
    ['true', 'false', true],
    ['TRUE', '1', '', 'yes', 'null'],
  ],
  ['a cursor', cursorParameter, ['abc_-9'], ['', 'a b', 'a=', 'ü', 'a\n']],
];

describe.each(table)('%s', (_name, schema, valid, invalid) => {
  it.each(valid)('may be %j', value => {
    expect(schema.safeParse(value).error).toBeUndefined();
  });

  it.each(invalid)('may not be %j', value => {
    expect(schema.safeParse(value).success).toBe(false);
  });
});

describe('parsing', () => {
  it('makes ids lower case, numbers numbers and flags flags', () => {
    expect(uuid.parse('01900000-0000-7000-8000-00000000000A')).toBe(
      '01900000-0000-7000-8000-00000000000a',
    );
    expect(integerParameter(1, 200).parse('7')).toBe(7);
    expect(booleanParameter.parse('false')).toBe(false);
  });
});
