import { excelSerial, wallTimeOf } from './excelSerial';
import { wallClock } from './wallClock';

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

describe('wallTimeOf', () => {
  it('is the way back', () => {
    for (const text of ['1900-03-01T00:00:00', '9999-12-31T23:59:59']) {
      const wallTime = Date.parse(`${text}Z`);
      expect(wallTimeOf(excelSerial(wallTime)!)).toBe(wallTime);
    }
    expect(wallTimeOf(60.9)).toBeUndefined();
    expect(wallTimeOf(2_958_466)).toBeUndefined();
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
