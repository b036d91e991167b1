import { runInThisContext } from 'node:vm';
import { ChartRequest } from './ChartRequest';
import { createCycleTimeOption } from './createCycleTimeOption';

/** Sets the time zone of the process; the `process.env` of tests is only a copy. */
const setZone = (zone: string | undefined) =>
  runInThisContext(
    zone ? `process.env.TZ = '${zone}'` : 'delete process.env.TZ',
  );

const request = {
  bars: { data: [], schema: {}, total: 0 },
  palette: ['#111', '#222'],
  labels: { metric: 'Cycle time' },
} as unknown as ChartRequest;

describe('cycle time percentiles', () => {
  const getPercentileLabels = (p50: number, p85: number, p95: number) => {
    const bars = { ...request.bars, percentiles: { p50, p85, p95 } };
    const { series } = createCycleTimeOption({
      ...request,
      bars,
      height: 244,
    }) as {
      series: Array<{ markLine: { data: object[] } }>;
    };
    return series[0].markLine.data;
  };

  it('renders a line and a label for each percentile', () => {
    expect(getPercentileLabels(100, 150, 200)).toEqual([
      { name: '50 %', yAxis: 100 },
      { name: '85 %', yAxis: 150 },
      { name: '95 %', yAxis: 200 },
    ]);
  });

  it('merges the labels of percentiles that are too close', () => {
    expect(getPercentileLabels(100, 190, 200)).toEqual([
      { name: '50 %', yAxis: 100 },
      { name: '', yAxis: 190 },
      { name: '85, 95 %', yAxis: 200 },
    ]);
    for (const same of [200, 0]) {
      expect(getPercentileLabels(same, same, same)).toEqual([
        { name: '', yAxis: same },
        { name: '', yAxis: same },
        { name: '50, 85, 95 %', yAxis: same },
      ]);
    }
  });
});

describe('cycle time axis dates', () => {
  const before = process.env.TZ;
  afterEach(() => setZone(before));

  it.each([
    ['Europe/Berlin', -60],
    ['UTC', 0],
    ['America/New_York', 300],
  ])('formats local midnight as the same day in %s', (zone, offset) => {
    setZone(zone);
    const midnight = new Date(2026, 10, 21);
    expect(midnight.getTimezoneOffset()).toBe(offset);
    const { xAxis } = createCycleTimeOption(request) as {
      xAxis: { axisLabel: { formatter: (at: number) => string } };
    };
    expect(xAxis.axisLabel.formatter(midnight.getTime())).toBe('2026-11-21');
  });
});
