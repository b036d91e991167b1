import fc from 'fast-check';
import { DateTime, IANAZone } from 'luxon';
import { neutralise, restore } from './neutralise';
import { MAX_CELL_LENGTH, toCellText } from './toCellText';
import { excelSerial, toWallTime } from './excelSerial';
import { wallClock } from './wallClock';
import { attachment } from './attachment';
import { WorksheetNames } from './WorksheetNames';
import { numRuns } from '../__testUtils__/random';

describe('neutralise', () => {
  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', "'=1", "''-"])(
    'puts an apostrophe in front of %j',
    text => {
      expect(neutralise(text)).toBe(`'${text}`);
    },
  );

  it.each(['', 'plain', "'", "it's", "'quoted'", ' =1', '\n=1', 'a=1', '１'])(
    'leaves %j alone',
    text => {
      expect(neutralise(text)).toBe(text);
    },
  );

  it('never leaves a text that begins like a formula', () => {
    fc.assert(
      fc.property(textLikeFormulas(), text => {
        expect(neutralise(text)).not.toMatch(/^[=+\-@\t\r]/);
      }),
    );
  });

  it('is undone by restore, whatever the text', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string({ unit: 'binary' }), textLikeFormulas()),
        text => {
          expect(restore(neutralise(text))).toBe(text);
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

describe('sheetText', () => {
  it('removes what XML cannot hold', () => {
    expect(toCellText('a\u0000b\u0008\u000bc\u001f\u007fd')).toBe('abcd');
    expect(toCellText('a\ud800b\udc00c\ufffed\uffff')).toBe('abcd');
  });

  it('keeps tabs, line breaks and characters beyond the basic plane', () => {
    expect(toCellText('a\tb\nc\r\nd\re 🎭 ü')).toBe('a\tb\nc\nd\ne 🎭 ü');
  });

  it('cuts an over-long text with a mark', () => {
    expect(toCellText('a'.repeat(MAX_CELL_LENGTH))).not.toContain('…');
    const cut = toCellText('a'.repeat(MAX_CELL_LENGTH + 1));
    expect(cut).toHaveLength(MAX_CELL_LENGTH);
    expect(cut.endsWith('a…')).toBe(true);
  });

  it('never cuts through a character', () => {
    const cut = toCellText(`${'a'.repeat(MAX_CELL_LENGTH - 2)}🎭🎭`);
    expect(cut).toBe(`${'a'.repeat(MAX_CELL_LENGTH - 2)}…`);
  });

  it('escapes what reads like an escape', () => {
    expect(toCellText('_x0041_ _x000d_ _x41_')).toBe(
      '_x005F_x0041_ _x005F_x000d_ _x41_',
    );
  });
});

describe('excelSerial', () => {
  it('counts days as spreadsheets do', () => {
    expect(excelSerial(Date.UTC(1970, 0, 1))).toBe(25_569);
    expect(excelSerial(Date.UTC(2026, 0, 31, 12))).toBe(46_053.5);
    expect(excelSerial(Date.UTC(1900, 2, 1))).toBe(61);
  });

  it('never shows a later second, or even day', () => {
    expect(excelSerial(Date.UTC(2026, 0, 31, 23, 59, 59, 999))).toBe(
      excelSerial(Date.UTC(2026, 0, 31, 23, 59, 59)),
    );
  });

  it('has none for what a spreadsheet cannot show', () => {
    expect(excelSerial(Date.UTC(1900, 1, 28))).toBeUndefined();
    expect(excelSerial(Date.UTC(10_000, 0, 1))).toBeUndefined();
    expect(excelSerial(NaN)).toBeUndefined();
  });
});

describe('toWallTime', () => {
  it('is the way back', () => {
    for (const text of ['1900-03-01T00:00:00', '9999-12-31T23:59:59']) {
      const wallTime = Date.parse(`${text}Z`);
      expect(toWallTime(excelSerial(wallTime)!)).toBe(wallTime);
    }
    expect(toWallTime(60.9)).toBeUndefined();
    expect(toWallTime(2_958_466)).toBeUndefined();
  });
});

describe('wallClock', () => {
  it('follows daylight saving time to the hour', () => {
    const clock = wallClock('Europe/Berlin');
    const shown = (iso: string) =>
      new Date(clock.wallTime(Date.parse(iso))).toISOString();
    expect(shown('2026-03-29T00:59:59Z')).toBe('2026-03-29T01:59:59.000Z');
    expect(shown('2026-03-29T01:00:00Z')).toBe('2026-03-29T03:00:00.000Z');
    expect(shown('2026-10-25T00:30:00Z')).toBe('2026-10-25T02:30:00.000Z');
    expect(shown('2026-10-25T01:30:00Z')).toBe('2026-10-25T02:30:00.000Z');
  });

  it('knows offsets that are no whole hours', () => {
    expect(wallClock('Asia/Kathmandu').iso(0)).toBe(
      '1970-01-01T05:30:00.000+05:30',
    );
  });

  it('refuses a zone that does not exist', () => {
    expect(() => wallClock('Europe/Atlantis')).toThrow(RangeError);
  });
});

const zones = [
  'UTC',
  'Asia/Kolkata',
  'America/New_York',
  'Australia/Lord_Howe',
  'Africa/Monrovia',
];

describe('the clock on the wall', () => {
  it('shows what Luxon says, in whatever order it is asked @full', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...zones),
        fc.array(
          fc.integer({ min: Date.UTC(1900, 0), max: Date.UTC(2040, 0) }),
          { minLength: 1, maxLength: 20 },
        ),
        (zone, instants) => {
          const clock = wallClock(zone);
          for (const instant of [...instants, ...instants.reverse()]) {
            const local = DateTime.fromMillis(instant, {
              zone: IANAZone.create(zone),
            });
            expect(clock.iso(instant)).toBe(local.toISO());
            expect(clock.wallTime(instant)).toBe(
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
  ])('changes in %s when clocks are changed', (zone, change, after, before) => {
    const clock = wallClock(zone);
    expect(clock.iso(change - 1)).toContain(before);
    expect(clock.iso(change)).toContain(after);
  });

  it('shows nothing for what is no instant', () => {
    expect(wallClock('Asia/Kolkata').iso(NaN)).toBeNull();
  });

  it('knows no zone that does not exist', () => {
    expect(() => wallClock('Mars/Olympus')).toThrow(RangeError);
  });
});

describe('attachment', () => {
  it('names a plain file once', () => {
    expect(attachment('Activity_Tracker_2026-01-01_2026-01-31.xlsx')).toBe(
      'attachment; filename="Activity_Tracker_2026-01-01_2026-01-31.xlsx"',
    );
  });

  it('names a file beyond ASCII in full and, for others, without accents', () => {
    expect(attachment('Zürich 稽古.csv')).toBe(
      `attachment; filename="Zurich __.csv"; filename*=UTF-8''Z%C3%BCrich%20%E7%A8%BD%E5%8F%A4.csv`,
    );
  });

  it('lets nothing out of the name', () => {
    expect(attachment('../a"b\\c\r\nX: y\ud800.csv')).toBe(
      'attachment; filename=".._a_b_c__X: y_.csv"',
    );
  });
});

describe('SheetNames', () => {
  it('numbers a name that is asked for again', () => {
    const names = new WorksheetNames();
    expect(['Raw', 'Raw', 'raw', 'Summary'].map(n => names.take(n))).toEqual([
      'Raw',
      'Raw 2',
      'raw 3',
      'Summary',
    ]);
  });

  it('keeps to what Excel accepts', () => {
    const names = new WorksheetNames();
    expect(names.take("'a/b[c]:d*e?f\\g'")).toBe('a b c  d e f g');
    expect(names.take('')).toBe('Sheet');
    expect(names.take('History')).toBe('History 2');
    expect(names.take('x'.repeat(40))).toBe('x'.repeat(31));
    expect(names.take('x'.repeat(40))).toBe(`${'x'.repeat(29)} 2`);
  });
});
