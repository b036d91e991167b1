import { findFittingInterval, hasTooManyBuckets } from './widgetProblems';

describe('buckets of a date range', () => {
  it.each([
    ['day', '2024-02-03', '2025-03-08', '2025-03-09'],
    ['week', '2020-01-01', '2027-08-31', '2027-09-01'],
    ['month', '1970-01-31', '2003-04-30', '2003-05-01'],
  ] as const)(
    'allows at most 400 buckets of one %s',
    (interval, start, last, more) => {
      expect(hasTooManyBuckets({ start, end: last }, interval)).toBe(false);
      expect(hasTooManyBuckets({ start, end: more }, interval)).toBe(true);
    },
  );

  it('chooses a longer interval when the range has too many buckets', () => {
    const range = { start: '1970-01-01', end: '2000-08-31' };
    expect(findFittingInterval(range, 'day')).toBe('month');
  });
});
