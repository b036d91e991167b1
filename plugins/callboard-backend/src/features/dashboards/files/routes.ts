import { endpoints, WidgetDataQuery } from '@callboard/plugin-callboard-common';
import { Response } from 'express';
import { Writable } from 'stream';
import { RequestContext } from '../../../access/Caller';
import { Clock } from '../../../kernel/clock';
import { ContractRouter } from '../../../http/ContractRouter';
import { sendDownload } from '../../../http/downloads';
import { toWidgetDataInput } from '../numbers/routes';
import { DashboardReader } from '../DashboardReader';
import { WidgetData } from '../WidgetData';
import { BoardNumbers } from './BoardNumbers';
import { toFileName, WidgetExporter } from './WidgetExporter';
import { getWidgetTitle } from './toWidgetTable';

/** A request to export a dashboard or widget. */
type FileRequest = RequestContext & { query: WidgetDataQuery };

/** Binds the exports of dashboards and widgets. */
export function bindFiles(
  router: ContractRouter,
  deps: {
    clock: Clock;
    reader: DashboardReader;
    data: WidgetData;
    numbers: BoardNumbers;
    exporter: WidgetExporter;
  },
): void {
  const { clock, reader, data, numbers, exporter } = deps;
  const send = (
    request: FileRequest,
    res: Response,
    [title, extension, mediaType]: [string, string, string],
    write: (output: Writable) => Promise<void>,
  ) => {
    const { workspace } = request;
    const name = toFileName(title, extension, { workspace, now: clock.now() });
    return sendDownload(res, { name, mediaType }, write);
  };
  const widgets = {
    csv: endpoints.exportWidgetCsv,
    xlsx: endpoints.exportWidgetXlsx,
  };
  for (const format of ['csv', 'xlsx'] as const) {
    const endpoint = widgets[format];
    router.download(endpoint, async (context, res) => {
      const found = await reader.requireWidget(context, context.params);
      const counts = await numbers.runWithTimeout(() =>
        data.compute(context, found, toWidgetDataInput(context.query)),
      );
      const title = getWidgetTitle(found.widget);
      await send(context, res, [title, format, endpoint.download!], output =>
        exporter.writeWidget(format, counts, output),
      );
    });
  }
  const { exportDashboardXlsx } = endpoints;
  router.download(exportDashboardXlsx, async (context, res) => {
    const board = await numbers.loadBoard(context, context.params.id);
    const file: [string, string, string] = [
      board.dashboard.name,
      'xlsx',
      exportDashboardXlsx.download!,
    ];
    await send(context, res, file, output =>
      exporter.writeBoard(context, board, {
        input: toWidgetDataInput(context.query),
        output,
      }),
    );
  });
}
