import { cyclesNewestFirst, isCurrentCycle } from './cycles';

const cycle = (
  name: string,
  start_date: string | null,
  end_date: string | null,
) => ({ name, start_date, end_date });

describe('cycles to pick from', () => {
  it('come newest first, and last those without dates', () => {
    const cycles = [
      cycle('Someday', null, null),
      cycle('Old', '2026-01-01', '2026-01-14'),
      cycle('New', '2026-11-16', '2026-11-29'),
      cycle('Ends', null, '2026-06-30'),
    ];
    expect(cyclesNewestFirst(cycles).map(({ name }) => name)).toEqual([
      'New',
      'Ends',
      'Old',
      'Someday',
    ]);
  });

  it.each([
    ['on its first day', '2026-11-16', '2026-11-29', true],
    ['on its last day', '2026-11-01', '2026-11-16', true],
    ['without an end', '2026-11-01', null, true],
    ['after its end', '2026-11-01', '2026-11-15', false],
    ['before its start', '2026-11-17', '2026-11-29', false],
    ['without a start', null, '2026-11-29', false],
  ])('are current %s or not', (_, start, end, expected) => {
    expect(isCurrentCycle(cycle('A', start, end), '2026-11-16')).toBe(expected);
  });
});
