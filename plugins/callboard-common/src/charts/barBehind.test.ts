import { WidgetBars } from '../dashboards/numbers';
import { barBehind } from './barBehind';

const bars = (groups: string[]): WidgetBars => ({
  data: ['a', 'b', 'c'].map(key => ({ key, name: key, count: 1 })),
  schema: Object.fromEntries(groups.map(group => [group, group])),
  total: 3,
  computed_at: '2026-11-21T09:30:00.000Z',
});

describe('what a point of a chart stands for', () => {
  it('is its bar where nothing is grouped', () => {
    expect(barBehind({ chart_type: 'bar', bars: bars([]) }, 1, 'all')).toEqual({
      key: 'b',
    });
  });

  it('is the group of its bar', () => {
    expect(
      barBehind({ chart_type: 'line', bars: bars(['x', 'y']) }, 2, 'y'),
    ).toEqual({ key: 'c', group: 'y' });
  });

  it('is a cell of a heat map, which lie group by group in each bar', () => {
    expect(
      barBehind({ chart_type: 'heatmap', bars: bars(['x', 'y']) }, 3, 'all'),
    ).toEqual({ key: 'b', group: 'y' });
  });

  it('is nothing on the line of a wish', () => {
    expect(
      barBehind({ chart_type: 'burndown', bars: bars(['ideal']) }, 1, 'ideal'),
    ).toBeUndefined();
  });

  it('is a slice of a ring, and nothing where a slice stands for many', () => {
    const many = {
      ...bars([]),
      data: Array.from({ length: 30 }, (_, at) => ({
        key: `${at}`,
        name: `${at}`,
        count: at,
      })),
    };
    const behind = (at: number) =>
      barBehind({ chart_type: 'donut', bars: many }, at, 'all');
    expect(behind(0)).toEqual({ key: '19' });
    expect(behind(10)).toEqual({ key: '29' });
    expect(behind(11)).toBeUndefined();
  });

  it('is an item among cycle times', () => {
    expect(
      barBehind(
        { chart_type: 'cycle_time', bars: bars(['completed_at']) },
        2,
        'all',
      ),
    ).toEqual({ key: 'c' });
  });

  it('is nothing once the bar has gone', () => {
    expect(
      barBehind({ chart_type: 'bar', bars: bars([]) }, 9, 'all'),
    ).toBeUndefined();
  });
});
