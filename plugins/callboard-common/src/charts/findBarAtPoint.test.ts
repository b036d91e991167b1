import { WidgetBars } from '../dashboards/numbers';
import { findBarAtPoint } from './findBarAtPoint';

const bars = (groups: string[]): WidgetBars => ({
  data: ['a', 'b', 'c'].map(key => ({ key, name: key, count: 1 })),
  schema: Object.fromEntries(groups.map(group => [group, group])),
  total: 3,
  computed_at: '2026-11-21T09:30:00.000Z',
});

describe('findBarAtPoint', () => {
  it('returns the key of the bar in a chart without groups', () => {
    expect(
      findBarAtPoint({ chart_type: 'bar', bars: bars([]) }, 1, 'all'),
    ).toEqual({
      key: 'b',
    });
  });

  it('returns the key and the group in a grouped chart', () => {
    expect(
      findBarAtPoint({ chart_type: 'line', bars: bars(['x', 'y']) }, 2, 'y'),
    ).toEqual({ key: 'c', group: 'y' });
  });

  it('returns the bar and the group of a heat map cell', () => {
    expect(
      findBarAtPoint(
        { chart_type: 'heatmap', bars: bars(['x', 'y']) },
        3,
        'all',
      ),
    ).toEqual({ key: 'b', group: 'y' });
  });

  it('returns undefined on the ideal line of a burndown chart', () => {
    expect(
      findBarAtPoint(
        { chart_type: 'burndown', bars: bars(['ideal']) },
        1,
        'ideal',
      ),
    ).toBeUndefined();
  });

  it('returns the key of a donut slice, and undefined for the slice that combines the remaining bars', () => {
    const many = {
      ...bars([]),
      data: Array.from({ length: 30 }, (_, at) => ({
        key: `${at}`,
        name: `${at}`,
        count: at,
      })),
    };
    const findSlice = (at: number) =>
      findBarAtPoint({ chart_type: 'donut', bars: many }, at, 'all');
    expect(findSlice(0)).toEqual({ key: '19' });
    expect(findSlice(10)).toEqual({ key: '29' });
    expect(findSlice(11)).toBeUndefined();
  });

  it('returns only the key in a cycle time chart', () => {
    expect(
      findBarAtPoint(
        { chart_type: 'cycle_time', bars: bars(['completed_at']) },
        2,
        'all',
      ),
    ).toEqual({ key: 'c' });
  });

  it('returns undefined when the bar no longer exists', () => {
    expect(
      findBarAtPoint({ chart_type: 'bar', bars: bars([]) }, 9, 'all'),
    ).toBeUndefined();
  });
});
