import { Endpoint, endpoints } from '@callboard/plugin-callboard-common';
import { Response } from 'express';
import { Writable } from 'stream';
import { RequestContext } from '../../../access/Caller';
import { Clock } from '../../../kernel/clock';
import { writeBytes } from '../../../exports';
import { ContractRouter } from '../../../http/ContractRouter';
import { sendDownload } from '../../../http/downloads';
import { toWidgetDataInput } from '../routes';
import { DashboardReader } from '../DashboardReader';
import { DashboardDocuments } from '../pdf/DashboardDocuments';
import { WidgetDataService } from '../WidgetDataService';
import { DashboardNumbers } from './DashboardNumbers';
import { toFileName, writeDashboard, writeWidget } from './writeWidgets';
import { getWidgetTitle } from './toWidgetTable';

/** Binds the downloads of dashboards and widgets. */
export function bindFiles(
  router: ContractRouter,
  deps: {
    clock: Clock;
    reader: DashboardReader;
    widgetData: WidgetDataService;
    numbers: DashboardNumbers;
    documents: DashboardDocuments;
  },
): void {
  const { clock, reader, widgetData, numbers, documents } = deps;
  const send = (
    { workspace }: RequestContext,
    res: Response,
    file: { title: string; extension: string; endpoint: Endpoint },
    write: (output: Writable) => Promise<void>,
  ) => {
    const { title, extension, endpoint } = file;
    const name = toFileName(title, extension, { workspace, now: clock.now() });
    return sendDownload(res, { name, mediaType: endpoint.download! }, write);
  };
  const widgetEndpoints = {
    csv: endpoints.exportWidgetCsv,
    xlsx: endpoints.exportWidgetXlsx,
  };
  for (const format of ['csv', 'xlsx'] as const) {
    const endpoint = widgetEndpoints[format];
    router.download(endpoint, async (context, res) => {
      const found = await reader.requireWidget(context, context.params);
      const result = await numbers.runWithTimeout(() =>
        widgetData.compute(context, found, toWidgetDataInput(context.query)),
      );
      const title = getWidgetTitle(found.widget);
      const file = { title, extension: format, endpoint };
      await send(context, res, file, output =>
        writeWidget(format, result, output),
      );
    });
  }
  const { exportDashboardXlsx } = endpoints;
  router.download(exportDashboardXlsx, async (context, res) => {
    const content = await reader.loadContent(context, context.params.id);
    const { name: title } = content.dashboard;
    const file = { title, extension: 'xlsx', endpoint: exportDashboardXlsx };
    const input = toWidgetDataInput(context.query);
    await send(context, res, file, output =>
      writeDashboard(content, numbers.compute(context, content, input), output),
    );
  });
  const { exportDashboardPdf } = endpoints;
  router.download(exportDashboardPdf, async (context, res) => {
    const content = await reader.loadContent(context, context.params.id);
    const { name: title } = content.dashboard;
    const file = { title, extension: 'pdf', endpoint: exportDashboardPdf };
    await send(context, res, file, async output => {
      const input = toWidgetDataInput(context.query);
      const options = { locale: findLocale(res), signal: getAbortSignal(res) };
      await writeBytes(
        output,
        await documents.draw(context, content, input, options),
      );
    });
  });
}

/**
 * Returns the preferred locale of the browser, in which the frontend formats dates and numbers.
 */
function findLocale({ req }: Response): string | undefined {
  return req.acceptsLanguages().find(isLocale);
}

function isLocale(language: string): boolean {
  try {
    return Intl.DateTimeFormat.supportedLocalesOf(language).length > 0;
  } catch {
    // Not a language tag.
    return false;
  }
}

/** Returns a signal that aborts when the client disconnects. */
function getAbortSignal(res: Response): AbortSignal {
  const controller = new AbortController();
  res.once('close', () => controller.abort());
  return controller.signal;
}
