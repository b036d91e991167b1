import {
  isOverTime,
  numberMetrics,
  MetricQuery,
  WidgetBars,
} from '@callboard/plugin-callboard-common';
import {
  ChartOption,
  toChartOption,
  chartPalettes,
  createChartTheme,
  DrawnChartType,
  KeyColours,
} from '@callboard/plugin-callboard-common/charts';
import svgToPdf from 'svg-to-pdfkit';
import { removeUnprintable } from '../../../exports/toCellText';
import { getBarsTitle } from '../files/toWidgetTable';
import { layOutChart } from './layOutChart';
import { Drawing, Box, inks, drawElement, drawMore } from './Drawing';
import { TextFonts } from './TextFonts';

/**
 * The size of a chart in pixels relative to its size in points: charts are designed for screens.
 */
const PIXELS_PER_POINT = 1.4;

/** The height of the note below a chart. */
const NOTE_HEIGHT = 11;

/** The font size of names in legends, in pixels. */
const LEGEND_FONT_SIZE = 12;

const theme = createChartTheme({
  mode: 'light',
  text: inks.weak,
  strongText: inks.plain,
  faint: inks.line,
  paper: '#ffffff',
  fontFamily: 'plain',
});

/**
 * Lays out a chart. If it does not fit completely, leaves room for a note.
 *
 * @param colours - the colours of all charts of the document, by key
 */
export function planChart(
  {
    fonts,
    formats,
  }: Pick<Drawing, 'formats'> & {
    fonts: Pick<TextFonts, 'measure'>;
  },
  query: MetricQuery & { chart_type: DrawnChartType },
  rawBars: WidgetBars,
  { box, colours }: { box: Box; colours: KeyColours },
) {
  const bars = formats.formatBarNames(rawBars, query);
  const { chart_type, x_axis, group_by } = query;
  const buildChart = (height: number) => {
    const size = {
      width: Math.round(box.width * PIXELS_PER_POINT),
      height: Math.round(height * PIXELS_PER_POINT),
    };
    const option = toChartOption({
      chart_type,
      x_axis,
      group_by,
      bars,
      colours,
      palette: chartPalettes.light,
      words: {
        ...formats.getMetricFormats(query.metric),
        metric: numberMetrics[query.metric].title,
        formatBar: ({ name }) => name,
        formatOthers: count => `${formats.count(count)} others`,
        formatDay: day => formats.formatDay(day),
      },
      height: size.height,
      printed: {
        width: size.width,
        measureText: text => fonts.measure(text, 'plain', LEGEND_FONT_SIZE),
      },
    });
    return { option, size, note: formatOverflowNote(option, bars) };
  };
  const whole = buildChart(box.height);
  const isWhole = whole.note === undefined || box.height < 4 * NOTE_HEIGHT;
  const height = isWhole ? box.height : box.height - NOTE_HEIGHT;
  const { option, size, note } = isWhole ? whole : buildChart(height);
  return {
    ...layOutChart(option, theme, { size, fonts }),
    size,
    height,
    note: isWhole ? undefined : note,
    bars,
  };
}

/** Draws a chart as vector shapes and text. */
export function drawChart(
  drawing: Drawing,
  query: MetricQuery & { chart_type: DrawnChartType },
  rawBars: WidgetBars,
  frame: { box: Box; colours: KeyColours },
): void {
  const { document, fonts } = drawing;
  const { box } = frame;
  const plan = planChart(drawing, query, rawBars, frame);
  const { shapes, texts, size, height, note, bars } = plan;
  if (note !== undefined) {
    drawMore(drawing, note, { ...box, y: box.y + height + 2 });
  }
  const drawAll = () => {
    svgToPdf(document, shapes, box.x, box.y, {
      width: box.width,
      height,
      preserveAspectRatio: 'xMinYMin meet',
      assumePt: true,
      warningCallback: () => {},
    });
    const scale = Math.min(box.width / size.width, height / size.height);
    for (const { text, x, y, angle, face, size: px, colour } of texts) {
      document
        .save()
        .translate(box.x, box.y)
        .scale(scale)
        .translate(x, y)
        .rotate(angle);
      fonts.draw(text, { x: 0, y: 0 }, { face, size: px, colour });
      document.restore();
    }
  };
  const alt = describeBars(drawing, query, bars);
  drawElement(drawing, 'Figure', drawAll, { alt });
}

/** The maximum number of bars read out by screen readers; the spreadsheet has all of them. */
const MAX_READ = 20;

/** Describes formatted bars in a sentence: `Count by Priority: Urgent 3, High 2`. */
function describeBars(
  { formats }: Pick<Drawing, 'formats'>,
  query: MetricQuery,
  { data }: WidgetBars,
): string {
  const { formatValue: value } = formats.getMetricFormats(query.metric);
  const bars = data
    .slice(0, MAX_READ)
    .map(({ name, count }) => `${name} ${value(count)}`);
  const more = data.length - bars.length;
  const about = isOverTime(query.chart_type)
    ? getBarsTitle(query)
    : `${numberMetrics[query.metric].title} by ${getBarsTitle(query)}`;
  const all = [...bars, ...(more > 0 ? [`${more} more`] : [])].join(', ');
  return removeUnprintable(`${about}: ${all}`);
}

/** Describes how many bars and legend names do not fit; undefined if all do. */
function formatOverflowNote(
  option: ChartOption,
  bars: WidgetBars,
): string | undefined {
  const { yAxis } = option as {
    yAxis?: { data?: string[]; inverse?: boolean };
  };
  const isHorizontal =
    option.grid !== undefined && yAxis?.inverse && yAxis.data;
  const isMap = option.visualMap !== undefined;
  const undrawn =
    isHorizontal && !isMap ? bars.data.length - yAxis.data!.length : 0;
  const unnamed = countUnnamed(option);
  const parts = [
    ...(undrawn > 0
      ? [`${undrawn} more ${undrawn === 1 ? 'bar' : 'bars'}`]
      : []),
    ...(unnamed > 0 ? [`${unnamed} more`] : []),
  ];
  return parts.length > 0 ? `and ${parts.join(' and ')}` : undefined;
}

/** Counts the names that do not fit into the legend. */
function countUnnamed({ legend, series }: ChartOption): number {
  const { show, data } = (legend ?? {}) as { show?: boolean; data?: string[] };
  const [first, ...others] = series as Array<{ type: string; data: unknown[] }>;
  const all = first.type === 'pie' ? first.data.length : 1 + others.length;
  return show && data ? all - data.length : 0;
}
