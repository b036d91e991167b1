import { Writable } from 'stream';
import {
  CSV_MEDIA_TYPE,
  DayRange,
  PDF_MEDIA_TYPE,
  XLSX_MEDIA_TYPE,
} from '@callboard/plugin-callboard-common';
import { WorkspaceRow } from '../../../access/Caller';
import { cutText } from '../../../database/text';
import { getDateInZone } from '../../../database/zones';
import {
  Row,
  WorksheetDefinition,
  SpreadsheetWriter,
  TableFormat,
  writeCsv,
  writeTable,
  removeUnprintable,
} from '../../../exports';
import { WidgetResult } from '../WidgetDataService';
import { DashboardContent, FailedWidget } from './DashboardNumbers';
import { getExportNotes, toWidgetTable, getWidgetTitle } from './toWidgetTable';

function formatDayRange(range: DayRange | undefined): string {
  if (!range) {
    return 'All time';
  }
  const { start, end } = range;
  return start === end ? start : `${start} to ${end}`;
}

function describeWidget({ widget, range, zone, data }: WidgetResult): string {
  return [
    getWidgetTitle(widget),
    formatDayRange(range),
    zone,
    `computed at ${data.computed_at}`,
    ...getExportNotes(data),
  ].join(' · ');
}

/** The columns of a widget whose data cannot be shown. */
const failureColumns = [
  { header: 'This widget could not be exported', kind: 'text', width: 80 },
] as const;

function toWorksheet(
  result: WidgetResult | FailedWidget,
): [worksheet: WorksheetDefinition, rows: readonly Row[]] {
  const name = getWidgetTitle(result.widget);
  if ('failure' in result) {
    return [{ name, columns: failureColumns }, [[result.failure]]];
  }
  const { columns, rows } = toWidgetTable(result.widget, result.data);
  return [{ name, columns, heading: describeWidget(result) }, rows];
}

/**
 * Writes one widget as a table and ends the output. CSV files begin with the column headers, so
 * that programs can parse them, and end with the notes.
 *
 * @throws ExportAborted when the client disconnects
 */
export async function writeWidget(
  format: TableFormat,
  result: WidgetResult,
  output: Writable,
): Promise<void> {
  const [worksheet, rows] = toWorksheet(result);
  if (format === 'csv') {
    const notes = getExportNotes(result.data).map(note => [note]);
    await writeCsv(output, worksheet.columns, [...rows, ...notes]);
    return;
  }
  await writeTable('xlsx', output, worksheet, rows);
}

/**
 * Writes a dashboard as a spreadsheet with a worksheet per widget, and ends the output.
 *
 * @param results - the results of the widgets, in order
 * @throws ExportAborted when the output closes early, or `results` throws it
 */
export async function writeDashboard(
  { dashboard, widgets }: DashboardContent,
  results: AsyncIterable<WidgetResult | FailedWidget>,
  output: Writable,
): Promise<void> {
  const workbook = new SpreadsheetWriter(output);
  try {
    for await (const result of results) {
      await workbook.writeWorksheet(...toWorksheet(result));
    }
    if (widgets.length === 0) {
      await workbook.writeWorksheet({ name: dashboard.name, columns: [] }, []);
    }
    await workbook.close();
  } catch (error) {
    workbook.destroy(error as Error);
    throw error;
  }
}

/** Some systems reject longer file names. */
const MAX_TITLE_LENGTH = 80;

const mediaTypes = {
  csv: CSV_MEDIA_TYPE,
  pdf: PDF_MEDIA_TYPE,
  xlsx: XLSX_MEDIA_TYPE,
} as const;

/**
 * Returns the media type of a file, and its name: the title, and today's date in the time zone of the
 * workspace.
 *
 * @param now - milliseconds since 1970
 */
export function describeFile(
  title: string,
  format: keyof typeof mediaTypes,
  { workspace, now }: { workspace: WorkspaceRow; now: number },
): { name: string; mediaType: string } {
  const safeTitle = removeUnprintable(title).replace(/\s+/gu, '_');
  const today = getDateInZone(now, workspace.timezone);
  return {
    name: `${cutText(safeTitle, MAX_TITLE_LENGTH)}_${today}.${format}`,
    mediaType: mediaTypes[format],
  };
}
