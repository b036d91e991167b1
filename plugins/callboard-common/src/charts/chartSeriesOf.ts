import { NumberBar } from '../dashboards/numbers';
import { ChartRequest } from './ChartRequest';
import { ChartWords } from './ChartWords';
import { groupsOf } from './groupsOf';

/** A line, or the bars of one colour: those of a group, or of all things. */
export interface ChartSeries {
  /** Undefined where nothing is grouped. */
  key?: string;
  name: string;
  values: Array<number | null>;
}

/** The value of a group in a bar; null where it has none. */
function valueIn(bar: NumberBar, group: string): number | null {
  const value = Object.hasOwn(bar, group) ? bar[group] : null;
  return typeof value === 'number' ? value : null;
}

/** The key of the series that combines the smallest groups: no group has it. */
export const OTHERS = '=others';

/** More colours in one stack cannot be told apart. */
const MOST_STACKED = 10;

/** The sum of the values of some series in each bar; null where none has one. */
function combine(series: readonly ChartSeries[]): Array<number | null> {
  const [first] = series;
  return first.values.map((_, at) => {
    const values = series.flatMap(({ values: all }) => all[at] ?? []);
    return values.length > 0
      ? values.reduce((sum, value) => sum + value, 0)
      : null;
  });
}

/** The largest groups of a stack, and all others as one: a stack is their sum anyway. */
function stackOf(
  series: readonly ChartSeries[],
  words: ChartWords,
): ChartSeries[] {
  if (series.length <= MOST_STACKED + 1) {
    return [...series];
  }
  const sizeOf = ({ values }: ChartSeries) =>
    values.reduce<number>((sum, value) => sum + (value ?? 0), 0);
  const largest = new Set(
    [...series].sort((a, b) => sizeOf(b) - sizeOf(a)).slice(0, MOST_STACKED),
  );
  const others = series.filter(one => !largest.has(one));
  return [
    ...series.filter(one => largest.has(one)),
    {
      key: OTHERS,
      name: words.others?.(others.length) ?? `+${others.length}`,
      values: combine(others),
    },
  ];
}

/** What a chart draws: a series for each group, or one of all. */
export function chartSeriesOf({
  chart_type,
  bars,
  words,
}: ChartRequest): ChartSeries[] {
  const groups = groupsOf(chart_type, bars);
  if (groups.length === 0) {
    return [
      { name: words.metric, values: bars.data.map(({ count }) => count) },
    ];
  }
  const series = groups.map(([key, name]) => ({
    key,
    name,
    values: bars.data.map(bar => valueIn(bar, key)),
  }));
  return chart_type === 'stacked_bar' ? stackOf(series, words) : series;
}

/** The names of the groups that series are of; none where nothing is grouped. */
export function groupNamesOf(series: readonly ChartSeries[]): string[] {
  return series.filter(({ key }) => key !== undefined).map(({ name }) => name);
}
