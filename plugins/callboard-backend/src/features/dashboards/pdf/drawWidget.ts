import {
  ChartTypeName,
  numberMetrics,
  Widget,
  WidgetBars,
  WidgetItems,
  WidgetNumber,
  getMetricQuery,
} from '@callboard/plugin-callboard-common';
import type {
  DrawnChartType,
  KeyColours,
} from '@callboard/plugin-callboard-common/charts';
import { sum, times } from 'lodash';
import {
  getExportNotes,
  getBarsTitle,
  getWidgetTitle,
  toItemTable,
} from '../files/toWidgetTable';
import { formatCountedNoun } from '../../../core/workspaces/recordBulkAction';
import { drawChart } from './drawChart';
import {
  Drawing,
  Box,
  inks,
  drawArtifact,
  drawElement,
  nestElements,
  drawLine,
  LineStyle,
  drawOverflowNote,
} from './Drawing';
import { drawTiles } from './drawTiles';
import { drawMarkdown } from './markdown/drawMarkdown';
import type { PrintedWidget } from './DashboardDocuments';

const ROW_HEIGHT = 13;
const FONT_SIZE = 8;
const GAP = 8;

/**
 * The share of the width that the first column gets in a table of numbers. The first column
 * contains names; the other columns contain numbers.
 */
const NAME_SHARE = 0.4;

/** The relative widths of the columns of `toItemTable`. Titles need the most space. */
const ITEM_COLUMN_SHARES = [4, 9, 4, 6, 5];

/** Narrower columns are unreadable. */
const MIN_COLUMN_WIDTH = 44;

interface PrintedTable {
  headers: readonly string[];
  rows: readonly string[][];
  /** The last row. It may have fewer cells than the other rows. */
  totals: string[] | undefined;
  /** The relative widths of the columns of a text table. Undefined for a table of numbers. */
  textShares?: readonly number[];
}

/** Draws the rows and columns of a table that fit, and notes how many do not. */
function drawTable(
  drawing: Drawing,
  { headers, rows, totals, textShares }: PrintedTable,
  box: Box,
): void {
  const widths = textShares
    ? computeTextColumnWidths(textShares, box.width)
    : computeNumberColumnWidths(headers.length, box.width);
  const shown = headers.slice(0, widths.length);
  let { y } = box;
  const drawRow = (
    table: Drawing,
    values: readonly string[],
    face: 'plain' | 'bold',
  ) =>
    nestElements(table, 'TR', cells => {
      let { x } = box;
      shown.forEach((_, index) => {
        const width = widths[index] - GAP;
        const style: LineStyle = {
          size: FONT_SIZE,
          face,
          align: textShares || index === 0 ? 'left' : 'right',
        };
        const isHeader = face === 'bold' || index === 0;
        drawElement(cells, isHeader ? 'TH' : 'TD', () =>
          drawLine(cells, values[index] ?? '', { x, y, width }, style),
        );
        x += widths[index];
      });
      y += ROW_HEIGHT;
    });
  const maxRows = Math.floor(box.height / ROW_HEIGHT) - 1 - (totals ? 1 : 0);
  if (maxRows < 1) {
    // Draws only the note, because rows would overlap the widgets below.
    const count = formatCountedNoun(rows.length, 'row', 'rows');
    drawOverflowNote(drawing, count, { ...box, y });
    return;
  }
  const fitting = rows.length <= maxRows ? rows : rows.slice(0, maxRows - 1);
  nestElements(drawing, 'Table', table => {
    drawRow(table, shown, 'bold');
    fitting.forEach(values => drawRow(table, values, 'plain'));
    if (totals) {
      drawRow(table, totals, 'bold');
    }
  });
  const omitted = (
    [
      [rows.length - fitting.length, 'more row', 'more rows'],
      [headers.length - shown.length, 'more column', 'more columns'],
    ] as const
  ).flatMap(([count, one, many]) =>
    count > 0 ? formatCountedNoun(count, one, many) : [],
  );
  if (omitted.length > 0) {
    drawOverflowNote(drawing, `And ${omitted.join(' and ')}`, { ...box, y });
  }
}

/** Computes the widths of the columns of a table of numbers. Omits the last if not all fit. */
function computeNumberColumnWidths(columns: number, width: number): number[] {
  const numbersWidth = width * (1 - NAME_SHARE);
  const maxNumbers = Math.floor(numbersWidth / MIN_COLUMN_WIDTH);
  const numbers = Math.min(columns - 1, maxNumbers);
  return numbers === 0
    ? [width]
    : [width * NAME_SHARE, ...times(numbers, () => numbersWidth / numbers)];
}

/** Computes the widths of the columns of a text table. Omits the last columns if not all fit. */
function computeTextColumnWidths(
  shares: readonly number[],
  width: number,
): number[] {
  const widths = shares.map(share => (share / sum(shares)) * width);
  return shares.length === 1 || Math.min(...widths) >= MIN_COLUMN_WIDTH
    ? widths
    : computeTextColumnWidths(shares.slice(0, -1), width);
}

type WidgetWithData = Exclude<PrintedWidget, { failure: string }>;

const PADDING = 8;
const TITLE_SIZE = 9;
const NOTE_SIZE = 7;

export function drawWidget(
  drawing: Drawing,
  printed: PrintedWidget,
  box: Box,
  colours: KeyColours,
): void {
  drawArtifact(drawing, () =>
    drawing.document
      .lineWidth(0.6)
      .strokeColor(inks.line)
      .roundedRect(box.x, box.y, box.width, box.height, 4)
      .stroke(),
  );
  nestElements(drawing, 'Sect', section =>
    drawContent(section, printed, box, colours),
  );
}

function drawContent(
  drawing: Drawing,
  printed: PrintedWidget,
  box: Box,
  colours: KeyColours,
): void {
  const x = box.x + PADDING;
  const width = Math.max(1, box.width - 2 * PADDING);
  let y = box.y + PADDING;
  const { widget } = printed;
  const drawTextLine = (
    text: string,
    size: number,
    colour: string,
    element: 'H2' | 'P' = 'P',
  ) => {
    const face = element === 'H2' ? 'bold' : 'plain';
    drawElement(drawing, element, () =>
      drawLine(drawing, text, { x, y, width }, { size, colour, face }),
    );
    y += size * 1.4;
  };
  const isBareText = widget.widget_type === 'text' && !widget.title.trim();
  if (!isBareText) {
    drawTextLine(getWidgetTitle(widget), TITLE_SIZE, inks.strong, 'H2');
  }
  if ('failure' in printed) {
    drawTextLine(printed.failure, TITLE_SIZE, inks.warning);
    return;
  }
  const notes = getExportNotes(printed.data);
  if (notes.length > 0) {
    drawTextLine(notes.join(' · '), NOTE_SIZE, inks.warning);
    y += 3;
  }
  const height = box.y + box.height - PADDING - y;
  if (height > NOTE_SIZE) {
    drawBody(drawing, printed, { box: { x, y, width, height }, colours });
  }
}

function drawBody(
  drawing: Drawing,
  printed: WidgetWithData,
  { box, colours }: { box: Box; colours: KeyColours },
): void {
  const { widget, data } = printed;
  if (widget.widget_type === 'text') {
    drawMarkdown(drawing, widget.config.text ?? '', box);
    return;
  }
  if ('metric' in data) {
    drawElement(drawing, 'P', () =>
      drawNumber(drawing, printed, data as WidgetNumber, box),
    );
    return;
  }
  if ('items' in data) {
    const list = data as WidgetItems;
    if (list.items.length === 0) {
      drawEmptyNote(drawing, box);
    } else {
      drawTable(drawing, toPrintedItems(drawing, list), box);
    }
    return;
  }
  const query = getMetricQuery(widget.widget_type, widget.config);
  const bars = data as WidgetBars;
  if (widget.widget_type === 'analytics_overview') {
    drawTiles(drawing, bars, box);
  } else if (!query || !isDrawn(query.chart_type)) {
    drawTable(drawing, toPrintedTable(drawing, widget, bars), box);
  } else if (bars.data.length === 0) {
    drawEmptyNote(drawing, box);
  } else {
    const { chart_type } = query;
    drawChart(drawing, { ...query, chart_type }, bars, { box, colours });
  }
}

function drawEmptyNote(drawing: Drawing, box: Box): void {
  const style = { size: 8, colour: inks.weak };
  drawElement(drawing, 'P', () =>
    drawLine(drawing, 'Nothing to show', box, style),
  );
}

function toPrintedItems({ formats }: Drawing, list: WidgetItems): PrintedTable {
  const { columns, rows } = toItemTable(list);
  return {
    headers: columns.map(({ header }) => header),
    rows: rows.map(cells =>
      cells.map((cell, index) =>
        cell && columns[index].kind === 'date'
          ? formats.formatDate(String(cell))
          : String(cell ?? ''),
      ),
    ),
    totals: undefined,
    textShares: ITEM_COLUMN_SHARES,
  };
}

/**
 * Builds the table as on the dashboard page: with formatted values, in one column per metric or
 * group.
 */
function toPrintedTable(
  { formats }: Drawing,
  { widget_type, config }: Widget,
  rawBars: WidgetBars,
): PrintedTable {
  const query = getMetricQuery(widget_type, config);
  const { data, schema, total } = formats.formatBarNames(rawBars, query);
  const groups = Object.entries(schema);
  const { formatValue } = formats.getMetricFormats(query?.metric ?? 'count');
  const formatCell = (cell: unknown) =>
    formatValue(typeof cell === 'number' ? cell : null);
  return {
    headers: [
      getBarsTitle(query),
      query ? numberMetrics[query.metric].title : 'Created',
      ...groups.map(([, name]) => name),
    ],
    rows: data.map(bar => [
      bar.name,
      formatValue(bar.count),
      ...groups.map(([group]) => formatCell(bar[group])),
    ]),
    totals: total === null ? undefined : ['Total', formatValue(total)],
  };
}

/** Whether a chart type is drawn as a chart; numbers and tables are text. */
function isDrawn(chart_type: ChartTypeName): chart_type is DrawnChartType {
  return chart_type !== 'table' && chart_type !== 'number';
}

function drawNumber(
  drawing: Drawing,
  { range }: WidgetWithData,
  { value, previous_value, metric }: WidgetNumber,
  { x, y, width, height }: Box,
): void {
  const { formats } = drawing;
  const { formatSingleValue: format } = formats.getMetricFormats(metric);
  const size = Math.max(10, Math.min(28, height - 24));
  const area = { x, y: y + 2, width };
  drawLine(drawing, format(value), area, {
    size,
    colour: inks.strong,
    face: 'bold',
  });
  const previous =
    previous_value === null ? [] : [`previous: ${format(previous_value)}`];
  const captionParts = [
    numberMetrics[metric].title,
    formats.formatRange(range),
    ...previous,
  ];
  drawLine(
    drawing,
    captionParts.join(' · '),
    { x, y: area.y + size * 1.3, width },
    { size: NOTE_SIZE, colour: inks.weak },
  );
}
