import { daysToBuckets } from './daysToBuckets';

const today = '2026-11-20';

describe('daysToBuckets', () => {
  it('shows a day without actions as zero', () => {
    const bounds = { start: '2026-11-18', end: '2026-11-20' };
    expect(
      daysToBuckets([{ date: '2026-11-19', count: 4 }], bounds, today),
    ).toEqual({
      unit: 'day',
      buckets: [
        { start: '2026-11-18', end: '2026-11-18', count: 0 },
        { start: '2026-11-19', end: '2026-11-19', count: 4 },
        { start: '2026-11-20', end: '2026-11-20', count: 0 },
      ],
    });
  });

  it('spans what there is where the range has no bounds', () => {
    const { buckets } = daysToBuckets(
      [{ date: '2026-11-17', count: 1 }],
      {},
      today,
    );
    expect(buckets.map(bucket => bucket.start)).toEqual([
      '2026-11-17',
      '2026-11-18',
      '2026-11-19',
      '2026-11-20',
    ]);
    expect(daysToBuckets([], {}, today).buckets).toEqual([]);
  });

  it('has a bar a week for some months, within the range', () => {
    const days = [
      { date: '2026-07-01', count: 1 },
      { date: '2026-07-05', count: 2 },
      { date: '2026-07-06', count: 4 },
      { date: '2026-11-20', count: 8 },
    ];
    const bounds = { start: '2026-07-01', end: today };
    const { unit, buckets } = daysToBuckets(days, bounds, today);
    expect(unit).toBe('week');
    expect(buckets[0]).toEqual({
      start: '2026-07-01',
      end: '2026-07-05',
      count: 3,
    });
    expect(buckets[1]).toEqual({
      start: '2026-07-06',
      end: '2026-07-12',
      count: 4,
    });
    expect(buckets[buckets.length - 1]).toEqual({
      start: '2026-11-16',
      end: '2026-11-20',
      count: 8,
    });
  });

  it('has a bar a month for years, and loses nothing', () => {
    const days = [
      { date: '2020-02-29', count: 3 },
      { date: '2024-02-29', count: 5 },
    ];
    const { unit, buckets } = daysToBuckets(days, {}, today);
    expect(unit).toBe('month');
    expect(buckets[0]).toMatchObject({ start: '2020-02-29', count: 3 });
    expect(buckets.reduce((sum, bucket) => sum + bucket.count, 0)).toBe(8);
  });
});
