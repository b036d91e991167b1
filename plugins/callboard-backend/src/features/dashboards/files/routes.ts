import { endpoints } from '@callboard/plugin-callboard-common';
import { Response } from 'express';
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
import { describeFile, writeDashboard, writeWidget } from './writeWidgets';
import { getWidgetTitle } from './toWidgetTable';

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
  const getFile = (
    { workspace }: RequestContext,
    title: string,
    format: 'csv' | 'xlsx' | 'pdf',
  ) => describeFile(title, format, { workspace, now: clock.now() });
  for (const format of ['csv', 'xlsx'] as const) {
    const endpoint =
      format === 'csv' ? endpoints.exportWidgetCsv : endpoints.exportWidgetXlsx;
    router.download(endpoint, async (context, res) => {
      const found = await reader.requireWidget(context, context.params);
      const result = await numbers.runWithTimeout(() =>
        widgetData.compute(context, found, toWidgetDataInput(context.query)),
      );
      const file = getFile(context, getWidgetTitle(found.widget), format);
      await sendDownload(res, file, output =>
        writeWidget(format, result, output),
      );
    });
  }
  router.download(endpoints.exportDashboardXlsx, async (context, res) => {
    const content = await reader.loadContent(context, context.params.id);
    const file = getFile(context, content.dashboard.name, 'xlsx');
    const input = toWidgetDataInput(context.query);
    await sendDownload(res, file, output =>
      writeDashboard(content, numbers.compute(context, content, input), output),
    );
  });
  router.download(endpoints.exportDashboardPdf, async (context, res) => {
    const content = await reader.loadContent(context, context.params.id);
    const file = getFile(context, content.dashboard.name, 'pdf');
    await sendDownload(res, file, async output => {
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
