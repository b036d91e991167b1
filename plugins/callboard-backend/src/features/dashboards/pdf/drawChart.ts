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
import { unescape } from 'lodash';
import {
  BarChart,
  HeatmapChart,
  LineChart,
  PieChart,
  ScatterChart,
} from 'echarts/charts';
import {
  GridComponent,
  LegendComponent,
  MarkLineComponent,
  TitleComponent,
  TooltipComponent,
  VisualMapComponent,
} from 'echarts/components';
import { init, setPlatformAPI, use as register } from 'echarts/core';
import { LegacyGridContainLabel } from 'echarts/features';
import { SVGRenderer } from 'echarts/renderers';
import { removeUnprintable } from '../../../exports/toCellText';
import { getBarsTitle } from '../files/toWidgetTable';
import { Drawing, Box, inks, drawElement, drawOverflowNote } from './Drawing';
import { TextFonts } from './TextFonts';
import { FontFace } from './fontFiles';

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
      labels: {
        ...formats.getMetricFormats(query.metric),
        metric: numberMetrics[query.metric].title,
        formatBar: ({ name }) => name,
        formatOthers: count => `${formats.count(count)} others`,
        formatDay: formats.formatDay,
      },
      height: size.height,
      printed: {
        width: size.width,
        measureText: text => fonts.measure(text, 'plain', LEGEND_FONT_SIZE),
      },
    });
    return { option, size, note: formatOverflowNote(option, bars) };
  };
  const fullHeightChart = buildChart(box.height);
  // A low chart has no room for a note.
  const hasNote =
    fullHeightChart.note !== undefined && box.height >= 4 * NOTE_HEIGHT;
  const height = hasNote ? box.height - NOTE_HEIGHT : box.height;
  const { option, size, note } = hasNote ? buildChart(height) : fullHeightChart;
  return {
    ...layOutChart(option, { size, fonts }),
    size,
    height,
    note: hasNote ? note : undefined,
    bars,
  };
}

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
    drawOverflowNote(drawing, note, { ...box, y: box.y + height + 2 });
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
const MAX_READ_BARS = 20;

/** Describes formatted bars in a sentence: `Count by Priority: Urgent 3, High 2`. */
function describeBars(
  { formats }: Pick<Drawing, 'formats'>,
  query: MetricQuery,
  { data }: WidgetBars,
): string {
  const { formatValue } = formats.getMetricFormats(query.metric);
  const bars = data
    .slice(0, MAX_READ_BARS)
    .map(({ name, count }) => `${name} ${formatValue(count)}`);
  const more = data.length - bars.length;
  const title = isOverTime(query.chart_type)
    ? getBarsTitle(query)
    : `${numberMetrics[query.metric].title} by ${getBarsTitle(query)}`;
  const all = [...bars, ...(more > 0 ? [`${more} more`] : [])].join(', ');
  return removeUnprintable(`${title}: ${all}`);
}

/** Describes how many bars and legend names do not fit; undefined if all do. */
function formatOverflowNote(
  option: ChartOption,
  bars: WidgetBars,
): string | undefined {
  const { yAxis } = option as {
    yAxis?: { data?: string[]; inverse?: boolean };
  };
  const isHeatmap = option.visualMap !== undefined;
  // Charts of horizontal bars list the bars on an inverted y axis. Heatmaps list groups, not bars,
  // on that axis.
  const drawnNames =
    option.grid !== undefined && !isHeatmap && yAxis?.inverse
      ? yAxis.data
      : undefined;
  const undrawnCount = drawnNames ? bars.data.length - drawnNames.length : 0;
  const unnamedCount = countUnnamed(option);
  const parts = [
    ...(undrawnCount > 0
      ? [`${undrawnCount} more ${undrawnCount === 1 ? 'bar' : 'bars'}`]
      : []),
    ...(unnamedCount > 0
      ? [`${unnamedCount} more without a name in the legend`]
      : []),
  ];
  return parts.length > 0 ? `And ${parts.join(' and ')}` : undefined;
}

/** Counts the names that do not fit into the legend. */
function countUnnamed({ legend, series }: ChartOption): number {
  const { show, data } = (legend ?? {}) as { show?: boolean; data?: string[] };
  const [first, ...others] = series as Array<{ type: string; data: unknown[] }>;
  const nameCount =
    first.type === 'pie' ? first.data.length : 1 + others.length;
  return show && data ? nameCount - data.length : 0;
}

/** A text of a chart. Lengths are in the pixels of the chart. */
export interface ChartText {
  text: string;
  /** The start of the baseline. */
  x: number;
  y: number;
  /** In degrees, clockwise. */
  angle: number;
  width: number;
  size: number;
  face: FontFace;
  colour: string;
}

/** The offset of the baseline that centres text vertically, relative to the font size. */
const CENTRE = 0.36;

/** Lays out a chart without a browser. Returns its shapes as SVG, and its texts. */
function layOutChart(
  option: ChartOption,
  {
    size,
    fonts,
  }: {
    size: { width: number; height: number };
    fonts: Pick<TextFonts, 'measure'>;
  },
): { shapes: string; texts: ChartText[] } {
  register([
    BarChart,
    GridComponent,
    HeatmapChart,
    LegacyGridContainLabel,
    LegendComponent,
    LineChart,
    MarkLineComponent,
    PieChart,
    ScatterChart,
    SVGRenderer,
    TitleComponent,
    TooltipComponent,
    VisualMapComponent,
  ]);
  measureWith(fonts);
  const chart = init(null, theme, { renderer: 'svg', ssr: true, ...size });
  try {
    chart.setOption(option);
    return splitTexts(chart.renderToSVGString(), fonts);
  } finally {
    chart.dispose();
  }
}

/** ECharts uses the width of this character as the line height. */
const LINE_HEIGHT_CHARACTER = '国';

/** Makes ECharts measure text with fonts. Without a browser, ECharts only estimates text widths. */
function measureWith(fonts: Pick<TextFonts, 'measure'>): void {
  setPlatformAPI({
    measureText: (text: string, font?: string) => {
      const size = Number(/([\d.]+)px/.exec(font ?? '')?.[1] ?? 12);
      const face = /bold/.test(font ?? '') ? 'bold' : 'plain';
      const width =
        text === LINE_HEIGHT_CHARACTER ? size : fonts.measure(text, face, size);
      return { width };
    },
  });
}

const textElement = /<text ([^>]*)>([^<]*)<\/text>/g;

/** Separates the texts from the shapes in an SVG image by ECharts. */
function splitTexts(
  svg: string,
  fonts: Pick<TextFonts, 'measure'>,
): { shapes: string; texts: ChartText[] } {
  const texts: ChartText[] = [];
  const shapes = svg.replace(textElement, (_, attributes, content) => {
    texts.push(readText(attributes, unescape(content), fonts));
    return '';
  });
  return { shapes, texts };
}

function readText(
  attributes: string,
  text: string,
  fonts: Pick<TextFonts, 'measure'>,
): ChartText {
  const getAttribute = (name: string) =>
    new RegExp(`(?:^| )${name}="([^"]*)"`).exec(attributes)?.[1];
  const style = getAttribute('style') ?? '';
  const size = Number(/font-size:([\d.]+)px/.exec(style)?.[1] ?? 12);
  const face = /font-weight:bold/.test(style) ? 'bold' : 'plain';
  const width = fonts.measure(text, face, size);
  const [a, b, c, d, e, f] = readTransform(getAttribute('transform') ?? '');
  const shift = { start: 0, middle: width / 2, end: width }[
    (getAttribute('text-anchor') ?? 'start') as 'start' | 'middle' | 'end'
  ];
  const isCentred = getAttribute('dominant-baseline') === 'central';
  const x = Number(getAttribute('x') ?? 0) - shift;
  const y = Number(getAttribute('y') ?? 0) + (isCentred ? size * CENTRE : 0);
  return {
    text,
    x: a * x + c * y + e,
    y: b * x + d * y + f,
    angle: (Math.atan2(b, a) * 180) / Math.PI,
    width,
    size,
    face,
    colour: getAttribute('fill') ?? '#000000',
  };
}

type Matrix = [number, number, number, number, number, number];

function readTransform(transform: string): Matrix {
  const [, kind, list] = /^(translate|matrix)\(([^)]*)\)/.exec(transform) ?? [];
  const numbers = (list ?? '').split(/[ ,]+/).map(Number);
  if (kind === 'matrix') {
    return numbers as Matrix;
  }
  const [x = 0, y = 0] = kind === 'translate' ? numbers : [];
  return [1, 0, 0, 1, x, y];
}
