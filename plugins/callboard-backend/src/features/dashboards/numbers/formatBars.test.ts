import { formatBars } from './formatBars';
import { NumberCell } from './NumberReadModel';
import { ResolvedQuery } from './ResolvedQuery';

describe('formatBars', () => {
  it('returns the latest bar when a range touches more weeks than a chart has bars', () => {
    // 2,800 days from a Wednesday: 400 weeks in length, within 401 weeks.
    const query = {
      x_axis: 'CREATED_AT',
      group_by: null,
      metric: 'count',
      range: { start: '2019-01-02', end: '2026-09-01' },
      interval: 'week',
      weekStart: 1,
    } as unknown as ResolvedQuery;
    const latest = { level: 'bar', x: '2026-08-31', g: null, value: 3 };
    const { data, truncated } = formatBars([latest as NumberCell], query, {
      x: new Map(),
      g: new Map(),
    });
    expect(data).toHaveLength(400);
    expect(data[399]).toEqual({
      key: '2026-08-31',
      name: '2026-08-31',
      count: 3,
    });
    expect(data[0].key).toBe('2019-01-07');
    expect(truncated).toBe(true);
  });
});
