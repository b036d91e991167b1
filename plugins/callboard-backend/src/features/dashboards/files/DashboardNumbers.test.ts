import { Widget } from '@callboard/plugin-callboard-common';
import { PassThrough } from 'stream';
import { buffer } from 'stream/consumers';
import { silentLogger } from '../../../__testUtils__/changeFixture';
import { ExportAborted } from '../../../exports';
import { DashboardDocuments } from '../pdf/DashboardDocuments';
import { PdfRenderer } from '../pdf/PdfRenderer';
import { extractPdfText } from '../pdf/__testUtils__/extractPdfText';
import { getWorksheetCells, readWorksheets } from './__testUtils__/download';
import { DashboardNumbers } from './DashboardNumbers';
import { writeDashboard } from './writeWidgets';

const widgets = ['First', 'Second', 'Third'].map((title, nth) => ({
  id: title,
  dashboard_id: 'd',
  widget_type: 'text',
  title,
  config: { text: '' },
  sort_order: nth,
  version: 1,
  size: { x: 0, y: 6 * nth, width: 6, height: 6 },
})) as unknown as Widget[];
const content = { dashboard: { name: 'Board', config: {} }, widgets } as never;
const context = {
  workspace: { name: 'Default', timezone: 'UTC', week_start: 1 },
  caller: { user_ref: 'user:default/max', display_name: 'Max' },
} as never;

/** Creates a `DashboardNumbers` that runs a callback for each widget, and then fails to load it. */
function createDashboardNumbers(
  onCompute: (title: string) => void,
  dashboardTimeoutMs?: number,
) {
  const widgetData = {
    compute: async (_: unknown, { widget }: { widget: Widget }) => {
      onCompute(widget.title);
      throw new Error('It has none');
    },
  };
  return new DashboardNumbers({
    widgetData: widgetData as never,
    logger: silentLogger,
    timeoutMs: 1_000,
    dashboardTimeoutMs,
  });
}

const renderer = new PdfRenderer();
afterAll(() => renderer.close());

const clock = { now: () => Date.parse('2030-01-01T00:00:00Z') };
const files = {
  pdf: (numbers: DashboardNumbers, signal?: AbortSignal) =>
    new DashboardDocuments({
      clock,
      logger: silentLogger,
      numbers,
      renderer,
    }).draw(context, content, {}, { signal }),
  xlsx: async (numbers: DashboardNumbers, signal?: AbortSignal) => {
    const output = new PassThrough();
    const [bytes] = await Promise.all([
      buffer(output),
      writeDashboard(
        content,
        numbers.compute(context, content, {}, signal),
        output,
      ),
    ]);
    return bytes;
  },
};

describe.each(['pdf', 'xlsx'] as const)('dashboard export as %s', format => {
  it('stops when the client aborts the request', async () => {
    const abort = new AbortController();
    const shown: string[] = [];
    const numbers = createDashboardNumbers(title => {
      shown.push(title);
      abort.abort();
    });
    await expect(files[format](numbers, abort.signal)).rejects.toThrow(
      ExportAborted,
    );
    expect(shown).toEqual(['First']);
  });

  it('omits widgets over the time budget, and shows a note instead', async () => {
    const shown: string[] = [];
    const numbers = createDashboardNumbers(title => shown.push(title), -1);
    const bytes = await files[format](numbers);
    expect(shown).toEqual([]);
    const words =
      format === 'pdf'
        ? (await extractPdfText(bytes)).join('\n')
        : (await readWorksheets(bytes)).flatMap(getWorksheetCells).join('\n');
    expect(words.match(/Not included, because the export/g)).toHaveLength(3);
  });
});
