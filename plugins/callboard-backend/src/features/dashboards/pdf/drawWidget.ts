import {
  ChartTypeName,
  numberMetrics,
  Widget,
  WidgetBars,
  WidgetNumber,
  wishOf,
} from '@callboard/plugin-callboard-common';
import type {
  DrawnChartType,
  KeyColours,
} from '@callboard/plugin-callboard-common/charts';
import { printable } from '../../../exports/printable';
import { daysInWords } from '../files/daysInWords';
import { notesOf } from '../files/notesOf';
import { tableOfWidget } from '../files/tableOfWidget';
import { titleOfWidget } from '../files/titleOfWidget';
import { drawChart } from './drawChart';
import { drawLine } from './drawLine';
import { drawTable } from './drawTable';
import { drawTiles } from './drawTiles';
import { Box, fonts, inks } from './paper';
import { PrintedWidget } from './PrintedWidget';
import { wordsOfChart } from './wordsOfChart';

type CountedWidget = Exclude<PrintedWidget, { failure: string }>;

const PADDING = 8;
const TITLE = 9;
const NOTE = 7;

/** Draws a widget with its frame and its title. */
export function drawWidget(
  document: PDFKit.PDFDocument,
  printed: PrintedWidget,
  box: Box,
  colours: KeyColours,
): void {
  document
    .lineWidth(0.6)
    .strokeColor(inks.line)
    .roundedRect(box.x, box.y, box.width, box.height, 4)
    .stroke();
  const x = box.x + PADDING;
  const width = Math.max(1, box.width - 2 * PADDING);
  let y = box.y + PADDING;
  const { widget } = printed;
  const line = (text: string, size: number, colour: string, isBold = false) => {
    drawLine(document, text, { x, y, width }, { size, colour, isBold });
    y += size * 1.4;
  };
  const isBareText = widget.widget_type === 'text' && !widget.title.trim();
  if (!isBareText) {
    line(titleOfWidget(widget), TITLE, inks.strong, true);
  }
  if ('failure' in printed) {
    line(printed.failure, TITLE, inks.warning);
    return;
  }
  const notes = notesOf(printed.data);
  if (notes.length > 0) {
    line(notes.join(' · '), NOTE, inks.warning);
    y += 3;
  }
  const height = box.y + box.height - PADDING - y;
  if (height > NOTE) {
    drawBody(document, printed, { box: { x, y, width, height }, colours });
  }
}

function drawBody(
  document: PDFKit.PDFDocument,
  printed: CountedWidget,
  { box, colours }: { box: Box; colours: KeyColours },
): void {
  const { widget, data } = printed;
  if (widget.widget_type === 'text') {
    drawText(document, widget, box);
    return;
  }
  if ('metric' in data) {
    drawNumber(document, printed, data as WidgetNumber, box);
    return;
  }
  const wish = wishOf(widget.widget_type, widget.config);
  const bars = data as WidgetBars;
  if (widget.widget_type === 'analytics_overview') {
    drawTiles(document, bars, box);
  } else if (!wish || !isDrawn(wish.chart_type)) {
    drawTable(document, tableOfWidget(widget, data), box);
  } else if (bars.data.length === 0) {
    drawLine(document, 'Nothing to show', box, { size: 8, colour: inks.weak });
  } else {
    const { chart_type } = wish;
    drawChart(document, { ...wish, chart_type }, bars, { box, colours });
  }
}

/** Whether a chart is drawn; numbers and tables are written. */
function isDrawn(chart_type: ChartTypeName): chart_type is DrawnChartType {
  return chart_type !== 'table' && chart_type !== 'number';
}

/** Where a word without end may be broken; looking for that takes long. */
const BREAK = '\u200b';

function drawText(
  document: PDFKit.PDFDocument,
  { config }: Widget,
  { x, y, width, height }: Box,
): void {
  const text = printable(config.text ?? '');
  const words = text.replace(/\S{40}(?=\S)/gu, `$&${BREAK}`);
  document
    .font(fonts.plain)
    .fontSize(8)
    .fillColor(inks.plain)
    .text(words, x, y, { width, height, ellipsis: '…' });
}

function drawNumber(
  document: PDFKit.PDFDocument,
  { range }: CountedWidget,
  { value, previous_value, metric }: WidgetNumber,
  { x, y, width, height }: Box,
): void {
  const words = wordsOfChart({ metric });
  const size = Math.max(10, Math.min(28, height - 24));
  const at = { x, y: y + 2, width };
  drawLine(document, words.value(value), at, {
    size,
    colour: inks.strong,
    isBold: true,
  });
  const before =
    previous_value === null ? [] : [`before: ${words.value(previous_value)}`];
  const about = [numberMetrics[metric].title, daysInWords(range), ...before];
  drawLine(
    document,
    about.join(' · '),
    { x, y: at.y + size * 1.3, width },
    { size: NOTE, colour: inks.weak },
  );
}
