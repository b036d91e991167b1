import fc from 'fast-check';
import { z } from 'zod';
import { newDashboard, newWidget } from '../dashboards/schemas';
import { widgetConfig } from '../dashboards/widgetConfig';
import { newStaffMember } from '../staff/schemas';
import { newTimeOff } from '../time/calendar';
import { webhookReplay } from '../webhooks/schemas';
import { createWorkItemQuerySchema } from '../work/filters';
import { newWorkItem } from '../work/workItems';
import {
  booleanParameter,
  calendarDate,
  cursorParameter,
  instant,
  instantInput,
  createIntegerParameter,
  slug,
  timeZone,
  url,
  userRef,
  uuid,
} from './primitives';
import { createRequiredTextSchema } from './text';

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
    'an instant in a request',
    instantInput,
    [
      '2026-05-01T00:00:00Z',
      '2026-05-01t00:00:00z',
      '2026-05-01T00:00:00.000Z',
      '2026-05-01T00:00:00.5+05:30',
      '2026-05-01T00:00:00.123456789-00:00',
      '2024-02-29T23:59:59-23:59',
      '1970-01-01T00:00:00Z',
      '9999-12-31T23:59:59.999Z',
      '1969-12-31T23:00:00-01:00',
    ],
    [
      '2026-05-01',
      '2026-05-01T00:00:00',
      '2026-05-01T00:00Z',
      '2026-05-01 00:00:00Z',
      '2026-05-01T00:00:00.Z',
      '2026-05-01T00:00:00,5Z',
      '2026-05-01T00:00:00+0100',
      '2026-05-01T00:00:00+01',
      '2026-05-01T00:00:00+24:00',
      '2026-05-01T00:00:00+01:60',
      '2026-05-01T24:00:00Z',
      '2026-05-01T23:60:00Z',
      '2016-12-31T23:59:60Z',
      '2026-02-30T00:00:00Z',
      '2025-02-29T00:00:00Z',
      '2026-00-01T00:00:00Z',
      '2026-13-01T00:00:00Z',
      '2026-5-1T00:00:00Z',
      '+002026-05-01T00:00:00Z',
      '10000-01-01T00:00:00Z',
      '0000-01-01T00:00:00Z',
      '1969-12-31T23:59:59Z',
      '1970-01-01T00:00:00+00:01',
      '9999-12-31T23:59:59-00:01',
      '2026-05-01T00:00:00Z\n',
      '٢٠٢٦-05-01T00:00:00Z',
      `2026-05-01T00:00:00.${'0'.repeat(64)}Z`,
      '',
      1777593600000,
    ],
  ],
  [
    'a time zone',
    timeZone,
    [
      'UTC',
      'utc',
      'Europe/Berlin',
      'EUROPE/berlin',
      'America/Argentina/Buenos_Aires',
      'Etc/GMT+12',
    ],
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
    createRequiredTextSchema(5),
    ['a', ' a ', '😀'.repeat(5)],
    ['', '   ', '\t\n', 'abcdef', '😀'.repeat(6), 5, null, undefined],
  ],
  [
    'a number in a query',
    createIntegerParameter(1, 200),
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
  it.each(valid)('accepts %j', value => {
    expect(schema.safeParse(value).error).toBeUndefined();
  });

  it.each(invalid)('rejects %j', value => {
    expect(schema.safeParse(value).success).toBe(false);
  });
});

describe('parsing of primitives', () => {
  it('converts instants to UTC with milliseconds', () => {
    for (const [input, meant] of [
      ['2026-05-01T00:00:00Z', '2026-05-01T00:00:00.000Z'],
      ['2026-05-01t00:00:00.9999z', '2026-05-01T00:00:00.999Z'],
      ['2026-05-01T00:00:00.5+05:30', '2026-04-30T18:30:00.500Z'],
      ['2026-12-31T23:59:59.07-01:00', '2027-01-01T00:59:59.070Z'],
    ]) {
      expect(instantInput.parse(input)).toBe(meant);
    }
  });

  it('normalises a URL, unless its encoded characters would make it too long', () => {
    expect(url.parse('HTTPS://Example.COM:443/ä')).toBe(
      'https://example.com/%C3%A4',
    );
    const long = `https://wiki.example/${'課'.repeat(400)}`;
    expect(url.parse(long)).toBe(long);
  });

  it('parses an instant with any offset and any number of fraction digits', () => {
    const moments = fc.record({
      // At least a day from the limits, so that no offset leaves the range of years.
      ms: fc.integer({ min: 86_400_000, max: 253_402_214_400_000 }),
      offset: fc.integer({ min: -1439, max: 1439 }),
      finer: fc.stringMatching(/^\d{0,9}$/),
    });
    fc.assert(
      fc.property(moments, ({ ms, offset, finer }) => {
        const local = new Date(ms + offset * 60_000).toISOString();
        const [hours, minutes] = [
          Math.floor(Math.abs(offset) / 60),
          Math.abs(offset) % 60,
        ].map(part => String(part).padStart(2, '0'));
        const written = `${local.slice(0, -1)}${finer}${
          offset < 0 ? '-' : '+'
        }${hours}:${minutes}`;
        expect(instantInput.parse(written)).toBe(new Date(ms).toISOString());
      }),
    );
  });

  it('returns instants of responses unchanged when they are parsed as input', () => {
    fc.assert(
      fc.property(
        fc.date({
          min: new Date(0),
          max: new Date(253_402_300_799_999),
          noInvalidDate: true,
        }),
        date => {
          const answered = instant.parse(date.toISOString());
          expect(instantInput.parse(answered)).toBe(answered);
        },
      ),
    );
  });

  it('rejects dates that do not exist in the calendar', () => {
    const days = fc.record({
      year: fc.integer({ min: 1970, max: 9999 }),
      month: fc.integer({ min: 0, max: 99 }),
      day: fc.integer({ min: 0, max: 99 }),
    });
    const digits = (value: number) => String(value).padStart(2, '0');
    fc.assert(
      fc.property(days, ({ year, month, day }) => {
        const text = `${year}-${digits(month)}-${digits(day)}`;
        const date = new Date(Date.UTC(year, month - 1, day));
        expect(instantInput.safeParse(`${text}T00:00:00Z`).success).toBe(
          date.getUTCMonth() === month - 1 &&
            date.getUTCDate() === day &&
            date.getUTCFullYear() === year,
        );
      }),
    );
  });

  it('returns one spelling of a time zone for any case of the input', () => {
    const zones = fc.constantFrom(
      ...Intl.supportedValuesOf('timeZone'),
      'UTC',
      'Etc/GMT+12',
      'US/Pacific',
    );
    fc.assert(
      fc.property(zones, fc.mixedCase(zones), (zone, spelled) => {
        expect(timeZone.parse(zone)).toBe(zone);
        const [once, twice] = [spelled, spelled.toUpperCase()].map(text =>
          timeZone.parse(text),
        );
        expect(once).toBe(twice);
        expect(once.toLowerCase()).toBe(spelled.toLowerCase());
      }),
    );
  });

  it.each([
    ['EUROPE/berlin', 'Europe/Berlin'],
    ['america/port_of_SPAIN', 'America/Port_of_Spain'],
    ['utc', 'UTC'],
    ['etc/utc', 'Etc/UTC'],
    ['etc/gmt+12', 'Etc/GMT+12'],
    ['asia/kolkata', 'Asia/Kolkata'],
    ['ASIA/CALCUTTA', 'Asia/Calcutta'],
    ['us/east-indiana', 'US/East-Indiana'],
    ['est5edt', 'EST5EDT'],
    ['japan', 'Japan'],
    ['gb-eire', 'GB-Eire'],
  ])('converts the time zone %s to %s', (input, spelled) => {
    expect(timeZone.parse(input)).toBe(spelled);
    expect(timeZone.parse(spelled)).toBe(spelled);
  });

  it('converts ids to lower case, and number and flag texts to their types', () => {
    expect(uuid.parse('01900000-0000-7000-8000-00000000000A')).toBe(
      '01900000-0000-7000-8000-00000000000a',
    );
    expect(createIntegerParameter(1, 200).parse('7')).toBe(7);
    expect(booleanParameter.parse('false')).toBe(false);
  });
});

describe('omitNulls', () => {
  it.each(['constructor', 'toString'])(
    'leaves the unknown field %s to the schema',
    field => {
      const { error } = widgetConfig.safeParse({ [field]: null });
      expect(error?.issues).toMatchObject([{ keys: [field] }]);
    },
  );
});

describe('checks of several fields', () => {
  const cases: Array<[z.ZodType, unknown, string[]]> = [
    [
      newWorkItem,
      { title: 7, start_date: '2026-05-02', target_date: '2026-05-01' },
      ['target_date', 'title'],
    ],
    [
      newStaffMember,
      { date_of_joining: '2026-05-02', date_of_leaving: '2026-05-01' },
      ['date_of_leaving', 'email', 'first_name', 'staff_id'],
    ],
    [
      newTimeOff,
      { date_from: '2026-05-01', date_to: '2029-05-01' },
      ['date_to', 'kind'],
    ],
    [
      webhookReplay,
      { start: '2026-05-02T00:00:00Z', end: '2026-05-01T00:00:00Z', status: 1 },
      ['end', 'status'],
    ],
    [
      newDashboard,
      { access: 'private', is_default: true },
      ['is_default', 'name'],
    ],
    [
      newWidget,
      {
        widget_type: 'work_items_chart',
        title: 7,
        size: { x: 0, y: 0, width: 1, height: 1 },
      },
      ['config', 'size', 'title'],
    ],
    [
      createWorkItemQuerySchema({}),
      { start_date_from: '2026-05-02', start_date_to: '2026-05-01', page: '1' },
      ['', 'start_date_to'],
    ],
    [
      newWorkItem,
      { title: 'Pay', start_date: '2026-05-02', target_date: 'x' },
      ['target_date'],
    ],
    [newWorkItem, 'text', ['']],
  ];

  it.each(cases)(
    'run even if other fields are invalid: %#',
    (schema, value, fields) => {
      const { error } = schema.safeParse(value);
      const invalid = error?.issues.map(({ path }) => path[0] ?? '');
      expect([...new Set(invalid)].sort()).toEqual(fields);
    },
  );
});
