import { NumberWish, WidgetBars } from '@callboard/plugin-callboard-common';
import {
  ChartOption,
  chartOptionOf,
  chartPalettes,
  chartThemeOf,
  DrawnChartType,
  KeyColours,
} from '@callboard/plugin-callboard-common/charts';
import svgToPdf from 'svg-to-pdfkit';
import { chartSvg } from './chartSvg';
import { drawMore } from './drawMore';
import { Box, fonts, inks } from './paper';
import { wordsOfChart } from './wordsOfChart';

/** Charts are made for screens: how much larger they are there than on paper. */
const SCREEN = 1.4;

/** The height of the note beneath a chart. */
const NOTE = 11;

const theme = chartThemeOf({
  mode: 'light',
  text: inks.weak,
  strongText: inks.plain,
  faint: inks.line,
  paper: '#ffffff',
  fontFamily: fonts.plain,
});

/**
 * Draws a chart, as lines and letters.
 *
 * @param colours - of all charts of the document
 */
export function drawChart(
  document: PDFKit.PDFDocument,
  wish: NumberWish & { chart_type: DrawnChartType },
  bars: WidgetBars,
  { box, colours }: { box: Box; colours: KeyColours },
): void {
  const { chart_type, x_axis, group_by } = wish;
  const chartIn = (height: number) => {
    const size = {
      width: Math.round(box.width * SCREEN),
      height: Math.round(height * SCREEN),
    };
    const option = chartOptionOf({
      chart_type,
      x_axis,
      group_by,
      bars,
      colours,
      palette: chartPalettes.light,
      words: wordsOfChart(wish),
      height: size.height,
      printed: size,
    });
    return { option, size };
  };
  const whole = chartIn(box.height);
  const isWhole = countUnnamed(whole.option) === 0 || box.height < 4 * NOTE;
  const height = isWhole ? box.height : box.height - NOTE;
  const { option, size } = isWhole ? whole : chartIn(height);
  if (!isWhole) {
    drawMore(document, `and ${countUnnamed(option)} more`, {
      ...box,
      y: box.y + height + 2,
    });
  }
  svgToPdf(document, chartSvg(option, theme, size), box.x, box.y, {
    width: box.width,
    height,
    preserveAspectRatio: 'xMinYMin meet',
    assumePt: true,
    fontCallback: (_family, isBold) => (isBold ? fonts.bold : fonts.plain),
    warningCallback: () => {},
  });
}

/** How many names the legend of a chart has no room for. */
function countUnnamed({ legend, series }: ChartOption): number {
  const { show, data } = (legend ?? {}) as { show?: boolean; data?: string[] };
  const [first, ...others] = series as Array<{ type: string; data: unknown[] }>;
  const all = first.type === 'pie' ? first.data.length : 1 + others.length;
  return show && data ? all - data.length : 0;
}
