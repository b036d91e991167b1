import { boundsOf } from './boundsOf';
import type { DateRangePreset } from './dateRangePresets';

const on = (today: string, preset: DateRangePreset, weekStart?: number) => {
  const { start, end } = boundsOf({ preset }, today, weekStart);
  return `${start}..${end}`;
};

describe('boundsOf', () => {
  it.each([
    ['today', '2026-11-20..2026-11-20'],
    ['yesterday', '2026-11-19..2026-11-19'],
    ['last_7_days', '2026-11-14..2026-11-20'],
    ['last_30_days', '2026-10-22..2026-11-20'],
    ['last_3_months', '2026-08-21..2026-11-20'],
    ['this_week', '2026-11-16..2026-11-20'],
    ['this_month', '2026-11-01..2026-11-20'],
    ['last_month', '2026-10-01..2026-10-31'],
    ['this_quarter', '2026-10-01..2026-11-20'],
    ['all_time', 'undefined..undefined'],
  ] as const)('%s on a Friday', (preset, expected) => {
    expect(on('2026-11-20', preset)).toBe(expected);
  });

  it('crosses months, years and leap days', () => {
    expect(on('2024-03-01', 'yesterday')).toBe('2024-02-29..2024-02-29');
    expect(on('2026-03-31', 'last_month')).toBe('2026-02-01..2026-02-28');
    expect(on('2026-01-31', 'last_month')).toBe('2025-12-01..2025-12-31');
    expect(on('2026-01-03', 'last_7_days')).toBe('2025-12-28..2026-01-03');
    expect(on('2026-05-31', 'last_3_months')).toBe('2026-03-01..2026-05-31');
  });

  it('starts the week where the workspace does', () => {
    expect(on('2026-11-22', 'this_week', 7)).toBe('2026-11-22..2026-11-22');
    expect(on('2026-11-21', 'this_week', 7)).toBe('2026-11-15..2026-11-21');
    expect(on('2026-11-22', 'this_week', 1)).toBe('2026-11-16..2026-11-22');
  });

  it('keeps the dates of a custom range', () => {
    const custom = { preset: 'custom', start: '2026-01-01' } as const;
    expect(boundsOf(custom, '2026-11-20')).toEqual({
      start: '2026-01-01',
      end: undefined,
    });
  });
});
