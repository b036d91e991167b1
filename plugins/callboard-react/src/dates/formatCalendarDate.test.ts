import { formatCalendarDate } from './formatCalendarDate';

describe('formatCalendarDate', () => {
  it('is the same day wherever the reader is', () => {
    expect(formatCalendarDate('2026-01-01')).toBe('Jan 1, 2026');
    expect(formatCalendarDate('2026-12-31')).toBe('Dec 31, 2026');
  });
});
