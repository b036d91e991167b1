import { PeriodAct, PeriodStatus } from '@callboard/plugin-callboard-common';
import fc from 'fast-check';
import { periodOf, statusAfter } from './periods';
import { addDays } from './workingDays';

const day = fc
  .integer({ min: 0, max: 40_000 })
  .map(count => addDays('1970-01-01', count));

describe('the period of a day', () => {
  it.each([
    ['2026-11-18', 'week', 1, '2026-11-16', '2026-11-22'],
    ['2026-11-16', 'week', 1, '2026-11-16', '2026-11-22'],
    ['2026-11-22', 'week', 1, '2026-11-16', '2026-11-22'],
    ['2026-11-22', 'week', 7, '2026-11-22', '2026-11-28'],
    ['2026-11-21', 'week', 7, '2026-11-15', '2026-11-21'],
    ['2027-01-01', 'week', 1, '2026-12-28', '2027-01-03'],
    ['2026-11-18', 'month', 1, '2026-11-01', '2026-11-30'],
    ['2028-02-29', 'month', 7, '2028-02-01', '2028-02-29'],
    ['2026-12-31', 'month', 1, '2026-12-01', '2026-12-31'],
  ] as const)('of %s as a %s from day %i', (date, kind, start, from, to) => {
    expect(periodOf(date, kind, start)).toEqual({
      week_start: from,
      week_end: to,
    });
  });

  it('is the same for each of its days, and the next begins behind it', () => {
    fc.assert(
      fc.property(
        day,
        fc.constantFrom('week' as const, 'month' as const),
        fc.integer({ min: 1, max: 7 }),
        (date, kind, start) => {
          const period = periodOf(date, kind, start);
          const { week_start, week_end } = period;
          expect(week_start <= date && date <= week_end).toBe(true);
          expect(periodOf(week_start, kind, start)).toEqual(period);
          expect(periodOf(week_end, kind, start)).toEqual(period);
          const next = addDays(week_end, 1);
          expect(periodOf(next, kind, start).week_start).toBe(next);
        },
      ),
    );
  });
});

describe('the status of a period', () => {
  const rows: Array<[PeriodStatus, Partial<Record<PeriodAct, PeriodStatus>>]> =
    [
      ['open', { submit: 'submitted' }],
      [
        'submitted',
        { approve: 'approved', reject: 'rejected', reopen: 'open' },
      ],
      ['approved', { reopen: 'open' }],
      ['rejected', { submit: 'submitted' }],
    ];

  it.each(rows)('%s becomes %j, and nothing else', (status, after) => {
    for (const act of ['submit', 'approve', 'reject', 'reopen'] as const) {
      expect(statusAfter(status, act)).toBe(after[act]);
    }
  });
});
