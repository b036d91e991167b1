import { runInThisContext } from 'node:vm';
import { ChartRequest } from './ChartRequest';
import { cycleTimeOption } from './cycleTimeOption';

/** Sets the zone of the process: tests see a copy of its environment. */
const setZone = (zone: string | undefined) =>
  runInThisContext(
    zone ? `process.env.TZ = '${zone}'` : 'delete process.env.TZ',
  );

const request = {
  bars: { data: [], schema: {}, total: 0 },
  palette: ['#111', '#222'],
  words: { metric: 'Cycle time' },
} as unknown as ChartRequest;

describe('the days of cycle times', () => {
  const before = process.env.TZ;
  afterEach(() => setZone(before));

  it.each([
    ['Europe/Berlin', -60],
    ['UTC', 0],
    ['America/New_York', 300],
  ])('are those that begin at midnight in %s', (zone, offset) => {
    setZone(zone);
    const midnight = new Date(2026, 10, 21);
    expect(midnight.getTimezoneOffset()).toBe(offset);
    const { xAxis } = cycleTimeOption(request) as {
      xAxis: { axisLabel: { formatter: (at: number) => string } };
    };
    expect(xAxis.axisLabel.formatter(midnight.getTime())).toBe('2026-11-21');
  });
});
