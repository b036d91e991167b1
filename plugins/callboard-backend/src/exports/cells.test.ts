import fc from 'fast-check';
import { DateTime, IANAZone } from 'luxon';
import { neutralise, restoreNeutralised } from './writeCsv';
import { MAX_CELL_LENGTH, toCellText } from './toCellText';
import { toExcelSerial, toWallTime, createWallClock } from './wallTime';
import { formatAttachmentHeader } from './formatAttachmentHeader';
import { WorksheetNames } from './SpreadsheetWriter';
import { numRuns } from '../__testUtils__/random';

describe('neutralise', () => {
  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', "'=1", "''-"])(
    'adds an apostrophe in front of %j',
    text => {
      expect(neutralise(text)).toBe(`'${text}`);
    },
  );

  it.each(['', 'plain', "'", "it's", "'quoted'", ' =1', '\n=1', 'a=1', '１'])(
    'leaves %j unchanged',
    text => {
      expect(neutralise(text)).toBe(text);
    },
  );

  it('returns no text that starts like a formula', () => {
    fc.assert(
      fc.property(textLikeFormulas(), text => {
        expect(neutralise(text)).not.toMatch(/^[=+\-@\t\r]/);
      }),
    );
  });

  it('restores the original of any neutralised text', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string({ unit: 'binary' }), textLikeFormulas()),
        text => {
          expect(restoreNeutralised(neutralise(text))).toBe(text);
        },
      ),
      { numRuns: numRuns(2000) },
    );
  });
});

function textLikeFormulas() {
  const unit = fc.constantFrom("'", '=', '+', '-', '@', '\t', '\r', '\n', 'a');
  return fc.string({ unit });
}

describe('toCellText', () => {
  it('removes unprintable characters', () => {
    expect(toCellText('a\u0000b\u0008\u000bc\u001f\u007fd')).toBe('abcd');
    expect(toCellText('a\ud800b\udc00c\ufffed\uffff')).toBe('abcd');
  });

  it('keeps tabs and emoji, and normalises line breaks to LF', () => {
    expect(toCellText('a\tb\nc\r\nd\re 🎭 ü')).toBe('a\tb\nc\nd\ne 🎭 ü');
  });

  it('truncates a text that is too long and adds an ellipsis', () => {
    expect(toCellText('a'.repeat(MAX_CELL_LENGTH))).not.toContain('…');
    const cut = toCellText('a'.repeat(MAX_CELL_LENGTH + 1));
    expect(cut).toHaveLength(MAX_CELL_LENGTH);
    expect(cut.endsWith('a…')).toBe(true);
  });

  it('truncates without splitting a surrogate pair', () => {
    const cut = toCellText(`${'a'.repeat(MAX_CELL_LENGTH - 2)}🎭🎭`);
    expect(cut).toBe(`${'a'.repeat(MAX_CELL_LENGTH - 2)}…`);
  });

  it('escapes text that looks like an XML escape sequence', () => {
    expect(toCellText('_x0041_ _x000d_ _x41_')).toBe(
      '_x005F_x0041_ _x005F_x000d_ _x41_',
    );
  });
});

describe('toExcelSerial', () => {
  it('converts a time to the day number of spreadsheets', () => {
    expect(toExcelSerial(Date.UTC(1970, 0, 1))).toBe(25_569);
    expect(toExcelSerial(Date.UTC(2026, 0, 31, 12))).toBe(46_053.5);
    expect(toExcelSerial(Date.UTC(1900, 2, 1))).toBe(61);
  });

  it('rounds down to the whole second', () => {
    expect(toExcelSerial(Date.UTC(2026, 0, 31, 23, 59, 59, 999))).toBe(
      toExcelSerial(Date.UTC(2026, 0, 31, 23, 59, 59)),
    );
  });

  it('returns undefined for times that a spreadsheet cannot show', () => {
    expect(toExcelSerial(Date.UTC(1900, 1, 28))).toBeUndefined();
    expect(toExcelSerial(Date.UTC(10_000, 0, 1))).toBeUndefined();
    expect(toExcelSerial(NaN)).toBeUndefined();
  });
});

describe('toWallTime', () => {
  it('converts a serial back to its time, or returns undefined outside the range', () => {
    for (const text of ['1900-03-01T00:00:00', '9999-12-31T23:59:59']) {
      const wallTime = Date.parse(`${text}Z`);
      expect(toWallTime(toExcelSerial(wallTime)!)).toBe(wallTime);
    }
    expect(toWallTime(60.9)).toBeUndefined();
    expect(toWallTime(2_958_466)).toBeUndefined();
  });
});

describe('createWallClock', () => {
  it('applies daylight saving time at the exact moment of the change', () => {
    const clock = createWallClock('Europe/Berlin');
    const shown = (iso: string) =>
      new Date(clock.getWallTime(Date.parse(iso))).toISOString();
    expect(shown('2026-03-29T00:59:59Z')).toBe('2026-03-29T01:59:59.000Z');
    expect(shown('2026-03-29T01:00:00Z')).toBe('2026-03-29T03:00:00.000Z');
    expect(shown('2026-10-25T00:30:00Z')).toBe('2026-10-25T02:30:00.000Z');
    expect(shown('2026-10-25T01:30:00Z')).toBe('2026-10-25T02:30:00.000Z');
  });

  it('supports offsets that are not whole hours', () => {
    expect(createWallClock('Asia/Kathmandu').toIsoString(0)).toBe(
      '1970-01-01T05:30:00.000+05:30',
    );
  });

  it('throws a RangeError for an unknown time zone', () => {
    expect(() => createWallClock('Europe/Atlantis')).toThrow(RangeError);
  });
});

const zones = [
  'UTC',
  'Asia/Kolkata',
  'America/New_York',
  'Australia/Lord_Howe',
  'Africa/Monrovia',
];

describe('createWallClock across time zones', () => {
  it('returns the same time as Luxon, in any order of calls @full', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...zones),
        fc.array(
          fc.integer({ min: Date.UTC(1900, 0), max: Date.UTC(2040, 0) }),
          { minLength: 1, maxLength: 20 },
        ),
        (zone, instants) => {
          const clock = createWallClock(zone);
          for (const instant of [...instants, ...instants.reverse()]) {
            const local = DateTime.fromMillis(instant, {
              zone: IANAZone.create(zone),
            });
            expect(clock.toIsoString(instant)).toBe(local.toISO());
            expect(clock.getWallTime(instant)).toBe(
              instant + local.offset * 60_000,
            );
          }
        },
      ),
    );
  });

  it.each([
    ['America/New_York', Date.UTC(2026, 10, 1, 6), '-05:00', '-04:00'],
    ['Australia/Lord_Howe', Date.UTC(2026, 3, 4, 15), '+10:30', '+11:00'],
  ])(
    'changes the offset in %s at the clock change',
    (zone, change, after, before) => {
      const clock = createWallClock(zone);
      expect(clock.toIsoString(change - 1)).toContain(before);
      expect(clock.toIsoString(change)).toContain(after);
    },
  );

  it('returns null for an invalid time', () => {
    expect(createWallClock('Asia/Kolkata').toIsoString(NaN)).toBeNull();
  });

  it('throws a RangeError for an unknown time zone', () => {
    expect(() => createWallClock('Mars/Olympus')).toThrow(RangeError);
  });
});

describe('formatAttachmentHeader', () => {
  it('sets only filename for a plain ASCII name', () => {
    expect(
      formatAttachmentHeader('Activity_Tracker_2026-01-01_2026-01-31.xlsx'),
    ).toBe(
      'attachment; filename="Activity_Tracker_2026-01-01_2026-01-31.xlsx"',
    );
  });

  it('sets filename* in UTF-8 and an ASCII fallback for other names', () => {
    expect(formatAttachmentHeader('Zürich 稽古.csv')).toBe(
      `attachment; filename="Zurich __.csv"; filename*=UTF-8''Z%C3%BCrich%20%E7%A8%BD%E5%8F%A4.csv`,
    );
  });

  it('replaces path separators, quotes and control characters in the name', () => {
    expect(formatAttachmentHeader('../a"b\\c\r\nX: y\ud800.csv')).toBe(
      'attachment; filename=".._a_b_c__X: y_.csv"',
    );
  });
});

describe('WorksheetNames', () => {
  it('numbers a repeated name, ignoring case', () => {
    const names = new WorksheetNames();
    expect(['Raw', 'Raw', 'raw', 'Summary'].map(n => names.take(n))).toEqual([
      'Raw',
      'Raw 2',
      'raw 3',
      'Summary',
    ]);
  });

  it('returns only names that Excel accepts', () => {
    const names = new WorksheetNames();
    expect(names.take("'a/b[c]:d*e?f\\g'")).toBe('a b c  d e f g');
    expect(names.take('')).toBe('Sheet');
    expect(names.take('History')).toBe('History 2');
    expect(names.take('x'.repeat(40))).toBe('x'.repeat(31));
    expect(names.take('x'.repeat(40))).toBe(`${'x'.repeat(29)} 2`);
  });
});
