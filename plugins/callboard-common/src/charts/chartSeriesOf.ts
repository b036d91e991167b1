import { NumberBar } from '../dashboards/numbers';
import { ChartRequest } from './ChartRequest';
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
  return groups.map(([key, name]) => ({
    key,
    name,
    values: bars.data.map(bar => valueIn(bar, key)),
  }));
}

/** The names of the groups that series are of; none where nothing is grouped. */
export function groupNamesOf(series: readonly ChartSeries[]): string[] {
  return series.filter(({ key }) => key !== undefined).map(({ name }) => name);
}
