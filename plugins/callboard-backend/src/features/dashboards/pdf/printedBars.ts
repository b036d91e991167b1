import { ChartTypeName, WidgetBars } from '@callboard/plugin-callboard-common';

/** How many bars, or cells, are drawn: nobody can tell more apart on paper. */
const MOST_MARKS = 1_000;

/** How many points of lines, which take less time. */
const MOST_POINTS = 10_000;

/** Each of their numbers is a mark of its own. */
const marked: readonly ChartTypeName[] = [
  'bar',
  'stacked_bar',
  'heatmap',
  'cycle_time',
];

/**
 * What is drawn of a chart: the first bars, or the first lines. Drawing holds up
 * everybody else for as long as it takes.
 */
export function printedBars(
  chart_type: ChartTypeName,
  bars: WidgetBars,
): WidgetBars {
  const groups = Object.entries(bars.schema);
  if (marked.includes(chart_type)) {
    const most = Math.floor(MOST_MARKS / Math.max(1, groups.length));
    return cut(bars, { data: bars.data.slice(0, Math.max(1, most)) });
  }
  const most = Math.floor(MOST_POINTS / Math.max(1, bars.data.length));
  return cut(bars, { schema: Object.fromEntries(groups.slice(0, most)) });
}

function cut(
  bars: WidgetBars,
  { data = bars.data, schema = bars.schema }: Partial<WidgetBars>,
): WidgetBars {
  const isWhole =
    data.length === bars.data.length &&
    Object.keys(schema).length === Object.keys(bars.schema).length;
  return isWhole ? bars : { ...bars, data, schema, truncated: true };
}
