import { datesBetween } from './datesBetween';

describe('the dates between two', () => {
  it.each([
    ['2026-11-16', '2026-11-16', ['2026-11-16']],
    ['2026-02-27', '2026-03-01', ['2026-02-27', '2026-02-28', '2026-03-01']],
    ['2026-11-17', '2026-11-16', []],
    ['9999-12-30', '9999-12-31', ['9999-12-30', '9999-12-31']],
  ])('from %s to %s are %p', (first, last, dates) => {
    expect(datesBetween(first, last)).toEqual(dates);
  });
});
