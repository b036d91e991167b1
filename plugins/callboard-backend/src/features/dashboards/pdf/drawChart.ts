import { NumberWish, WidgetBars } from '@callboard/plugin-callboard-common';
import {
  chartOptionOf,
  chartPalettes,
  chartThemeOf,
  DrawnChartType,
  KeyColours,
} from '@callboard/plugin-callboard-common/charts';
import svgToPdf from 'svg-to-pdfkit';
import { chartSvg } from './chartSvg';
import { Box, fonts, inks } from './paper';
import { wordsOfChart } from './wordsOfChart';

/** Charts are made for screens: how much larger they are there than on paper. */
const SCREEN = 1.4;

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
  const size = {
    width: Math.round(box.width * SCREEN),
    height: Math.round(box.height * SCREEN),
  };
  const { chart_type, x_axis, group_by } = wish;
  const option = chartOptionOf({
    ...{ chart_type, x_axis, group_by, bars, colours },
    palette: chartPalettes.light,
    words: wordsOfChart(wish),
    height: size.height,
    isPrinted: true,
  });
  svgToPdf(document, chartSvg(option, theme, size), box.x, box.y, {
    width: box.width,
    height: box.height,
    preserveAspectRatio: 'xMinYMin meet',
    assumePt: true,
    fontCallback: (_family, isBold) => (isBold ? fonts.bold : fonts.plain),
    warningCallback: () => {},
  });
}
